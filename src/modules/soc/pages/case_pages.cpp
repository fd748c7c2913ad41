#include "modules/soc/pages/case_pages.h"

#include <map>

#include "core/text.h"
#include "modules/soc/pages/soc_layout.h"
#include "modules/soc/search/entity_query.h"

namespace dongson::soc {

using namespace web::short_names;

namespace {

constexpr std::size_t kSearches = 5;  // of one step

Url CaseUrl(const Case& incident) {
    return Url::Page("/can-bo/an-ninh/vu-viec/" + incident.code);
}

std::string CategoryName(const Case& incident) {
    const Category* category = IncidentRules::Shipped().Find(incident.category);
    return category == nullptr ? incident.category : category->name;
}

Html Clock(const LegalClock& clock, Instant now) {
    if (clock.met) return Render(R"({} {})", web::Tag(Say("Đã báo"), web::TagColour::green), web::Time(*clock.met));
    if (clock.due < now) return Render(R"(<span class="ds-late">Quá hạn</span> {})", web::Time(clock.due));
    const auto minutes = (clock.due.ms - now.ms) / kMinute;
    return Render(R"({} <span class="ds-muted">{}</span>)", web::Time(clock.due),
                  Say("còn {1} giờ {2} phút", std::to_string(minutes / 60), std::to_string(minutes % 60)));
}

Html List(const std::vector<Case>& cases, Instant now) {
    return Render(
        R"(<div class="ds-scroll"><table class="govuk-table ds-dense"><thead><tr><th class="govuk-table__header" scope="col">Mã</th><th class="govuk-table__header" scope="col">Tên</th><th class="govuk-table__header" scope="col">Loại</th><th class="govuk-table__header" scope="col">Mức</th><th class="govuk-table__header" scope="col">Trạng thái</th><th class="govuk-table__header" scope="col">Phát hiện</th><th class="govuk-table__header" scope="col">Phải báo</th></tr></thead><tbody>{}</tbody></table></div>)",
        Each(cases, [&](const Case& incident) {
            Html clocks;
            for (const LegalClock& clock : ClocksOf(incident))
                if (!clock.met) clocks += Render(R"({}<br>)", Clock(clock, now));
            return Render(
                R"(<tr class="govuk-table__row"><td class="govuk-table__cell ds-nowrap"><a class="govuk-link" href="{}">{}</a></td><td class="govuk-table__cell">{}</td><td class="govuk-table__cell">{}</td><td class="govuk-table__cell">{}</td><td class="govuk-table__cell">{}</td><td class="govuk-table__cell ds-nowrap">{}</td><td class="govuk-table__cell">{}</td></tr>)",
                CaseUrl(incident), incident.code, web::InVietnamese(incident.title), web::InVietnamese(CategoryName(incident)),
                Say(GradeName(incident.grade)), CaseStateTag(incident.state), web::Time(incident.detected), clocks);
        }));
}

std::vector<web::Choice> CategoryChoices() {
    std::vector<web::Choice> choices;
    for (const Category& category : IncidentRules::Shipped().categories) choices.push_back({category.key, category.name, ""});
    return choices;
}

std::vector<web::Choice> GradeChoices() {
    std::vector<web::Choice> choices;
    for (int grade = 1; grade <= 4; ++grade) choices.push_back({std::to_string(grade), Say(GradeName(grade)).Now(), ""});
    return choices;
}

Html Personal(bool chosen, const Refusals* faults) {
    return web::Checkboxes({"du_lieu_ca_nhan", Say("Dữ liệu cá nhân"), {}, faults, true},
                           {{"co", Say("Có dữ liệu cá nhân bị lộ hoặc mất").Now(), ""}},
                           chosen ? std::vector<std::string>{"co"} : std::vector<std::string>{});
}

Html Clocks(const CaseView& view) {
    return Render(
        R"(<h2 class="govuk-heading-m">Phải báo theo luật</h2>{})", Each(ClocksOf(view.incident), [&](const LegalClock& clock) {
            const auto form = When(!clock.met && view.incident.state != CaseState::closed, [&] {
                return web::Details(
                    Say("Ghi là đã báo"),
                    web::PostForm(Url::Page("/can-bo/an-ninh/vu-viec/" + view.incident.code + "/them"),
                                  Render("{}{}{}", web::HiddenInput("bao", clock.key),
                                         web::TextInput({"cach_bao", Say("Báo cho ai, bằng cách nào"), {}, &view.faults, false},
                                                        view.typed_how),
                                         web::Button(Say("Đã báo"), web::ButtonKind::secondary))));
            });
            return Render(R"(<p class="govuk-body"><strong>{}</strong>: {}<br><span class="ds-muted">{}</span></p>{})",
                          web::InVietnamese(clock.name), Clock(clock, view.now), web::InVietnamese(clock.law), form);
        }));
}

// What a step says to search for, once for each of whom the case's alerts are about.
Html Searches(const CaseView& view, const PlaybookStep& step) {
    constexpr std::string_view kEntity = "{entity}";
    const auto link = [](const std::string& query, const Sentence& text) {
        return Render(R"( <a class="govuk-link" href="{}">{}</a>)",
                      Url::Page("/can-bo/an-ninh/su-kien").With("q", query).With("ky", "7d"), text);
    };
    if (step.search.empty()) return {};
    if (step.search.find(kEntity) == std::string::npos) return link(step.search, Say("Tìm"));
    std::map<std::string, std::string> queries;
    for (const Alert& alert : view.alerts)
        if (const auto query = QueryAbout(alert.entity); query && queries.size() < kSearches) queries[alert.entity.name] = *query;
    return Each(queries, [&](const auto& each) {
        return link(ReplaceAll(step.search, kEntity, each.second), Say("Tìm {1}", each.first));
    });
}

// Until when, and whether that is over.
Html Within(const CaseView& view, const PlaybookStep& step) {
    if (step.within == 0) return {};
    const Instant due = view.incident.opened + step.within;
    return due < view.now ? Render(R"( <span class="ds-late">{}</span> {})", Say("Quá hạn"), web::Time(due))
                          : Render(R"( <span class="ds-muted">{} {}</span>)", Say("trước"), web::Time(due));
}

Html Tasks(const CaseView& view) {
    const Category* category = IncidentRules::Shipped().Find(view.incident.category);
    return Render(
        R"(<h2 class="govuk-heading-m">Việc cần làm</h2><ul class="govuk-list">{}</ul>)",
        Each(view.tasks, [&](const CaseTask& task) {
            if (task.done) {
                return Render(R"(<li>{} {} <span class="ds-muted">{} {}</span></li>)",
                              web::Tag(Say("Xong"), web::TagColour::green), web::InVietnamese(task.text), web::Time(*task.done),
                              Who(view.names, task.done_by));
            }
            const PlaybookStep* step = category == nullptr ? nullptr : category->Find(task.text);
            return Render(
                R"(<li>{}{}{}{}</li>)", web::InVietnamese(task.text), step == nullptr ? Html() : Within(view, *step),
                step == nullptr ? Html() : Searches(view, *step),
                web::PostForm(
                    Url::Page("/can-bo/an-ninh/vu-viec/" + view.incident.code + "/them"),
                    Render(
                        R"({}<button class="ds-link-button" type="submit">Đánh dấu xong<span class="govuk-visually-hidden"> {}</span></button>)",
                        web::HiddenInput("viec", std::to_string(task.id)), task.text)));
        }));
}

Html Timeline(const CaseView& view) {
    return Render(R"(<h2 class="govuk-heading-m">Diễn biến</h2><ol class="ds-timeline">{}</ol>)",
                  Each(view.entries, [&](const CaseEntry& entry) {
                      const auto evidence = When(!entry.event.empty(), [&] {
                          return Render(R"(<br><a class="govuk-link" href="{}">{}</a> <code class="ds-log">SHA-256 {}</code>)",
                                        Url::Page("/can-bo/an-ninh/su-kien/" + entry.event), entry.event, entry.digest);
                      });
                      return Render(R"(<li><strong>{}</strong> · {} · {}<br>{}{})"
                                    R"(</li>)",
                                    Say(EntryKindName(entry.kind)), web::Time(entry.at), Who(view.names, entry.account),
                                    entry.kind == EntryKind::evidence ? Render(R"(<code class="ds-log">{}</code>)", entry.text)
                                                                      : web::InVietnamese(entry.text),
                                    evidence);
                  }));
}

Html Change(const CaseView& view) {
    const Case& incident = view.incident;
    std::vector<web::Choice> states;
    for (const CaseState state : kCaseStates)
        states.push_back({std::string(CaseStateWord(state)), Say(CaseStateName(state)).Now(), ""});
    return Render(
        R"(<details class="govuk-details" {}>
        <summary class="govuk-details__summary"><span class="govuk-details__summary-text">{}</span></summary>
        <div class="govuk-details__text">{}{}</div></details>)",
        web::Flag::Open(!view.meanwhile.rows.empty()), Say("Sửa vụ việc"), web::MeanwhileHtml(view.meanwhile),
        web::PostForm(
            CaseUrl(incident),
            Render("{}{}{}{}{}{}{}{}{}{}{}", web::HiddenInput("phien_ban", std::to_string(incident.version)),
                   web::TextInput({"ten", Say("Tên"), {}, &view.faults, false}, incident.title),
                   web::Select({"loai", Say("Loại"), {}, &view.faults, false}, CategoryChoices(), incident.category),
                   web::Select({"muc", Say("Mức"), {}, &view.faults, false}, GradeChoices(), std::to_string(incident.grade)),
                   Personal(incident.personal_data, &view.faults),
                   web::Select({"trang_thai", Say("Trạng thái"), {}, &view.faults, false}, states, CaseStateWord(incident.state)),
                   web::TextArea({"nguyen_nhan", Say("Nguyên nhân"), {}, &view.faults, true}, incident.cause, 3),
                   web::TextArea({"pham_vi", Say("Phạm vi"), Say("Hệ thống, dữ liệu, số người bị ảnh hưởng"), &view.faults, true},
                                 incident.scope, 3),
                   web::TextArea({"khac_phuc", Say("Khắc phục"), {}, &view.faults, true}, incident.remedy, 3),
                   web::TextArea({"bai_hoc", Say("Bài học"), {}, &view.faults, true}, incident.lessons, 3),
                   web::Button(Say("Lưu")))));
}

}  // namespace

