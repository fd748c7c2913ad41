#include "modules/soc/pages/incident_pages.h"

#include <algorithm>

#include <map>

#include "core/text.h"
#include "modules/soc/domain/incident_kind.h"
#include "modules/soc/pages/soc_layout.h"
#include "modules/soc/search/entity_query.h"

namespace dongson::soc {

using namespace web::short_names;

namespace {

constexpr std::size_t kSearches = 5;  // of one step

Url IncidentUrl(const Incident& incident) {
    return Url::Page("/can-bo/an-ninh/vu-viec/" + incident.code);
}

std::string CategoryName(const Incident& incident) {
    const Category* category = IncidentRules::Shipped().Find(incident.category);
    return category == nullptr ? incident.category : category->name;
}

Html Clock(const workflow::Obligation& clock, Instant now) {
    if (clock.met) return Render(R"({} {})", web::Tag(Say("Đã báo"), web::TagColour::green), web::Time(*clock.met));
    if (clock.due < now) return Render(R"(<span class="ds-late">Quá hạn</span> {})", web::Time(clock.due));
    const auto minutes = (clock.due.ms - now.ms) / kMinute;
    return Render(R"({} <span class="ds-muted">{}</span>)", web::Time(clock.due),
                  Say("còn {1} giờ {2} phút", std::to_string(minutes / 60), std::to_string(minutes % 60)));
}

Html List(const std::vector<Incident>& cases, Instant now) {
    return Render(
        R"(<div class="ds-scroll"><table class="govuk-table ds-dense"><thead><tr>
        <th class="govuk-table__header" scope="col">Mã</th>
        <th class="govuk-table__header" scope="col">Tên</th>
        <th class="govuk-table__header" scope="col">Loại</th>
        <th class="govuk-table__header" scope="col">Mức</th>
        <th class="govuk-table__header" scope="col">Trạng thái</th>
        <th class="govuk-table__header" scope="col">Phát hiện</th>
        <th class="govuk-table__header" scope="col">Phải báo</th>
        </tr></thead><tbody>{}</tbody></table></div>)",
        Each(cases, [&](const Incident& incident) {
            Html clocks;
            for (const workflow::Obligation& clock : ObligationsOf(incident))
                if (!clock.met) clocks += Render(R"({}<br>)", Clock(clock, now));
            return Render(
                R"(<tr class="govuk-table__row"><td class="govuk-table__cell ds-nowrap"><a class="govuk-link" href="{}">{}</a></td>
                <td class="govuk-table__cell">{}</td><td class="govuk-table__cell">{}</td>
                <td class="govuk-table__cell">{}</td><td class="govuk-table__cell">{}</td>
                <td class="govuk-table__cell ds-nowrap">{}</td><td class="govuk-table__cell">{}</td></tr>)",
                IncidentUrl(incident), incident.code, web::InVietnamese(incident.title),
                web::InVietnamese(CategoryName(incident)), Say(GradeName(incident.grade)), IncidentStateTag(incident.state),
                web::Time(incident.detected), clocks);
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

Html Clocks(const IncidentView& view) {
    return Render(
        R"(<h2 class="govuk-heading-m">Phải báo theo luật</h2>{})",
        Each(ObligationsOf(view.incident), [&](const workflow::Obligation& clock) {
            const auto form = When(!clock.met && view.may_change, [&] {
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
Html Searches(const IncidentView& view, const PlaybookStep& step) {
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
Html Within(const IncidentView& view, const workflow::Task& step) {
    if (step.due == kNever) return {};
    return step.due < view.now ? Render(R"( <span class="ds-late">{}</span> {})", Say("Quá hạn"), web::Time(step.due))
                               : Render(R"( <span class="ds-muted">{} {}</span>)", Say("trước"), web::Time(step.due));
}

Sentence FilesHint(bool lost) {
    return lost ? Say("Hãy chọn lại tệp.") : Sentence{};
}

// Done with one press; what came of it and what shows it may be added. No two fields of a page are called the same.
Html StepForm(const IncidentView& view, const workflow::Task& step) {
    const auto id = ToText(step.id);
    const bool refused = view.step == step.id.value && !view.faults.empty();
    const auto typed = refused ? view.typed_result : std::string();
    const auto more = Render(
        "{}{}", web::TextArea({"ket_qua_" + id, Say("Kết quả"), {}, &view.faults, true}, typed, 2),
        web::FileInput({"tep_" + id, Say("Tệp gửi kèm"), FilesHint(refused && view.lost_files), &view.faults, true}, true));
    return web::PostForm(
        Url::Page("/can-bo/an-ninh/vu-viec/" + view.incident.code + "/them"),
        Render(
            R"({}{}<button class="ds-link-button" type="submit">Đánh dấu xong<span class="govuk-visually-hidden"> {}</span></button>)",
            web::HiddenInput("viec", id), web::Details(Say("Ghi kết quả, minh chứng"), more, refused), step.title),
        web::FormKind::multipart);
}

Html Tasks(const IncidentView& view) {
    const Category* category = IncidentRules::Shipped().Find(view.incident.category);
    return Render(R"(<h2 class="govuk-heading-m" id="viec">Việc cần làm</h2><ul class="govuk-list">{}</ul>)",
                  Each(view.steps, [&](const workflow::Task& step) {
                      const auto title = web::InVietnamese(step.title);
                      if (step.done)
                          return Render(R"(<li>{} {} <span class="ds-muted">{} {}</span></li>)",
                                        web::Tag(Say("Xong"), web::TagColour::green), title, web::Time(*step.done),
                                        Who(view.names, step.done_by));
                      if (step.closed)
                          return Render(R"(<li>{} {} <span class="ds-muted">{}</span></li>)",
                                        web::Tag(Say("Không làm nữa"), web::TagColour::grey), title, web::Time(*step.closed));
                      const PlaybookStep* known = category == nullptr ? nullptr : category->Find(step.title);
                      return Render(
                          R"(<li>{}{}{}{}{}</li>)", title, Within(view, step),
                          When(bool(step.assignee),
                               [&] { return Render(R"( <span class="ds-muted">{}</span>)", Who(view.names, step.assignee)); }),
                          known == nullptr ? Html() : Searches(view, *known), StepForm(view, step));
                  }));
}

Html Shown(const Evidence& evidence) {
    return Render(R"(<br><a class="govuk-link" href="{}">{}</a> <code class="ds-log">SHA-256 {}</code>)",
                  Url::Page("/can-bo/an-ninh/su-kien/" + evidence.event), evidence.event, evidence.digest);
}

// What proves that it stands in the public ledger, where it does.
Html ProofLink(const IncidentView& view, const workflow::Happening& happening) {
    return When(happening.ledger != 0, [&] {
        const auto url = "/can-bo/an-ninh/vu-viec/" + view.incident.code + "/chung-nhan/" + std::to_string(happening.id);
        return Render(R"(<br><a class="govuk-link" href="{}">Tệp chứng nhận<span class="govuk-visually-hidden"> {}</span></a>)",
                      Url::Local(url), happening.label.Now());
    });
}

// What went with a note and with a step; what went with a question stands beside the question.
Html SentWith(const IncidentView& view, const workflow::Happening& happening) {
    if (happening.event != workflow::names::kNote && happening.event != names::kDoStep) return {};
    return FilesBelow("/can-bo/an-ninh/vu-viec/" + view.incident.code, happening.files);
}

Html Timeline(const IncidentView& view) {
    return Render(R"(<h2 class="govuk-heading-m">Diễn biến</h2><ol class="ds-timeline">{}</ol>)",
                  Each(view.happenings, [&](const workflow::Happening& happening) {
                      const auto found = view.evidence.find(happening.id);
                      const bool shows = found != view.evidence.end();
                      const auto text = happening.event == workflow::names::kSubmit ? happening.reason : TextOf(happening);
                      return Render(R"(<li><strong>{}</strong> · {} · {}{}{}{}{})"
                                    R"(</li>)",
                                    happening.label.Now(), web::Time(happening.at), web::InVietnamese(WhoDid(happening)),
                                    When(!text.empty(),
                                         [&] {
                                             return shows ? Render(R"(<br><code class="ds-log">{}</code>)", text)
                                                          : Render(R"(<br>{})", web::InVietnamese(text));
                                         }),
                                    When(shows, [&] { return Shown(found->second); }), SentWith(view, happening),
                                    ProofLink(view, happening));
                  }));
}

// What may be done with it now, each with what it asks for.
Html Moves(const IncidentView& view) {
    const auto url = [&](const workflow::Event& event) {
        return Url::Page("/can-bo/an-ninh/vu-viec/" + view.incident.code + "/buoc/" + event.key);
    };
    const auto version = web::HiddenInput("phien_ban", std::to_string(view.incident.version));
    const auto move = [&](const workflow::Event& event) {
        if (!event.reason)
            return web::PostForm(url(event),
                                 Render("{}{}", version, web::Button({event.label.Now(), {}}, web::ButtonKind::secondary)));
        const bool refused = view.event == event.key;
        return Render(
            R"(<details class="govuk-details" {}>
            <summary class="govuk-details__summary"><span class="govuk-details__summary-text">{}</span></summary>
            <div class="govuk-details__text">{}</div></details>)",
            web::Flag::Open(refused), event.label.Now(),
            web::PostForm(url(event), Render("{}{}{}", version,
                                             web::TextArea({"ly_do", Say("Lý do"), {}, refused ? &view.faults : nullptr, false},
                                                           refused ? view.typed_reason : "", 3),
                                             web::Button({event.label.Now(), {}}, web::ButtonKind::secondary))));
    };
    return Render(
        R"(<h2 class="govuk-heading-m">{}</h2>{}{})", Say("Việc tiếp theo"),
        Each(view.moves, [&](const workflow::Event* event) { return move(*event); }),
        When(view.not_closed.has_value(), [&] { return Render(R"(<p class="govuk-body ds-muted">{}</p>)", *view.not_closed); }));
}

// Who leads it, and to whom it may be given.
Html Lead(const IncidentView& view) {
    std::vector<web::Choice> choices;
    for (const auto& [id, name] : view.colleagues)
        if (id != view.incident.assignee) choices.push_back({ToText(id), name, ""});
    return When(!choices.empty(), [&] {
        return web::Details(
            Say("Giao cho người khác"),
            web::PostForm(Url::Page("/can-bo/an-ninh/vu-viec/" + view.incident.code + "/giao"),
                          Render("{}{}{}", web::HiddenInput("phien_ban", std::to_string(view.incident.version)),
                                 web::Select({"nguoi", Say("Người phụ trách"), {}, &view.faults, false}, choices, ""),
                                 web::Button(Say("Giao"), web::ButtonKind::secondary))));
    });
}

Html Change(const IncidentView& view) {
    const Incident& incident = view.incident;
    return Render(
        R"(<details class="govuk-details" {}>
        <summary class="govuk-details__summary"><span class="govuk-details__summary-text">{}</span></summary>
        <div class="govuk-details__text">{}{}</div></details>)",
        web::Flag::Open(!view.meanwhile.rows.empty() ||
                        std::ranges::find(view.faults, "vi_sao", &Refusal::field) != view.faults.end()),
        Say("Sửa vụ việc"), web::MeanwhileHtml(view.meanwhile),
        web::PostForm(
            IncidentUrl(incident),
            Render(
                "{}{}{}{}{}{}{}{}{}{}{}", web::HiddenInput("phien_ban", std::to_string(incident.version)),
                web::TextInput({"ten", Say("Tên"), {}, &view.faults, false}, incident.title),
                web::Select({"loai", Say("Loại"), {}, &view.faults, false}, CategoryChoices(), incident.category),
                web::Select({"muc", Say("Mức"), {}, &view.faults, false}, GradeChoices(), std::to_string(incident.grade)),
                Personal(incident.personal_data, &view.faults),
                web::TextArea({"nguyen_nhan", Say("Nguyên nhân"), {}, &view.faults, true}, incident.cause, 3),
                web::TextArea({"pham_vi", Say("Phạm vi"), Say("Hệ thống, dữ liệu, số người bị ảnh hưởng"), &view.faults, true},
                              incident.scope, 3),
                web::TextArea({"khac_phuc", Say("Khắc phục"), {}, &view.faults, true}, incident.remedy, 3),
                web::TextArea({"bai_hoc", Say("Bài học"), {}, &view.faults, true}, incident.lessons, 3),
                web::TextInput({"vi_sao", Say("Lý do sửa"), Say("Bắt buộc khi bớt việc phải báo theo luật"), &view.faults, true},
                               view.typed_reason),
                web::Button(Say("Lưu")))));
}

Html LeadName(const IncidentView& view) {
    return view.incident.assignee ? Who(view.names, view.incident.assignee) : Render("{}", Say("Chưa giao ai"));
}

}  // namespace

Html IncidentListPage(const IncidentListView& view) {
    return SocLayout(Say("Vụ việc"), SocPlace::cases,
                     Render(R"(<h1 class="govuk-heading-l">Vụ việc</h1>{}{}{})",
                            web::LinkButton(Say("Mở vụ việc mới"), Url::Page("/can-bo/an-ninh/vu-viec/moi")),
                            view.open.empty() ? Render(R"(<p class="govuk-body">Không có vụ việc nào đang mở.</p>)")
                                              : List(view.open, view.now),
                            When(!view.closed.empty(), [&] {
                                return Render(R"(<h2 class="govuk-heading-m">Đã đóng</h2>{})", List(view.closed, view.now));
                            })));
}

Html NewIncidentPage(const NewIncidentView& view) {
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

Html IncidentPage(const IncidentView& view) {
    const Incident& incident = view.incident;
    const std::vector<web::Row> rows{
        {Say("Loại"), web::InVietnamese(CategoryName(incident)), {}},
        {Say("Mức"), Render("{}", Say(GradeName(incident.grade))), {}},
        {Say("Trạng thái"), IncidentStateTag(incident.state), {}},
        {Say("Đơn vị"), web::InVietnamese(view.unit), {}},
        {Say("Người phụ trách"), LeadName(view), {}},
        {Say("Phát hiện lúc"), web::Time(incident.detected), {}},
        {Say("Dữ liệu cá nhân"), Render("{}", incident.personal_data ? Say("Có") : Say("Không")), {}},
        {Say("Nguyên nhân"), web::InVietnamese(incident.cause), {}},
        {Say("Phạm vi"), web::InVietnamese(incident.scope), {}},
        {Say("Khắc phục"), web::InVietnamese(incident.remedy), {}},
        {Say("Bài học"), web::InVietnamese(incident.lessons), {}}};
    const auto report = Url::Page("/can-bo/an-ninh/vu-viec/" + incident.code + "/bao-cao/pdf");
    const auto note = web::PostForm(
        Url::Page("/can-bo/an-ninh/vu-viec/" + incident.code + "/them"),
        Render(
            "{}{}{}", web::TextArea({"ghi_chu", Say("Ghi thêm vào diễn biến"), {}, &view.faults, false}, view.typed_note, 3),
            web::FileInput({"tep", Say("Tệp gửi kèm"), FilesHint(view.step == 0 && view.lost_files), &view.faults, true}, true),
            web::Button(Say("Ghi"), web::ButtonKind::secondary)),
        web::FormKind::multipart);
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
            R"({}{}<h1 class="govuk-heading-l"><span class="govuk-caption-l">{}</span>{}</h1>
            <p class="govuk-body"><a class="govuk-link" href="{}">Báo cáo gửi trung tâm quốc gia (PDF)</a> ·
            <a class="govuk-link" href="{}">JSON</a> · <a class="govuk-link" href="{}">Giữ lại sự kiện</a></p>
            <div class="ds-two"><div>{}{}{}{}</div><div>{}{}{}</div></div>{}{}{})",
            web::BackLink(Url::Page("/can-bo/an-ninh/vu-viec")), web::ErrorSummary(view.faults), incident.code,
            web::InVietnamese(incident.title), report, Url::Page("/can-bo/an-ninh/vu-viec/" + incident.code + "/bao-cao/json"),
            Url::Page("/can-bo/an-ninh/giu-lai").With("vu_viec", incident.code).With("tu", incident.detected.Local()),
            web::SummaryList(rows), Lead(view),
            When(view.may_change || !view.meanwhile.rows.empty(), [&] { return Change(view); }), alerts, Moves(view),
            Clocks(view), Tasks(view), QuestionSection(view.questions), note, Timeline(view)));
}

}  // namespace dongson::soc
