#include <algorithm>

#include "core/text.h"
#include "modules/complaints/domain/complaint_kind.h"
#include "modules/complaints/pages/views.h"
#include "web/components.h"
#include "web/layout.h"

namespace dongson::complaints {

using namespace web::short_names;
using workflow::Event;

namespace {

std::vector<web::Choice> ChoicesOf(const std::vector<Choice>& choices) {
    std::vector<web::Choice> offered;
    offered.reserve(choices.size());
    for (const auto& each : choices) offered.push_back({std::string(each.word), each.name.Now(), ""});
    return offered;
}

Html ResultFields(const CaseView& view, const Event& event, const Refusals* faults, bool mine) {
    const auto typed = [&](const char* field) { return mine ? TypedIn(view.typed, field) : std::string(); };
    return Render(
        R"({}{})",
        When(event.Has("propose"),
             [&] {
                 return web::Radios({"ket_luan", Say("Kết luận"), {}, faults, false}, ChoicesOf(Outcomes()), typed("ket_luan"));
             }),
        web::TextArea({"ket_qua", event.Has("answer") ? Say("Câu trả lời") : Say("Kết quả xác minh và nội dung quyết định"),
                       Say("Người gửi đơn sẽ đọc"), faults, false},
                      mine ? typed("ket_qua") : view.complaint.result, 6));
}

// Which of the questions that wait: of those whom this officer may answer for, or of all that the unit asked.
Html WhichOpinion(const CaseView& view, const Event& event, const Refusals* faults, const std::string& typed) {
    const bool answers = event.Has("answer_opinion");
    std::vector<desk::OpenQuestion> open;
    for (const auto& each : view.consultations)
        if (!each.answered && (!answers || view.answerable.contains(each.id)))
            open.push_back({each.id, view.NameOf(each.unit), each.question});
    return desk::WhichQuestion(open, answers, faults, typed);
}

// The fields an event asks for, no more.
Html EventFields(const CaseView& view, const Event& event, const Refusals* faults, bool mine) {
    const auto typed = [&](const char* field) { return mine ? TypedIn(view.typed, field) : std::string(); };
    return Render(R"({}{}{}{}{}{}{}{}{}{})", web::HiddenInput("phien_ban", std::to_string(view.complaint.version)),
                  When(event.Has("answer_opinion") || event.Has("drop_opinion"),
                       [&] { return WhichOpinion(view, event, faults, typed("y_kien")); }),
                  When(event.Has("accept"),
                       [&] {
                           return web::Checkboxes(
                               {"vung_sau", Say("Thời hạn"), {}, faults, true},
                               {{"1", Say("Vùng sâu, vùng xa đi lại khó khăn: thời hạn dài hơn").Now(), ""}},
                               typed("vung_sau").empty() ? std::vector<std::string>{} : std::vector<std::string>{"1"});
                       }),
                  When(event.Has("decline"),
                       [&] {
                           return web::Radios({"can_cu", Say("Căn cứ"), {}, faults, false},
                                              ChoicesOf(WhyNots(view.complaint.IsFeedback())), typed("can_cu"));
                       }),
                  When(event.Has("propose") || event.Has("answer"), [&] { return ResultFields(view, event, faults, mine); }),
                  When(event.Has("ask_opinion"),
                       [&] { return desk::AskUnitsFields(view.to_ask, mine ? view.asked_before : desk::AskedBefore{}, faults); }),
                  When(event.Has("forward"),
                       [&] {
                           auto units = view.to_ask.departments;
                           units.insert(units.end(), view.to_ask.communes.begin(), view.to_ask.communes.end());
                           return web::Select({"don_vi", Say("Chuyển đến"), {}, faults, false}, units, typed("don_vi"));
                       }),
                  When(event.reason,
                       [&] {
                           return web::TextArea({"ly_do", event.Has("ask_opinion") ? Say("Câu hỏi") : Say("Nội dung, lý do"),
                                                 event.applicant_reads ? Say("Người gửi đơn sẽ đọc") : Sentence{}, faults, false},
                                                typed("ly_do"), 3);
                       }),
                  When(event.reason, [&] { return web::FileInput({"tep", Say("Tệp gửi kèm"), {}, faults, true}, true); }),
                  web::Button({event.label.Now(), {}}, event.primary ? web::ButtonKind::primary : web::ButtonKind::secondary));
}

Html EventForm(const CaseView& view, const Event& event) {
    const bool mine = view.event == event.key;
    const Refusals none;
    const auto form = web::PostForm(Url::Page(OfficePath(view.complaint.code) + "/viec/" + event.key),
                                    EventFields(view, event, mine ? &view.faults : &none, mine), web::FormKind::multipart);
    if (event.primary) return Render(R"(<h3 class="govuk-heading-s">{}</h3>{})", event.label.Now(), form);
    return web::Details({event.label.Now(), {}}, form, mine);
}

Html AssignTo(const CaseView& view) {
    const auto action = Url::Page(OfficePath(view.complaint.code) + "/phan-cong");
    const auto version = web::HiddenInput("phien_ban", std::to_string(view.complaint.version));
    if (view.may_take && !view.may_assign)
        return web::PostForm(action, Render(R"({}{}{})", version, web::HiddenInput("nguoi", "toi"),
                                            web::Button(Say("Tôi nhận làm"), web::ButtonKind::secondary)));
    if (!view.may_assign) return {};
    std::vector<web::Choice> people;
    people.reserve(view.colleagues.size());
    for (const auto& each : view.colleagues) people.push_back({ToText(each.id), each.name, ""});
    const bool mine = view.event == "assign";
    const Refusals none;
    return web::Details(
        Say("Phân công trong đơn vị"),
        web::PostForm(action, Render(R"({}{}{})", version,
                                     web::Select({"nguoi", Say("Người giải quyết"), {}, mine ? &view.faults : &none, false},
                                                 people, ToText(view.complaint.assignee)),
                                     web::Button(Say("Phân công"), web::ButtonKind::secondary))),
        mine);
}

Html Words(const CaseView& view, const char* event, const char* path, const char* field, const Sentence& title, Sentence label) {
    const bool mine = view.event == event;
    const Refusals none;
    return web::Details(title,
                        web::PostForm(Url::Page(OfficePath(view.complaint.code) + path),
                                      Render(R"({}{})",
                                             web::TextArea({field, std::move(label), {}, mine ? &view.faults : &none, false},
                                                           mine ? TypedIn(view.typed, field) : "", 3),
                                             web::Button(Say("Gửi"), web::ButtonKind::secondary))),
                        mine);
}

Html Publish(const CaseView& view) {
    const auto& complaint = view.complaint;
    if (complaint.state != "answered" || !complaint.may_publish) return {};
    const bool mine = view.event == kPropose || view.event == kPublish;
    const Refusals none;
    const auto* faults = mine ? &view.faults : &none;
    const auto version = web::HiddenInput("phien_ban", std::to_string(complaint.version));
    const auto action = Url::Page(OfficePath(complaint.code) + "/cong-khai");
    const auto text = [&](const char* field, Sentence label, const std::string& otherwise) {
        return web::TextArea({field, std::move(label), Say("Bỏ tên, địa chỉ, số điện thoại của mọi người"), faults, false},
                             mine && view.typed.contains(field) ? TypedIn(view.typed, field) : otherwise, 4);
    };
    return Render(
        R"(<h2 class="govuk-heading-m">Công khai câu trả lời</h2>{}{})",
        web::Details(
            complaint.shown ? Say("Gỡ câu trả lời đã công khai và soạn lại") : Say("Soạn để công khai"),
            web::PostForm(action, Render(R"({}{}{}{})", version, text("cau_hoi", Say("Câu hỏi"), complaint.shown_question),
                                         text("cau_tra_loi", Say("Câu trả lời"),
                                              complaint.shown_answer.empty() ? complaint.result : complaint.shown_answer),
                                         web::Button(Say("Gửi người xem lại"), web::ButtonKind::secondary))),
            mine),
        When(!complaint.shown && !complaint.shown_answer.empty(), [&] {
            return Render(R"(<p class="govuk-body" lang="vi">{}</p><p class="govuk-body" lang="vi">{}</p>{})",
                          web::Lines(complaint.shown_question), web::Lines(complaint.shown_answer),
                          web::PostForm(action, Render(R"({}{}{})", version, web::HiddenInput("duyet", "1"),
                                                       web::Button(Say("Đã xem lại, công khai")))));
        }));
}

Html OfficeTimeline(const CaseView& view) {
    return Render(R"(<h2 class="govuk-heading-m">Đã diễn ra</h2><ol class="ds-timeline">{}</ol>)",
                  Each(view.happenings, [&](const workflow::Happening& happening) {
                      return Render(R"(<li><h3>{}</h3><p class="govuk-body-s ds-muted">{} · {} ({})</p>{}{}</li>)",
                                    happening.label.Now(), web::Time(happening.at),
                                    web::InVietnamese(workflow::WhoDid(happening)),
                                    web::InVietnamese(view.NameOf(happening.actor_unit)), SaidWith(happening),
                                    SentWith(happening, OfficePath(view.complaint.code)));
                  }));
}

Html Questions(const CaseView& view) {
    return Each(view.consultations, [&](const workflow::Consultation& each) {
        return Render(
            R"(<div class="govuk-inset-text"><p class="govuk-body"><strong>{}</strong>: <span lang="vi">{}</span></p>
            <p class="govuk-body">{}</p></div>)",
            web::InVietnamese(view.NameOf(each.unit)), web::Lines(each.question),
            each.answered ? web::InVietnamese(each.dropped ? Say("Không chờ trả lời nữa").Now() : each.answer)
                          : Render(R"(Trả lời chậm nhất ngày {})", web::Day(each.due.LocalDate())));
    });
}

Html FactsOf(const CaseView& view) {
    const auto& complaint = view.complaint;
    const auto* about = FindChoice(Abouts(), complaint.about);
    std::vector<web::Row> rows{
        {Say("Người gửi"),
         Render(R"({}<br>{}<br>{})", web::InVietnamese(complaint.name), web::InVietnamese(complaint.address), complaint.phone),
         {}},
        {Say("Về việc"),
         Render(R"({} {})", about == nullptr ? std::string() : about->name.Now(), web::InVietnamese(complaint.about_code)),
         {}},
        {Say("Nơi bị nêu"), web::InVietnamese(view.about_unit), {}},
        {Say("Nơi giải quyết"), web::InVietnamese(view.unit), {}},
        {Say("Nhận lúc"), web::Time(complaint.filed), {}},
        {Say("Hạn"), web::Time(complaint.due), {}}};
    if (!complaint.named.empty()) rows.push_back({Say("Cán bộ bị nêu tên"), web::InVietnamese(complaint.named), {}});
    if (complaint.known) {
        rows.push_back({Say("Ngày biết việc"), web::Day(*complaint.known), {}});
        if (complaint.filed.LocalDate() - *complaint.known > kMayComplainDays)
            rows.push_back({Say("Thời hiệu"), web::TextOf(Say("Đã quá 90 ngày: xem có lý do chính đáng không").Now()), {}});
    }
    if (!view.assignee.empty()) rows.push_back({Say("Người giải quyết"), web::InVietnamese(view.assignee), {}});
    return web::SummaryList(rows);
}

Html FormerOf(const CaseView& view) {
    if (!view.former) return {};
    const auto* outcome = FindChoice(Outcomes(), view.former->outcome);
    return Render(R"(<h2 class="govuk-heading-m">Giải quyết lần đầu</h2><p class="govuk-body">{} {} {}</p>
    <p class="govuk-body" lang="vi">{}</p>)",
                  view.former->code, view.former->decision, outcome == nullptr ? std::string() : outcome->name.Now(),
                  web::Lines(view.former->closed ? view.former->result : std::string()));
}

