#include "modules/soc/pages/system_pages.h"

#include <algorithm>

#include "core/text.h"
#include "modules/soc/pages/soc_layout.h"
#include "web/table.h"

namespace dongson::soc {

using namespace web::short_names;

namespace {

constexpr char kPath[] = "/can-bo/an-ninh/he-thong";

Url UrlOf(const InformationSystem& system) {
    return Url::Page(std::string(kPath) + "/" + ToText(system.id));
}

Html StateTag(ProbeState state) {
    constexpr web::TagColour kColours[] = {web::TagColour::grey, web::TagColour::green, web::TagColour::red};
    return web::Tag(Say(ProbeStateName(state)), kColours[static_cast<int>(state)]);
}

Html LevelMark(int level) {
    constexpr web::TagColour kColours[] = {web::TagColour::grey, web::TagColour::grey, web::TagColour::blue,
                                           web::TagColour::bronze, web::TagColour::red};
    return web::Tag(Say("Cấp độ {1}", std::to_string(level)), kColours[std::clamp(level, 1, 5) - 1]);
}

Html Approval(const InformationSystem& system) {
    if (!system.approved_on) return web::Tag(Say("Chưa phê duyệt"), web::TagColour::amber);
    return Render("{} – {}", web::InVietnamese(system.approval_number), web::Day(*system.approved_on));
}

std::size_t LayersMet(const SystemLine& line) {
    return static_cast<std::size_t>(std::ranges::count_if(line.layers, [](const auto& layer) { return layer.second.met; }));
}

Html ServicesInShort(const SystemLine& line) {
    std::size_t down = 0, up = 0;
    for (const ServiceLine& service : line.services) {
        if (service.probe.state == ProbeState::down) ++down;
        if (service.probe.state == ProbeState::up) ++up;
    }
    if (line.services.empty()) return Render(R"(<span class="ds-muted">{}</span>)", Say("chưa thử dịch vụ nào"));
    return Render("{} {}", web::Tag(Say("{1} hoạt động", std::to_string(up)), web::TagColour::green),
                  When(down > 0, [&] { return web::Tag(Say("{1} ngừng", std::to_string(down)), web::TagColour::red); }));
}

// A bar a day, the darker the worse; its title says the figures.
Html Days(const ServiceLine& service) {
    return Render(R"(<span class="ds-days" aria-hidden="true">{}</span>)", Each(service.record.days, [](const ProbeDay& day) {
                      const auto state = day.tries == 0                       ? "none"
                                         : day.failures == 0                  ? "good"
                                         : day.failures * 100 < day.tries * 5 ? "fair"
                                                                              : "bad";
                      return Render(R"(<i data-day="{}" title="{}"></i>)", state,
                                    day.day.Spoken() + ": " +
                                        (day.tries == 0 ? "–"
                                                        : Percent(static_cast<std::int64_t>(day.tries - day.failures),
                                                                  static_cast<std::int64_t>(day.tries))));
                  }));
}

std::string Uptime(const ServiceLine& service) {
    return service.record.tries == 0 ? "–"
                                     : Percent(static_cast<std::int64_t>(service.record.tries - service.record.failures),
                                               static_cast<std::int64_t>(service.record.tries));
}

std::string Pace(const ServiceLine& service) {
    const auto good = service.record.tries - service.record.failures;
    return good == 0 ? "–" : Figure(service.record.milliseconds / good) + " ms";
}

web::Cells ServiceCells(const ServiceLine& service, const Html& last) {
    return {Render(R"(<code class="ds-log">{}</code><br><span class="ds-muted">{}</span>)", service.probe.target,
                   Say(ProbeName(service.probe.kind))),
            Render(R"({}<br><span class="ds-muted">{} {}</span>)", StateTag(service.probe.state), Say("từ"),
                   web::Time(service.probe.since)),
            Uptime(service),
            Pace(service),
            Days(service),
            last};
}

Html ServiceTable(const std::vector<ServiceLine>& services, const Sentence& last, const auto& cell) {
    return web::Table(Say("Dịch vụ"), {{Say("Dịch vụ"), web::ColumnKind::name},
                                       {Say("Tình trạng")},
                                       {Say("30 ngày"), web::ColumnKind::number},
                                       {Say("Trả lời sau"), web::ColumnKind::number},
                                       {Say("Từng ngày")},
                                       {last}})
        .Rows(services, [&](const ServiceLine& service) { return ServiceCells(service, cell(service)); })
        .Done();
}

Html SystemFields(const SystemView& view) {
    const InformationSystem& system = view.line.system;
    std::vector<web::Choice> levels;
    for (int level = 1; level <= 5; ++level)
        levels.push_back({std::to_string(level), Say(LevelMeaning(level)).Now(),
                          Say("Phê duyệt: {1}", Say(LevelApprover(level)).Now()).Now()});
    return Render("{}{}{}{}{}{}{}{}", web::TextInput({"ten", Say("Tên hệ thống"), {}, &view.faults, false}, system.name),
                  web::Select({"don_vi", Say("Đơn vị chủ quản"), {}, &view.faults, false}, view.units, ToText(system.unit)),
                  web::TextArea({"muc_dich", Say("Dùng để làm gì"), {}, &view.faults, true}, system.purpose, 2),
                  web::Radios({"cap_do", Say("Cấp độ"), Say("Nghị định 331/2026/NĐ-CP: tiêu chí cao nhất quyết định."),
                               &view.faults, false},
                              levels, std::to_string(system.level)),
                  web::TextInput({"quyet_dinh", Say("Số quyết định phê duyệt cấp độ"), {}, &view.faults, true},
                                 system.approval_number, {.width = "20"}),
                  web::TextInput({"ngay_duyet", Say("Ngày phê duyệt"), Say("Ví dụ 29/8/2026"), &view.faults, true},
                                 view.approved_on, {.width = "10"}),
                  web::TextInput({"mang", Say("Địa chỉ và mạng"), Say("Cách nhau bằng dấu phẩy, ví dụ 10.38.2.0/24, 10.38.1.10"),
                                  &view.faults, true},
                                 system.networks),
                  When(!view.fresh, [&] {
                      return web::Checkboxes({"thoi_dung", Say("Vòng đời"), {}, &view.faults, true},
                                             {{"co", Say("Đã thôi dùng").Now(), ""}},
                                             system.retired ? std::vector<std::string>{"co"} : std::vector<std::string>{});
                  }));
}

Html LayerForm(const SystemView& view, Layer layer) {
    const auto known = view.line.layers.find(layer);
    const bool met = known != view.line.layers.end() && known->second.met;
    const std::string number = std::to_string(static_cast<int>(layer));
    return Render(
        R"(<li class="ds-card"><p><strong>{}</strong> {}</p>{}{}</li>)", Say(LayerName(layer)),
        met ? web::Tag(Say("Đã có"), web::TagColour::green) : web::Tag(Say("Chưa có"), web::TagColour::amber),
        When(known != view.line.layers.end(),
             [&] {
                 return Render(R"(<p>{} <span class="ds-muted">{} {}</span></p>)", web::InVietnamese(known->second.evidence),
                               web::Time(known->second.at), Who(view.names, known->second.account));
             }),
        web::PostForm(
            UrlOf(view.line.system),
            Render(
                R"({}<label class="govuk-label" for="minh_chung_{}">Minh chứng</label><input class="govuk-input" id="minh_chung_{}" name="minh_chung"><p><button class="ds-link-button" name="co" value="1" type="submit">Ghi là đã có</button> · <button class="ds-link-button" name="co" value="0" type="submit">Ghi là chưa có</button></p>)",
                web::HiddenInput("lop", number), number, number)));
}

Html Weaknesses(const SystemView& view) {
    return Render(R"({} <a class="govuk-link" href="{}">{}</a>)",
                  Each(view.weaknesses,
                       [](const auto& level) { return Render("{} {}&ensp;", LevelTag(level.first), Figure(level.second)); }),
                  Url::Page("/can-bo/an-ninh/lo-hong").With("he_thong", ToText(view.line.system.id)),
                  view.weaknesses.empty() ? Say("Không có lỗ hổng chưa khắc phục") : Say("Xem"));
}

Html Services(const SystemView& view) {
    std::vector<web::Choice> kinds;
    for (const ProbeKind kind : kProbeKinds) kinds.push_back({std::string(ProbeWord(kind)), Say(ProbeName(kind)).Now(), ""});
    const auto url = UrlOf(view.line.system);
    const auto remove = [&](const ServiceLine& service) {
        return web::PostForm(
            url,
            Render(
                R"({}<button class="ds-link-button" type="submit">Thôi thử<span class="govuk-visually-hidden"> {}</span></button>)",
                web::HiddenInput("thoi_thu", std::to_string(service.probe.id)), service.probe.target));
    };
    const auto history = [&](const ServiceLine& service) {
        return When(!service.changes.empty(), [&] {
            return web::Details(Say("Lịch sử của {1}", service.probe.target),
                                Render(R"(<ul class="govuk-list">{}</ul>)", Each(service.changes, [](const ProbeChange& change) {
                                           return Render(R"(<li>{} {} <span class="ds-muted">{}</span></li>)",
                                                         web::Time(change.at), StateTag(change.state), change.detail);
                                       })));
        });
    };
    return Render(
        R"(<h2 class="govuk-heading-m">Dịch vụ</h2>{}{}{})",
        view.line.services.empty() ? Render(R"(<p class="govuk-body">Chưa thử dịch vụ nào.</p>)")
                                   : ServiceTable(view.line.services, Say("Thôi"), remove),
        Each(view.line.services, history),
        web::PostForm(
            url, Render("{}{}{}{}",
                        web::Select({"loai", Say("Thử bằng"), {}, &view.faults, false}, kinds, ProbeWord(view.typed_probe.kind)),
                        web::TextInput(
                            {"dich", Say("Đích"), Say("https://…, may-chu:443, tên miền hoặc địa chỉ"), &view.faults, false},
                            view.typed_probe.target),
                        web::TextInput({"giay", Say("Cách nhau (giây)"), {}, &view.faults, false},
                                       std::to_string(view.typed_probe.seconds),
                                       {.type = "text", .autocomplete = "off", .inputmode = "numeric", .width = "5"}),
                        web::Button(Say("Thử dịch vụ này"), web::ButtonKind::secondary))));
}

web::Cells SystemCells(const SystemLine& line) {
    const std::size_t met = LayersMet(line);
    return {Render(R"(<a class="govuk-link" href="{}">{}</a> {})", UrlOf(line.system), web::InVietnamese(line.system.name),
                   When(line.system.retired, [] { return web::Tag(Say("Đã thôi dùng"), web::TagColour::grey); })),
            web::InVietnamese(line.unit),
            LevelMark(line.system.level),
            Approval(line.system),
            web::Tag(Say("{1}/4 lớp", std::to_string(met)),
                     met == std::size(kLayers) ? web::TagColour::green : web::TagColour::amber),
            ServicesInShort(line)};
}

}  // namespace

Html SystemListPage(const std::vector<SystemLine>& systems) {
    return SocLayout(
        Say("Hệ thống"), SocPlace::systems,
        Render(
            R"(<h1 class="govuk-heading-l">Hệ thống thông tin</h1><p class="govuk-body">{} <a class="govuk-link" href="{}">Tình trạng dịch vụ</a>&ensp;<a class="govuk-link" href="{}">Lỗ hổng</a></p>{})",
            web::LinkButton(Say("Đăng ký hệ thống"), Url::Page(std::string(kPath) + "/moi")),
            Url::Page("/can-bo/an-ninh/tinh-trang"), Url::Page("/can-bo/an-ninh/lo-hong"),
            systems.empty() ? Render(R"(<p class="govuk-body">Chưa đăng ký hệ thống nào.</p>)")
                            : web::Table(Say("Hệ thống thông tin"), {{Say("Hệ thống"), web::ColumnKind::name},
                                                                     {Say("Chủ quản")},
                                                                     {Say("Cấp độ")},
                                                                     {Say("Phê duyệt")},
                                                                     {Say("Bốn lớp")},
                                                                     {Say("Dịch vụ")}})
                                  .Rows(systems, SystemCells)
                                  .Done()));
}

Html SystemPage(const SystemView& view) {
    const auto& system = view.line.system;
    if (view.fresh)
        return SocLayout(Say("Đăng ký hệ thống"), SocPlace::systems,
                         Render(R"({}{}<h1 class="govuk-heading-l">Đăng ký hệ thống</h1>{})", web::BackLink(Url::Page(kPath)),
                                web::ErrorSummary(view.faults),
                                web::PostForm(Url::Page(std::string(kPath) + "/moi"),
                                              Render("{}{}", SystemFields(view), web::Button(Say("Đăng ký"))))));
    const std::vector<web::Row> rows{
        {Say("Chủ quản"), web::InVietnamese(view.line.unit), {}},
        {Say("Dùng để làm gì"), web::InVietnamese(system.purpose), {}},
        {Say("Cấp độ"), Render("{} {}", LevelMark(system.level), Say(LevelMeaning(system.level))), {}},
        {Say("Phê duyệt"), Approval(system), {}},
        {Say("Địa chỉ và mạng"), Render("{}", system.networks), {}},
        {Say("Lỗ hổng"), Weaknesses(view), {}}};
    return SocLayout(
        {system.name, {}}, SocPlace::systems,
        Render(
            R"({}{}<h1 class="govuk-heading-l">{}</h1>{}<h2 class="govuk-heading-m">Bốn lớp bảo vệ</h2><p class="govuk-body-s ds-muted">{}</p><ul class="ds-cards">{}</ul>{}{})",
            web::BackLink(Url::Page(kPath)), web::ErrorSummary(view.faults), web::InVietnamese(system.name),
            web::SummaryList(rows), Say("Chỉ thị 14/CT-TTg năm 2019. Minh chứng cũ được giữ lại."),
            Each(kLayers, [&](Layer layer) { return LayerForm(view, layer); }), Services(view),
            web::Details(Say("Sửa hệ thống"),
                         web::PostForm(UrlOf(system),
                                       Render("{}{}{}{}{}", web::MeanwhileHtml(view.meanwhile), web::HiddenInput("sua", "1"),
                                              web::HiddenInput("phien_ban", std::to_string(system.version)), SystemFields(view),
                                              web::Button(Say("Lưu")))))));
}

Html ServicesPage(const std::vector<SystemLine>& systems) {
    std::size_t down = 0, all = 0;
    for (const SystemLine& line : systems)
        for (const ServiceLine& service : line.services) {
            ++all;
            if (service.probe.state == ProbeState::down) ++down;
        }
    const auto last = [](const ServiceLine& service) {
        return Render(R"(<span class="ds-muted">{}</span>)", service.probe.detail);
    };
    return SocLayout(Say("Tình trạng dịch vụ"), SocPlace::systems,
                     Render(R"({}<h1 class="govuk-heading-l">Tình trạng dịch vụ</h1><p class="govuk-body">{}</p>{})",
                            web::BackLink(Url::Page(kPath)),
                            down == 0 ? Say("{1} dịch vụ được thử, không dịch vụ nào ngừng.", Figure(all))
                                      : Say("{1} trên {2} dịch vụ đang ngừng.", Figure(down), Figure(all)),
                            Each(systems, [&](const SystemLine& line) {
                                return When(!line.services.empty(), [&] {
                                    return Render(R"(<h2 class="govuk-heading-m"><a class="govuk-link" href="{}">{}</a></h2>{})",
                                                  UrlOf(line.system), web::InVietnamese(line.system.name),
                                                  ServiceTable(line.services, Say("Lần thử cuối"), last));
                                });
                            })));
}

}  // namespace dongson::soc