Html CaseListPage(const CaseListView& view) {
    return SocLayout(Say("Vụ việc"), SocPlace::cases,
                     Render(R"(<h1 class="govuk-heading-l">Vụ việc</h1>{}{}{})",
                            web::LinkButton(Say("Mở vụ việc mới"), Url::Page("/can-bo/an-ninh/vu-viec/moi")),
                            view.open.empty() ? Render(R"(<p class="govuk-body">Không có vụ việc nào đang mở.</p>)")
                                              : List(view.open, view.now),
                            When(!view.closed.empty(), [&] {
                                return Render(R"(<h2 class="govuk-heading-m">Đã đóng</h2>{})", List(view.closed, view.now));
                            })));
}

Html NewCasePage(const NewCaseView& view) {
    const auto alerts = When(!view.alerts.empty(), [&] {
        return Render(R"(<p class="govuk-body">Bắt đầu với cảnh báo:</p><ul class="govuk-list govuk-list--bullet">{}</ul>)",
                      Each(view.alerts, [](const Alert& alert) {
                          return Render(R"(<li>{} – {}{})"
                                        R"(</li>)",
                                        alert.title, alert.entity.name, web::HiddenInput("canh_bao", ToText(alert.id)));
                      }));
    });
    return SocLayout(
        Say("Mở vụ việc"), SocPlace::cases,
        Render(R"({}{}<h1 class="govuk-heading-l">Mở vụ việc</h1>{})", web::BackLink(Url::Page("/can-bo/an-ninh/vu-viec")),
               web::ErrorSummary(view.faults),
               web::PostForm(
                   Url::Page("/can-bo/an-ninh/vu-viec/moi"),
                   Render("{}{}{}{}{}{}{}", alerts, web::TextInput({"ten", Say("Tên"), {}, &view.faults, false}, view.title),
                          web::Radios({"loai", Say("Loại"), {}, &view.faults, false}, CategoryChoices(), view.category),
                          web::Radios(
                              {"muc", Say("Mức"), Say("Thế nào là nghiêm trọng do tỉnh quy định; từ M3 phải báo trong 24 giờ."),
                               &view.faults, false},
                              GradeChoices(), view.grade),
                          Personal(view.personal_data, &view.faults),
                          web::TextInput({"phat_hien", Say("Phát hiện lúc"),
                                          Say("Để trống: khi cảnh báo đầu tiên xuất hiện. Đồng hồ của luật chạy từ lúc này."),
                                          &view.faults, true},
                                         view.detected, {.width = "20"}),
                          web::Button(Say("Mở vụ việc"))))));
}

