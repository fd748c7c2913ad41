#include "modules/soc/pages/event_pages.h"

#include <algorithm>

#include "core/text.h"
#include "modules/soc/pages/soc_layout.h"
#include "web/table.h"

namespace dongson::soc {

using namespace web::short_names;

namespace {

constexpr char kPath[] = "/can-bo/an-ninh/su-kien";

// The same search in another shape, or with another question.
Url Again(std::string_view path, std::string_view query, const EventSearchView& view) {
    return Url::Page(std::string(path))
        .With("q", query)
        .With("ky", view.period)
        .With("tu", view.from)
        .With("den", view.until)
        .With("nguon", view.source);
}

Html Form(const EventSearchView& view) {
    std::vector<web::Choice> periods{{"15m", Say("15 phút qua").Now(), ""},         {"1h", Say("Một giờ qua").Now(), ""},
                                     {"24h", Say("24 giờ qua").Now(), ""},          {"7d", Say("7 ngày qua").Now(), ""},
                                     {"30d", Say("30 ngày qua").Now(), ""},         {"tat-ca", Say("Mọi lúc").Now(), ""},
                                     {"rieng", Say("Từ – đến, bên dưới").Now(), ""}};
    std::vector<web::Choice> sources{{"", Say("Mọi nguồn").Now(), ""}};
    for (const Source& source : view.sources) sources.push_back({std::to_string(source.number), source.name, ""});
    const auto own = web::Details(
        Say("Khoảng thời gian riêng"),
        Render("{}{}",
               web::TextInput({"tu", Say("Từ"), Say("Ví dụ 2026-11-25 08:00"), &view.faults, true}, view.from, {.width = "20"}),
               web::TextInput({"den", Say("Đến"), {}, &view.faults, true}, view.until, {.width = "20"})));
    return Render(
        R"(<form method="get" action="{}">{}<div class="ds-filter">{}{}{}</div>{}{}</form>)", Url::Page(kPath),
        web::TextArea(
            {"q", Say("Tìm"),
             Say("Ví dụ: failed password · source.ip:10.0.0.0/8 and not user.name:root · CommandLine:*whoami* · source.port >= 1024"),
             &view.faults, false},
            view.query, 2),
        web::Select({"ky", Say("Thời gian"), {}, &view.faults, false}, periods, view.period),
        web::Select({"nguon", Say("Nguồn"), {}, &view.faults, false}, sources, view.source),
        web::TextInput({"truong", Say("Thống kê theo trường"), {}, &view.faults, true}, view.field, {.width = "20"}), own,
        web::Button(Say("Tìm")));
}

std::string NameOf(const EventSearchView& view, std::uint32_t source) {
    const auto name = view.names.find(source);
    return name == view.names.end() ? "?" : name->second;
}

// Bars of a histogram: the height is a step of a class, so that no style is written into the page.
Html Histogram(const EventSearchView& view) {
    std::uint64_t most = 1;
    for (const Stretch& stretch : view.overview.stretches) most = std::max(most, stretch.events);
    return Render(R"(<ol class="ds-histogram" aria-label="{}">{}</ol>)", Say("Số sự kiện theo thời gian"),
                  Each(view.overview.stretches, [&](const Stretch& stretch) {
                      constexpr std::uint64_t kSteps = 20;
                      const auto step = stretch.events == 0 ? 0 : std::max<std::uint64_t>(1, stretch.events * kSteps / most);
                      return Render(R"(<li class="{}" title="{}"><span class="govuk-visually-hidden">{}</span></li>)",
                                    "ds-histogram__bar ds-histogram__bar--" + std::to_string(step),
                                    Moment(stretch.from) + ": " + Figure(stretch.events),
                                    Moment(stretch.from) + ": " + Figure(stretch.events));
                  }));
}

web::Cells ValueCells(const EventSearchView& view, const FieldCount& count) {
    const std::string narrower =
        (view.query.empty() || view.query == "*" ? "" : "(" + view.query + ") and ") + view.field + ":" + QuoteValue(count.value);
    return {Render(R"(<a class="govuk-link" href="{}">{}</a>)", Again(kPath, narrower, view), Shorten(count.value, 120)),
            Figure(count.events)};
}

Html Values(const EventSearchView& view) {
    return web::Table(Say("Giá trị của {1}", view.field), {{Say("Giá trị")}, {Say("Sự kiện"), web::ColumnKind::number}},
                      {.on_phone = web::OnPhone::scroll, .caption = true})
        .Rows(view.overview.values, [&](const FieldCount& count) { return ValueCells(view, count); })
        .Done();
}

web::Cells EventCells(const EventSearchView& view, const FoundEvent& event) {
    return {Render(R"(<a class="govuk-link" href="{}">{}</a>)", Url::Page("/can-bo/an-ninh/su-kien/" + event.key.Text()),
                   Moment(event.time)),
            web::InVietnamese(NameOf(view, event.source)), Render(R"(<code class="ds-log">{}</code>)", event.text)};
}

Html Found(const EventSearchView& view) {
    const auto cost =
        Say("{1} ms. Khối: {2}, bỏ qua không cần mở: {3}. Đọc {4} sự kiện trong {5}.", std::to_string(view.milliseconds),
            Figure(view.overview.cost.blocks), Figure(view.overview.cost.passed_over), Figure(view.overview.cost.read),
            Bytes(static_cast<double>(view.overview.cost.bytes)));
    return Render(
        R"(<h2 class="govuk-heading-m">{}</h2>{}{}<p class="govuk-body-s ds-muted">{}</p>{}{}
        <p class="govuk-body"><a class="govuk-link" href="{}">Tải về (NDJSON)</a></p>{})",
        view.overview.cost.finished ? Say("{1} sự kiện", Figure(view.overview.found))
                                    : Say("Ít nhất {1} sự kiện", Figure(view.overview.found)),
        When(!view.overview.cost.finished,
             [] { return Render(R"(<p class="govuk-body">Chưa tìm hết: thu hẹp thời gian hoặc câu hỏi để có con số đủ.</p>)"); }),
        When(view.overview.cost.damaged > 0,
             [&] {
                 return web::Banner(Say("Có khối dữ liệu hỏng"),
                                    web::Paragraph(Say("{1} khối không đọc được và không có trong kết quả.",
                                                       std::to_string(view.overview.cost.damaged))));
             }),
        cost, Histogram(view), When(!view.overview.values.empty(), [&] { return Values(view); }),
        Again(std::string(kPath) + "/tai", view.query, view),
        web::Table(Say("Sự kiện"), {{Say("Lúc"), web::ColumnKind::nowrap}, {Say("Nguồn")}, {Say("Sự kiện")}})
            .Rows(view.overview.events, [&](const FoundEvent& event) { return EventCells(view, event); })
            .Done());
}

}  // namespace

