#include "modules/soc/pages/console_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/text.h"
#include "modules/soc/pages/duty_page.h"
#include "modules/soc/pages/soc_layout.h"
#include "web/components.h"
#include "web/table.h"

namespace dongson::soc {

using namespace web::short_names;

namespace {

std::string Rounded(double value) {
    return Number(std::llround(value));
}

Html Card(std::string_view kind, const std::string& number, const Sentence& name, const Url& url) {
    return Render(R"(<a class="ds-figure {}" href="{}"><span class="ds-figure__number">{}</span>{}</a>)", kind, url, number,
                  name);
}

Html Figures(const ConsoleView& view) {
    const auto alerts = Url::Page("/can-bo/an-ninh/canh-bao");
    int late = 0;
    for (const Incident& incident : view.cases)
        for (const workflow::Obligation& clock : ObligationsOf(incident)) late += !clock.met && clock.due < view.now ? 1 : 0;
    const auto down = std::ranges::count(view.services, ProbeState::down, &Probe::state);
    const auto silent = std::ranges::count(view.sources, SourceState::silent, SourceStateOf);
    const auto sending = std::ranges::count(view.sources, SourceState::sending, SourceStateOf);
    const auto on = std::ranges::count_if(view.sources, [](const SourceLine& line) { return line.source.enabled; });
    return Render(R"(<div class="ds-figures">{}{}{}{}{}{}{}</div>)",
                  Card(view.open[4] > 0 ? "ds-figure--late" : "", std::to_string(view.open[4]), Say("cảnh báo nghiêm trọng"),
                       alerts.With("muc", "critical")),
                  Card("", std::to_string(view.open[3]), Say("cảnh báo mức cao"), alerts.With("muc", "high")),
                  Card("", std::to_string(view.open[0] + view.open[1] + view.open[2]), Say("cảnh báo khác"), alerts),
                  Card(late > 0 ? "ds-figure--late" : "", std::to_string(view.cases.size()), Say("vụ việc đang mở"),
                       Url::Page("/can-bo/an-ninh/vu-viec")),
                  Card("", Rounded(view.pace), Say("sự kiện mỗi giây"), Url::Page("/can-bo/an-ninh/su-kien")),
                  Card(silent > 0 ? "ds-figure--late" : "", fmt::format("{}/{}", sending, on), Say("nguồn đang gửi"),
                       Url::Page("/can-bo/an-ninh/nguon")),
                  Card(down > 0 ? "ds-figure--late" : "",
                       fmt::format("{}/{}", view.services.size() - static_cast<std::size_t>(down), view.services.size()),
                       Say("dịch vụ hoạt động"), Url::Page("/can-bo/an-ninh/tinh-trang")));
}

web::Cells AlertCells(const Alert& alert) {
    return {LevelTag(alert.level),
            Render(R"(<a class="govuk-link" href="{}">{}</a>)", Url::Page("/can-bo/an-ninh/canh-bao/" + ToText(alert.id)),
                   alert.title),
            alert.entity.name, Figure(alert.events), web::Time(alert.last)};
}

Html Alerts(const ConsoleView& view) {
    if (view.alerts.empty()) return Render(R"(<p class="govuk-body">Không có cảnh báo nào đang chờ.</p>)");
    return web::Table(Say("Cảnh báo nặng nhất"),
                      {{Say("Mức")},
                       {Say("Quy tắc")},
                       {Say("Đối tượng")},
                       {Say("Sự kiện"), web::ColumnKind::number},
                       {Say("Lần cuối"), web::ColumnKind::nowrap}},
                      {.caption = true})
        .Rows(view.alerts, AlertCells)
        .Done();
}

web::Cells CaseCells(const Incident& incident, Instant now) {
    Html due;
    for (const workflow::Obligation& clock : ObligationsOf(incident))
        if (!clock.met)
            due += clock.due < now ? Render(R"(<span class="ds-late">Quá hạn</span> {} )", web::Time(clock.due))
                                   : Render("{} ", web::Time(clock.due));
    return {
        Render(R"(<a class="govuk-link" href="{}">{}</a>)", Url::Page("/can-bo/an-ninh/vu-viec/" + incident.code), incident.code),
        web::InVietnamese(incident.title), Say(GradeName(incident.grade)), due.empty() ? Render("–") : due};
}

Html Cases(const ConsoleView& view) {
    if (view.cases.empty()) return Render(R"(<p class="govuk-body">Không có vụ việc nào đang mở.</p>)");
    return web::Table(Say("Vụ việc đang mở"),
                      {{Say("Mã"), web::ColumnKind::nowrap}, {Say("Tên")}, {Say("Mức")}, {Say("Phải báo trước")}},
                      {.caption = true})
        .Rows(view.cases, [&](const Incident& incident) { return CaseCells(incident, view.now); })
        .Done();
}

Html StateTag(SourceState state) {
    switch (state) {
        case SourceState::off:
            return web::Tag(Say("Đã tắt"), web::TagColour::grey);
        case SourceState::silent:
            return web::Tag(Say("Im lặng"), web::TagColour::red);
        case SourceState::sending:
            return web::Tag(Say("Đang gửi"), web::TagColour::green);
        case SourceState::not_since_start:
            return web::Tag(Say("Chưa gửi lại từ khi khởi động"), web::TagColour::amber);
        case SourceState::not_today:
            break;
    }
    return web::Tag(Say("Hôm nay chưa gửi"), web::TagColour::amber);
}

web::Cells SourceCells(const SourceLine& line) {
    return {Render(R"(<a class="govuk-link" href="{}">{}</a>)", Url::Page("/can-bo/an-ninh/nguon/" + ToText(line.source.id)),
                   web::InVietnamese(line.source.name)),
            Rounded(line.pace), Figure(line.today.stored), Figure(line.today.Unkept()), StateTag(SourceStateOf(line))};
}

Html Sources(const ConsoleView& view) {
    return web::Table(Say("Nguồn"),
                      {{Say("Nguồn")},
                       {Say("Mỗi giây"), web::ColumnKind::number},
                       {Say("Hôm nay"), web::ColumnKind::number},
                       {Say("Không giữ"), web::ColumnKind::number},
                       {Say("Trạng thái")}},
                      {.caption = true})
        .Rows(view.sources, SourceCells)
        .Done();
}

Html Down(const ConsoleView& view) {
    return Each(view.services, [](const Probe& probe) {
        return When(probe.state == ProbeState::down, [&] {
            return Render(R"(<p class="govuk-body">{} <code class="ds-log">{}</code> {} {}</p>)",
                          web::Tag(Say("Ngừng"), web::TagColour::red), probe.target, web::Time(probe.since), probe.detail);
        });
    });
}

Html Reading(const ConsoleView& view) {
    if (view.relays) return web::Paragraph(Say("Nơi này chỉ thu sự kiện và chuyển đi: nơi khác xét và lưu lâu dài."));
    return When(!view.prepared,
                [] { return web::Paragraph(Say("Đang nạp quy tắc: sự kiện được lưu, và sẽ được xét ngay khi nạp xong.")); });
}

Html Ships(const ConsoleView& view) {
    return Each(view.ships, [](const ShipState& ship) {
        return Render(R"(<p class="govuk-body-s">{} {} {}</p>)",
                      Say("Chuyển tiếp tới {1}: {2} sự kiện từ khi khởi động, {3} đang chờ.", ship.name, Figure(ship.shipped),
                          Figure(ship.waiting)),
                      When(!ship.trouble.empty(), [] { return web::Tag(Say("Không tới được"), web::TagColour::red); }),
                      When(!ship.trouble.empty(), [&] {
                          return Render(R"({} <code class="ds-log">{}</code>)", ship.since ? web::Time(*ship.since) : Html(),
                                        ship.trouble);
                      }));
    });
}

// Every event received is stored, waits, or is counted under a reason.
Html Account(const ConsoleView& view) {
    return Render(
        R"(<p class="govuk-body-s ds-muted">{}</p>)",
        Say("Hôm nay: nhận {1} = lưu {2} + không giữ {3} + đang chờ {4}. Chưa hiểu hết: {5}. Trên đĩa: {6}. Tương quan không dùng được: {7} đến muộn, {8} thiếu trường nhóm, {9} phải bỏ vì hết chỗ.",
            Figure(view.today.received + view.waiting), Figure(view.today.stored), Figure(view.today.Unkept()),
            Figure(view.waiting), Figure(view.today.not_understood), Bytes(static_cast<double>(view.stored_bytes)),
            Figure(view.late), Figure(view.ungrouped), Figure(view.crowded_out)));
}

}  // namespace

SourceState SourceStateOf(const SourceLine& line) {
    if (!line.source.enabled) return SourceState::off;
    if (line.silent) return SourceState::silent;
    if (line.last) return SourceState::sending;
    return line.today.received > 0 ? SourceState::not_since_start : SourceState::not_today;
}

Html ConsoleLive(const ConsoleView& view) {
    return Render(
        R"({}{}<p class="govuk-body">{} <a class="govuk-link" href="/can-bo/an-ninh/truc">Lịch trực</a></p>{}<div class="ds-console"><div>{}{}</div><div>{}{}</div></div>{}{})",
        When(!view.trouble.empty(),
             [&] { return web::Banner(Say("Không lưu được sự kiện"), Render(R"(<p class="govuk-body">{}</p>)", view.trouble)); }),
        Reading(view), OnDutyNow(view.shift, view.duty, view.names), Figures(view), Alerts(view), Cases(view), Down(view),
        Sources(view), Account(view), Ships(view));
}

Html ConsolePage(const ConsoleView& view) {
    return SocLayout(
        Say("An toàn thông tin"), SocPlace::console,
        Render(
            R"(<h1 class="govuk-heading-l">Trung tâm giám sát</h1><p class="govuk-body"><a class="govuk-link" href="/can-bo/an-ninh/man-hinh">Màn hình lớn</a>&ensp;<a class="govuk-link" href="/can-bo/an-ninh/ban-do">Bản đồ nguồn</a></p><div data-replace="/can-bo/an-ninh/luong">{}</div>)",
            ConsoleLive(view)));
}

Html WallPage(const ConsoleView& view) {
    return web::WallLayout(
        Say("Trung tâm giám sát"),
        Render(
            R"(<h1 class="govuk-heading-l">Trung tâm giám sát an toàn thông tin</h1><div data-replace="/can-bo/an-ninh/luong">{}</div><div data-replace="/can-bo/an-ninh/ban-do/luong">{}</div>)",
            ConsoleLive(view), SourceMapPicture(view.places)));
}

}  // namespace dongson::soc