Html CasePage(const CaseView& view) {
    const Case& incident = view.incident;
    const std::vector<web::Row> rows{
        {Say("Loại"), web::InVietnamese(CategoryName(incident)), {}},
        {Say("Mức"), Render("{}", Say(GradeName(incident.grade))), {}},
        {Say("Trạng thái"), CaseStateTag(incident.state), {}},
        {Say("Đơn vị"), web::InVietnamese(view.unit), {}},
        {Say("Phát hiện lúc"), web::Time(incident.detected), {}},
        {Say("Dữ liệu cá nhân"), Render("{}", incident.personal_data ? Say("Có") : Say("Không")), {}},
        {Say("Nguyên nhân"), web::InVietnamese(incident.cause), {}},
        {Say("Phạm vi"), web::InVietnamese(incident.scope), {}},
        {Say("Khắc phục"), web::InVietnamese(incident.remedy), {}},
        {Say("Bài học"), web::InVietnamese(incident.lessons), {}}};
    const auto report = Url::Page("/can-bo/an-ninh/vu-viec/" + incident.code + "/bao-cao/pdf");
    const auto note = web::PostForm(
        Url::Page("/can-bo/an-ninh/vu-viec/" + incident.code + "/them"),
        Render("{}{}", web::TextArea({"ghi_chu", Say("Ghi thêm vào diễn biến"), {}, &view.faults, false}, view.typed_note, 3),
               web::Button(Say("Ghi"), web::ButtonKind::secondary)));
    const auto alerts = When(!view.alerts.empty(), [&] {
        return Render(R"(<h2 class="govuk-heading-m">Cảnh báo</h2><ul class="govuk-list">{}</ul>)",
                      Each(view.alerts, [](const Alert& alert) {
                          return Render(R"(<li>{} <a class="govuk-link" href="{}">{}</a> – {}</li>)", LevelTag(alert.level),
                                        Url::Page("/can-bo/an-ninh/canh-bao/" + ToText(alert.id)), alert.title,
                                        alert.entity.name);
                      }));
    });
    return SocLayout(
        {incident.code, {}}, SocPlace::cases,
        Render(
            R"({}{}<h1 class="govuk-heading-l"><span class="govuk-caption-l">{}</span>{}</h1><p class="govuk-body"><a class="govuk-link" href="{}">Báo cáo gửi trung tâm quốc gia (PDF)</a> · <a class="govuk-link" href="{}">JSON</a> · <a class="govuk-link" href="{}">Giữ lại sự kiện</a></p><div class="ds-two"><div>{}{}{}{}</div><div>{}{}</div></div>{}{})",
            web::BackLink(Url::Page("/can-bo/an-ninh/vu-viec")), web::ErrorSummary(view.faults), incident.code,
            web::InVietnamese(incident.title), report, Url::Page("/can-bo/an-ninh/vu-viec/" + incident.code + "/bao-cao/json"),
            Url::Page("/can-bo/an-ninh/giu-lai").With("vu_viec", incident.code).With("tu", incident.detected.Local()),
            web::SummaryList(rows), Change(view), alerts, Html(), Clocks(view), Tasks(view), note, Timeline(view)));
}