Html EventSearchPage(const EventSearchView& view) {
    return SocLayout(Say("Sự kiện"), SocPlace::events,
                     Render(R"({}<h1 class="govuk-heading-l">Sự kiện</h1>{}{})", web::ErrorSummary(view.faults), Form(view),
                            When(view.asked && view.faults.empty(), [&] { return Found(view); })));
}

Html EventPage(const EventView& view) {
    const auto search = [](const std::string& name, const std::string& value) {
        return Url::Page(kPath).With("q", name + ":" + QuoteValue(value)).With("ky", "7d");
    };
    std::vector<web::Choice> cases;
    cases.reserve(view.cases.size());
    for (const Incident& incident : view.cases) cases.push_back({incident.code, incident.code + " " + incident.title, ""});
    const Refusals none;
    const auto evidence = When(!cases.empty(), [&] {
        return web::Details(Say("Lấy làm chứng cứ"),
                            web::PostForm(Url::Page("/can-bo/an-ninh/vu-viec/" + view.cases.front().code + "/them"),
                                          Render("{}{}{}", web::HiddenInput("su_kien", view.key),
                                                 web::Select({"vu_viec", Say("Vụ việc"), {}, &none, false}, cases, ""),
                                                 web::Button(Say("Đưa vào vụ việc"), web::ButtonKind::secondary))));
    });
    const std::vector<web::Row> rows{
        {Say("Nguồn"), web::InVietnamese(view.source), {}},
        {Say("Lúc"), Render("{}", Moment(view.time)), {}},
        {Say("Nhận lúc"), Render("{}", Moment(view.received)), {}},
        {Say("Bộ đọc"), Render("{}", view.parser.empty() ? Say("Chưa có, tìm theo từ").Now() : view.parser), {}},
        {Say("SHA-256"), Render(R"(<code class="ds-log">{}</code>)", view.digest), {}}};
    return SocLayout(
        Say("Sự kiện {1}", view.key), SocPlace::events,
        Render(
            R"({}<h1 class="govuk-heading-l">{}</h1>{}{}<h2 class="govuk-heading-m">Nguyên văn</h2><pre class="ds-log">{}</pre>
            <h2 class="govuk-heading-m">Các trường</h2>{})",
            web::BackLink(Url::Page(kPath)), Say("Sự kiện {1}", view.key), web::SummaryList(rows), evidence, view.bytes,
            web::Table(Say("Các trường"), {{Say("Trường"), web::ColumnKind::name}, {Say("Giá trị (bấm để tìm)")}})
                .Rows(view.values,
                      [&](const NamedValue& value) {
                          const auto name = MendUtf8(value.name), text = MendUtf8(value.value);
                          return web::Cells{name, Render(R"(<a class="govuk-link" href="{}"><code class="ds-log">{}</code></a>)",
                                                         search(name, text.substr(0, 500)), text)};
                      })
                .Done()));
}

}  // namespace dongson::soc