// Of whoever is asked: the question, and where the answer goes.
Html AskedPage(const CaseView& view) {
    return web::OfficerLayout(
        Say("Được hỏi ý kiến"),
        Render(R"({}{}<h1 class="govuk-heading-l">{} hỏi ý kiến</h1>{}{})", web::BackLink(Url::Page("/can-bo")),
               web::ErrorSummary(view.faults), web::InVietnamese(view.unit), Questions(view),
               Each(view.allowed, [&](const Event* event) { return EventForm(view, *event); })));
}

}  // namespace

std::string CaseView::NameOf(UnitId unit_id) const {
    const auto found = units.find(unit_id);
    return found == units.end() ? std::string() : found->second;
}

Html OfficePage(const CaseView& view) {
    if (!view.whole) return AskedPage(view);
    const auto& complaint = view.complaint;
    const bool idle = view.allowed.empty() && !view.may_assign && !view.may_take;
    return web::OfficerLayout(
        Say("Đơn {1}", complaint.code),
        Render(
            R"({}{}<h1 class="govuk-heading-l">{} {}</h1><p class="govuk-body">{}</p>
        <div class="ds-two"><div><h2 class="govuk-heading-m">Nội dung</h2><p class="govuk-body" lang="vi">{}</p>{}{}{}{}{}</div>
        <div><div class="ds-actions" id="viec"><h2 class="govuk-heading-m">Việc làm được bây giờ</h2>{}{}{}</div>{}{}{}{}</div></div>)",
            web::BackLink(Url::Page("/can-bo/khieu-nai")), web::ErrorSummary(view.faults), complaint.Name(), complaint.code,
            StateTag(complaint, view.now, false), web::Lines(complaint.said),
            When(!complaint.wish.empty(),
                 [&] { return Render(R"(<p class="govuk-body" lang="vi">Yêu cầu: {}</p>)", web::Lines(complaint.wish)); }),
            FactsOf(view), FormerOf(view), Questions(view),
            When(!complaint.result.empty(),
                 [&] {
                     return Render(R"(<h2 class="govuk-heading-m">Kết quả</h2><p class="govuk-body" lang="vi">{}</p>)",
                                   web::Lines(complaint.result));
                 }),
            When(idle, [] { return Render(R"(<p class="govuk-body">Lúc này bạn không có việc gì phải làm với đơn này.</p>)"); }),
            Each(view.allowed, [&](const Event* event) { return EventForm(view, *event); }), AssignTo(view),
            When(
                !complaint.closed,
                [&] { return Words(view, "message", "/tin-nhan", "tin_nhan", Say("Hỏi, nhắn người gửi đơn"), Say("Tin nhắn")); }),
            Words(view, "note", "/ghi-chu", "ghi_chu", Say("Ghi chú nội bộ"), Say("Ghi chú")), Publish(view),
            OfficeTimeline(view)));
}

}  // namespace dongson::complaints