Html HandoverPage(const HandoverView& view) {
    const auto url = Url::Page("/can-bo/an-ninh/giao-ca");
    return SocLayout(
        Say("Giao ca"), SocPlace::handover,
        Render(
            R"({}<h1 class="govuk-heading-l">Giao ca</h1><p class="govuk-body"><a class="govuk-link" href="{}">Lịch trực</a></p>{}<ol class="ds-timeline">{}</ol>)",
            web::ErrorSummary(view.faults), Url::Page("/can-bo/an-ninh/truc"),
            web::PostForm(url, Render("{}{}",
                                      web::TextArea({"noi_dung", Say("Ca sau cần biết"),
                                                     Say("Việc đang dở, điều bất thường, ai đang chờ"), &view.faults, false},
                                                    view.suggestion, 8),
                                      web::Button(Say("Giao ca")))),
            Each(view.handovers, [&](const Handover& handover) {
                const auto taken = handover.taken ? Render(R"({} {} {})", web::Tag(Say("Đã nhận"), web::TagColour::green),
                                                           Who(view.names, handover.taken_by), web::Time(*handover.taken))
                                   : handover.account == view.reader
                                       ? web::Tag(Say("Chờ người nhận"), web::TagColour::amber)
                                       : web::PostForm(url, Render("{}{}", web::HiddenInput("nhan", std::to_string(handover.id)),
                                                                   web::Button(Say("Nhận ca"), web::ButtonKind::secondary)));
                return Render(R"(<li><strong>{}</strong> · {}<br>{}<br>{})"
                              R"(</li>)",
                              Who(view.names, handover.account), web::Time(handover.at), web::Lines(handover.text), taken);
            })));
}

}  // namespace dongson::soc
