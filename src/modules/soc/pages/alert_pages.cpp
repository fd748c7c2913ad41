#include "modules/soc/pages/alert_pages.h"

#include "core/text.h"
#include "modules/soc/pages/soc_layout.h"
#include "modules/soc/search/query.h"
#include "web/table.h"

namespace dongson::soc {

using namespace web::short_names;

namespace {

Url AlertUrl(AlertId id) {
    return Url::Page("/can-bo/an-ninh/canh-bao/" + ToText(id));
}

web::Cells CellsOf(const Alert& alert) {
    return {std::to_string(alert.score),
            LevelTag(alert.level),
            Render(R"(<a class="govuk-link" href="{}" data-opens="1">{}</a>)", AlertUrl(alert.id), alert.title),
            alert.entity.name,
            Figure(alert.events),
            web::Time(alert.last),
            AlertStateTag(alert.state)};
}

std::vector<web::Choice> StateChoices() {
    std::vector<web::Choice> choices{{"", Say("Đang chờ quyết định").Now(), ""}};
    for (const AlertState state : kAlertStates)
        choices.push_back({std::string(AlertStateWord(state)), Say(AlertStateName(state)).Now(), ""});
    return choices;
}

Html Filters(const AlertQueueView& view) {
    const Refusals none;
    return Render(R"(<form method="get" action="{}" class="ds-filter">{}{}{}{}{}</form>)", Url::Page("/can-bo/an-ninh/canh-bao"),
                  web::Select({"muc", Say("Mức"), {}, &none, false}, LeastLevelChoices(), view.level),
                  web::Select({"trang_thai", Say("Trạng thái"), {}, &none, false}, StateChoices(), view.state),
                  view.filter.rule.empty() ? Html() : web::HiddenInput("quy_tac", view.filter.rule),
                  view.filter.entity.empty() ? Html() : web::HiddenInput("doi_tuong", view.filter.entity),
                  web::Button(Say("Lọc"), web::ButtonKind::secondary));
}

Html Decide(const AlertView& view) {
    const auto& alert = view.alert;
    const auto version = web::HiddenInput("phien_ban", std::to_string(alert.version));
    const auto url = AlertUrl(alert.id);
    const auto simple = [&](std::string_view decision, const Sentence& text, web::ButtonKind kind) {
        return web::PostForm(url, Render("{}{}{}", version, web::HiddenInput("quyet_dinh", decision), web::Button(text, kind)));
    };
    auto take = alert.state == AlertState::fresh     ? simple("nhan", Say("Nhận xem xét"), web::ButtonKind::primary)
                : alert.state == AlertState::in_hand ? simple("tra", Say("Trả lại hàng đợi"), web::ButtonKind::secondary)
                                                     : Html();
    // Whoever closed it meanwhile leaves no form for a reason that was typed.
    if (!IsOpen(alert.state))
        return Render(
            "{}{}", take, When(!view.typed_reason.empty(), [&] {
                return Render(
                    R"(<p class="govuk-body">Lý do bạn vừa gõ:</p><blockquote class="govuk-inset-text">{}</blockquote>)",
                    web::Lines(view.typed_reason));
            }));
    const auto reason = [&](std::string_view hint) {
        return web::TextArea({"ly_do", Say("Lý do"), Say(hint), &view.faults, false}, view.typed_reason, 2);
    };
    std::vector<web::Choice> days{{"0", Say("Chỉ cảnh báo này").Now(), ""},
                                  {"1", Say("Một ngày").Now(), ""},
                                  {"7", Say("Một tuần").Now(), ""},
                                  {"30", Say("Ba mươi ngày").Now(), ""},
                                  {"90", Say("Chín mươi ngày").Now(), ""}};
    std::vector<web::Choice> reach{{"doi-tuong", Say("Chỉ với đối tượng này").Now(), ""},
                                   {"moi-noi", Say("Với mọi đối tượng").Now(), ""}};
    const auto close =
        web::Details(Say("Đóng: đã xử lý xong"),
                     web::PostForm(url, Render("{}{}{}{}", version, web::HiddenInput("quyet_dinh", "dong"),
                                               reason("Đã làm gì, kết quả ra sao"), web::Button(Say("Đóng cảnh báo")))));
    const auto suppress = web::Details(
        Say("Bỏ qua: báo nhầm"),
        web::PostForm(url,
                      Render("{}{}{}{}{}{}", version, web::HiddenInput("quyet_dinh", "bo-qua"), reason("Vì sao là báo nhầm"),
                             web::Select({"so_ngay", Say("Quy tắc này không báo nữa trong"), {}, &view.faults, false}, days, "0"),
                             web::Select({"pham_vi", Say("Phạm vi"), {}, &view.faults, false}, reach, "doi-tuong"),
                             web::Button(Say("Bỏ qua"), web::ButtonKind::warning))));
    std::vector<web::Choice> cases;
    cases.reserve(view.cases.size());
    for (const Incident& incident : view.cases) cases.push_back({incident.code, incident.code + " " + incident.title, ""});
    const auto into = When(!cases.empty(), [&] {
        return web::Details(
            Say("Đưa vào vụ việc đang mở"),
            web::PostForm(url, Render("{}{}{}{}", version, web::HiddenInput("quyet_dinh", "vao-vu-viec"),
                                      web::Select({"vu_viec", Say("Vụ việc"), {}, &view.faults, false}, cases, ""),
                                      web::Button(Say("Đưa vào"), web::ButtonKind::secondary))));
    });
    return Render(
        R"({}<p class="govuk-body">{}</p>{}{}{})", take,
        web::LinkButton(Say("Mở vụ việc từ cảnh báo này"),
                        Url::Page("/can-bo/an-ninh/vu-viec/moi").With("canh_bao", ToText(alert.id)), web::ButtonKind::secondary),
        into, close, suppress);
}

web::Cells EventCells(const AlertEvent& event) {
    return {Render(R"(<a class="govuk-link" href="{}">{}</a>)", Url::Page("/can-bo/an-ninh/su-kien/" + event.key),
                   Moment(event.time)),
            Render(R"(<code class="ds-log">{}</code>)", event.excerpt.empty() ? Say("Mở để xem").Now() : event.excerpt)};
}

Html Events(const AlertView& view) {
    const auto title = view.events.size() < view.alert.events ? Say("{1} sự kiện, {2} được giữ để xem", Figure(view.alert.events),
                                                                    std::to_string(view.events.size()))
                                                              : Say("{1} sự kiện", Figure(view.alert.events));
    return Render(
        R"(<h2 class="govuk-heading-m">{}</h2>{})", title,
        web::Table(title, {{Say("Lúc"), web::ColumnKind::nowrap}, {Say("Sự kiện")}}).Rows(view.events, EventCells).Done());
}

// Where what raised an alert is kept: what watches sources, and lists of indicators, are no rules.
Url PageOf(const std::string& rule) {
    if (rule.starts_with("soc-feed-")) return Url::Page("/can-bo/an-ninh/chi-dau");
    if (rule == "soc-service-down" || rule == "soc-certificate-ends") return Url::Page("/can-bo/an-ninh/tinh-trang");
    if (rule.starts_with("soc-source-")) return Url::Page("/can-bo/an-ninh/nguon");
    return Url::Page("/can-bo/an-ninh/quy-tac/" + web::PathStep(rule));
}

Html AboutRule(const AlertView& view) {
    std::vector<web::Row> rows;
    const auto text = [](const std::string& value) { return Render("{}", value); };
    if (!view.description.empty()) rows.push_back({Say("Ý nghĩa"), text(view.description), {}});
    if (!view.tags.empty()) rows.push_back({Say("ATT&CK"), text(Join(view.tags, ", ")), {}});
    if (!view.false_positives.empty()) rows.push_back({Say("Hay báo nhầm khi"), text(Join(view.false_positives, "; ")), {}});
    rows.push_back(
        {Say("Quy tắc"), Render(R"(<a class="govuk-link" href="{}">{}</a>)", PageOf(view.alert.rule), view.alert.rule), {}});
    return web::SummaryList(rows);
}

}  // namespace

Html AlertQueuePage(const AlertQueueView& view) {
    const auto url = Url::Page("/can-bo/an-ninh/canh-bao")
                         .With("muc", view.level)
                         .With("trang_thai", view.state)
                         .With("quy_tac", view.filter.rule)
                         .With("doi_tuong", view.filter.entity);
    const auto table = view.alerts.empty() ? Render(R"(<p class="govuk-body">Không có cảnh báo nào như vậy.</p>)")
                                           : web::Table(Say("Cảnh báo"),
                                                        {{Say("Điểm"), web::ColumnKind::number},
                                                         {Say("Mức")},
                                                         {Say("Quy tắc")},
                                                         {Say("Đối tượng")},
                                                         {Say("Sự kiện"), web::ColumnKind::number},
                                                         {Say("Lần cuối"), web::ColumnKind::nowrap},
                                                         {Say("Trạng thái")}},
                                                        {.keys = true})
                                                 .Rows(view.alerts, CellsOf)
                                                 .Done();
    return SocLayout(
        Say("Cảnh báo"), SocPlace::alerts,
        Render(
            R"(<h1 class="govuk-heading-l">Cảnh báo</h1>{}<p class="govuk-body">{}</p><p class="govuk-body-s ds-muted">Phím: j xuống, k lên, o mở. Điểm là mức của quy tắc nhân mức quan trọng của nguồn.</p><div data-split="1"><div data-list="1">{}</div></div>{})",
            Filters(view), Say("{1} cảnh báo", Number(view.count)), table, web::Pages(url, view.page, view.pages)));
}

Html AlertPage(const AlertView& view) {
    const auto& alert = view.alert;
    std::vector<web::Row> rows{
        {Say("Mức"), Render("{} {}", LevelTag(alert.level), Say("điểm {1}", std::to_string(alert.score))), {}},
        {Say("Đối tượng"),
         Render(R"({} · <a class="govuk-link" href="{}">{}</a>)", alert.entity.name,
                Url::Page("/can-bo/an-ninh/su-kien").With("q", QuoteValue(alert.entity.name)), Say("sự kiện khác của đối tượng")),
         {}},
        {Say("Nguồn"), web::InVietnamese(view.source), {}},
        {Say("Đơn vị"), web::InVietnamese(view.unit), {}},
        {Say("Từ – đến"), Render("{} – {}", web::Time(alert.first), web::Time(alert.last)), {}},
        {Say("Trạng thái"), Render("{} {}", AlertStateTag(alert.state), web::InVietnamese(view.assignee)), {}}};
    if (!alert.reason.empty()) rows.push_back({Say("Lý do"), web::InVietnamese(alert.reason), {}});
    if (!view.in_case.empty())
        rows.push_back({Say("Vụ việc"),
                        Render(R"(<a class="govuk-link" href="{}">{}</a>)", Url::Page("/can-bo/an-ninh/vu-viec/" + view.in_case),
                               view.in_case),
                        {}});
    return SocLayout({alert.title, {}}, SocPlace::alerts,
                     Render(R"({}{}<h1 class="govuk-heading-l">{}</h1><div class="ds-two"><div>{}{}</div><div>{}</div></div>{})",
                            web::BackLink(Url::Page("/can-bo/an-ninh/canh-bao")), web::ErrorSummary(view.faults), alert.title,
                            web::SummaryList(rows), AboutRule(view), Decide(view), Events(view)));
}

}  // namespace dongson::soc
