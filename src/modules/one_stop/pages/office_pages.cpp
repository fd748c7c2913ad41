#include "modules/one_stop/pages/office_pages.h"

#include <algorithm>

#include "core/text.h"
#include "modules/one_stop/domain/dossier_kind.h"
#include "modules/one_stop/domain/form_set.h"
#include "modules/one_stop/domain/mandate.h"
#include "modules/one_stop/domain/result_kind.h"
#include "modules/one_stop/pages/correct_result_form.h"
#include "modules/one_stop/pages/count_inputs.h"
#include "modules/one_stop/pages/dossier_tasks.h"
#include "modules/one_stop/pages/fee_section.h"
#include "modules/one_stop/pages/issued_links.h"
#include "modules/one_stop/pages/linked_dossiers.h"
#include "modules/one_stop/pages/mandate_html.h"
#include "modules/one_stop/pages/office_mandate.h"
#include "modules/one_stop/pages/relief_section.h"
#include "platform/identity/person_number.h"
#include "web/components.h"
#include "web/layout.h"

namespace dongson::one_stop {

using namespace web::short_names;

namespace {

Html CountRows(const OfficeDossierView& view, const std::vector<ComponentCount>& counted, const Refusals& faults,
               const std::string& prefix = "") {
    int index = 0;
    return Each(view.procedure.papers, [&](const Paper& paper) { return CountInputs(paper, index++, counted, faults, prefix); });
}

// What is counted with an event: of a supplement what is asked for, the rows of form 02; of receiving what was handed in, those
// of form 01.
Html Counts(const OfficeDossierView& view, const workflow::Event& event, const Refusals& faults) {
    const auto& counted = view.event == event.key ? view.typed_components : view.handed_in.components;
    if (event.form == kReceipt)
        return web::Details(Say("Đếm giấy tờ đã nhận trên giấy"),
                            Render(R"({}{})", CountRows(view, counted, faults),
                                   SetsInput(view.event == event.key ? view.typed_sets : view.handed_in.sets, faults)));
    if (event.form != kSupplementSlip || view.procedure.papers.empty()) return {};
    return web::Details(Say("Giấy tờ cần bổ sung, từng loại"), CountRows(view, view.typed_components, faults, "can_"));
}

// Where the source gives several times, the clerk who receives says which case it is.
Html CaseField(const OfficeDossierView& view, const workflow::Event& event, const Refusals& faults) {
    const auto cases = view.procedure.CasesOf(view.tracking.dossier.channel);
    if (event.clock != workflow::ClockEffect::start || cases.empty()) return {};
    std::vector<web::Choice> choices{{"", Say("Thời hạn dài nhất").Now(), ""}};
    choices.reserve(cases.size() + 1);
    for (const auto index : cases) choices.push_back({std::to_string(index), view.procedure.CaseWords(index), ""});
    return web::Select({"truong_hop", Say("Trường hợp, thời hạn"), Say("Ngày hẹn trả tính theo trường hợp này"), &faults, false},
                       choices, view.event == event.key ? view.Typed("truong_hop") : "");
}

// What the result will say unless the officer changes it; nothing where a PDF says it.
std::string ProposedResult(const OfficeDossierView& view) {
    const auto& dossier = view.tracking.dossier;
    if (!dossier.result_text.empty() || dossier.result_file) return dossier.result_text;
    return ResultKindOf(view.procedure).otherwise;
}

Html WhichOpinion(const OfficeDossierView& view, const workflow::Event& event, const Refusals* faults) {
    const bool answers = event.Has("answer_opinion");
    std::vector<desk::OpenQuestion> open;
    for (const auto& opinion : answers ? view.answerable : view.waited_for) {
        const auto unit = view.units.find(opinion.unit);
        open.push_back({opinion.id, unit == view.units.end() ? std::string() : unit->second, opinion.question});
    }
    return desk::WhichQuestion(open, answers, faults, view.event == event.key ? view.Typed("y_kien") : "");
}

// Whom one asks, and until when; the day on which the dossier is due stands beside it.
Html AskFields(const OfficeDossierView& view, bool mine, const Refusals* faults) {
    const auto due = view.tracking.dossier.due;
    return desk::AskUnitsFields(
        view.askable, mine ? view.typed_units : desk::AskedBefore{.days = std::to_string(view.days_to_answer)}, faults,
        {.hint = due == kNever ? Sentence{}
                               : Say("Hồ sơ hẹn trả ngày {1}. Hạn trả lời nên trước ngày ấy.", due.LocalDate().Spoken())});
}

// The fields an event asks for, no more.
Html ActionForm(const OfficeDossierView& view, const workflow::Event& event) {
    const auto& dossier = view.tracking.dossier;
    const bool mine = view.event == event.key;
    const Refusals none;
    const auto* faults = mine ? &view.faults : &none;
    std::vector<web::Choice> colleagues{{"", Say("Để đơn vị tự phân công").Now(), ""}};
    for (const auto& colleague : view.colleagues) colleagues.push_back({ToText(colleague.id), colleague.name, ""});
    const bool signed_paper = event.role == "applicant" && !event.Has("supplement");
    const bool internal = event.Has("ask_opinion") || event.Has("answer_opinion");
    const bool uploads = event.Has("attach_result") || event.role == "applicant" || internal;
    const auto fields = Render(
        R"({}{}{}{}{}{}{}{}{}{}{}{}{}{}{})", web::HiddenInput("phien_ban", std::to_string(dossier.version)),
        CaseField(view, event, *faults), When(AsksForFee(dossier, event), [&] { return ChargeFields(view, faults); }),
        When(event.Has("mark_paid") && dossier.fee != 0, [&] { return PaymentFields(view, faults, mine); }),
        When(event.Has("assign") && !view.colleagues.empty(),
             [&] {
                 return web::Select({"nguoi", Say("Giao cho chuyên viên"), {}, faults, true}, colleagues,
                                    mine ? view.Typed("nguoi") : "");
             }),
        When(event.Has("hand_over"), [&] { return ReceiverField(view, faults); }),
        When(event.Has("ask_opinion"), [&] { return AskFields(view, mine, faults); }),
        When(event.Has("answer_opinion") || event.Has("drop_opinion"), [&] { return WhichOpinion(view, event, faults); }),
        When(event.Has("extend") || event.Has("appoint"),
             [&] {
                 return web::TextInput({"ngay", Say("Ngày hẹn trả mới"), Say("Ví dụ 27/3/2025"), faults, false},
                                       mine ? view.Typed("ngay") : "",
                                       {.type = "text", .autocomplete = "off", .inputmode = "text", .width = "10"});
             }),
        When(event.Has("appoint"),
             [&] {
                 return web::TextInput(
                     {"dong_y", Say("Ai đã đồng ý bằng văn bản"),
                      Say("Chỉ bỏ trống khi hẹn bản sao thêm không quá {1} ngày làm việc", std::to_string(event.reach_days)),
                      faults, true},
                     mine ? view.Typed("dong_y") : "", {});
             }),
        Counts(view, event, *faults),
        When(event.reason,
             [&] {
                 return web::TextArea(
                     {"ly_do", ReasonLabel(event),
                      event.applicant_reads ? Say("Người nộp sẽ đọc được") : Say("Người nộp không đọc được"), faults, false},
                     mine ? view.Typed("ly_do") : "", 3);
             }),
        When(event.Has("attach_result"),
             [&] {
                 return web::TextArea({"ket_qua", Say("Soạn nội dung kết quả, hoặc tải tệp PDF"),
                                       Say("Điền vào mẫu kết quả của thủ tục"), faults, false},
                                      mine ? view.Typed("ket_qua") : ProposedResult(view), 3);
             }),
        When(uploads,
             [&] {
                 return web::FileInput({"tep",
                                        internal                  ? Say("Tệp gửi kèm")
                                        : signed_paper            ? Say("Giấy có chữ ký của người nộp")
                                        : event.Has("supplement") ? Say("Tệp bổ sung")
                                                                  : Say("Kết quả là tệp PDF (nếu không dùng mẫu)"),
                                        {},
                                        faults,
                                        internal},
                                       internal);
             }),
        web::Button({event.label.Now(), {}}, event.primary                              ? web::ButtonKind::primary
                                             : event.form == "03" || event.form == "05" ? web::ButtonKind::warning
                                                                                        : web::ButtonKind::secondary));
    const auto form = web::PostForm(Url::Page("/can-bo/ho-so/" + dossier.code + "/viec/" + event.key), fields,
                                    uploads ? web::FormKind::multipart : web::FormKind::plain);
    if (event.primary) return Render(R"(<h3 class="govuk-heading-s">{}</h3>{})", event.label.Now(), form);
    return web::Details({event.label.Now(), {}}, form, mine);
}

Html AssignForm(const OfficeDossierView& view) {
    const auto& dossier = view.tracking.dossier;
    const auto action = Url::Page("/can-bo/ho-so/" + dossier.code + "/phan-cong");
    const auto version = web::HiddenInput("phien_ban", std::to_string(dossier.version));
    if (view.may_take)
        return web::PostForm(action, Render(R"({}{}{})", version, web::HiddenInput("nguoi", "toi"),
                                            web::Button(Say("Nhận thụ lý"), web::ButtonKind::secondary)));
    if (!view.may_assign) return {};
    std::vector<web::Choice> choices;
    choices.reserve(view.colleagues.size());
    for (const auto& colleague : view.colleagues) choices.push_back({ToText(colleague.id), colleague.name, ""});
    return web::Details(
        Say("Phân công"),
        web::PostForm(action, Render(R"({}{}{})", version,
                                     web::Select({"nguoi", Say("Chuyên viên thụ lý"), {}, &view.faults, false}, choices,
                                                 view.event.empty() ? view.Typed("nguoi", ToText(dossier.assignee))
                                                                    : ToText(dossier.assignee)),
                                     web::Button(Say("Phân công"), web::ButtonKind::secondary))));
}

Html TakeBackForm(const OfficeDossierView& view) {
    return When(view.may_take_back, [&] {
        return web::PostForm(Url::Page("/can-bo/ho-so/" + view.tracking.dossier.code + "/lay-lai"),
                             Render(R"({}<p class="govuk-body-s ds-muted">{}</p>{})",
                                    web::HiddenInput("phien_ban", std::to_string(view.tracking.dossier.version)),
                                    Say("Nơi nhận chưa mở hồ sơ bạn vừa chuyển."),
                                    web::Button(Say("Lấy lại hồ sơ vừa chuyển"), web::ButtonKind::secondary)));
    });
}

Html NoteForm(const OfficeDossierView& view) {
    const bool mine = view.event == workflow::names::kNote;
    const Refusals none;
    const auto* faults = mine ? &view.faults : &none;
    const auto form = web::PostForm(
        Url::Page("/can-bo/ho-so/" + view.tracking.dossier.code + "/ghi-chu"),
        Render(
            R"({}{}{})",
            web::TextArea(
                {"ghi_chu", Say("Ghi chú"),
                 Say("Cán bộ các đơn vị đang giữ và đã giữ hồ sơ đọc được; người nộp và đơn vị được hỏi ý kiến không đọc được"),
                 faults, false},
                mine ? view.Typed("ghi_chu") : "", 3),
            web::FileInput({"tep", Say("Tệp gửi kèm"), {}, faults, true}, true),
            web::Button(Say("Lưu ghi chú"), web::ButtonKind::secondary)),
        web::FormKind::multipart);
    return When(view.may_write, [&] { return web::Details(Say("Viết ghi chú nội bộ"), form, mine); });
}

Html MessageForm(const OfficeDossierView& view) {
    const bool mine = view.event == workflow::names::kMessage;
    const Refusals none;
    const auto form = web::PostForm(
        Url::Page("/can-bo/ho-so/" + view.tracking.dossier.code + "/tin-nhan"),
        Render(R"({}{})",
               web::TextArea({"tin_nhan", Say("Tin nhắn"), Say("Người nộp sẽ đọc được"), mine ? &view.faults : &none, false},
                             mine ? view.Typed("tin_nhan") : "", 3),
               web::Button(Say("Gửi tin nhắn"), web::ButtonKind::secondary)));
    return When(view.may_message,
                [&] { return web::Details({MessageToApplicant().officer.Now(), {}}, form, mine || view.unanswered > 0); });
}

// What officers sent with a question, an answer or a note.
Html FilesSent(const OfficeDossierView& view, const std::vector<CasePaper>& files) {
    return When(!files.empty(), [&] {
        return Render(R"(<ul class="govuk-list govuk-body-s">{}</ul>)", Each(files, [&](const CasePaper& file) {
                          return Render(
                              R"(<li><a class="govuk-link" href="{}" lang="vi">{}</a> <span class="ds-muted">({})</span></li>)",
                              Url::Local("/can-bo/ho-so/" + view.tracking.dossier.code + "/tep/" + ToText(file.file)), file.name,
                              FileSize(file.size));
                      }));
    });
}

Html Preview(const OfficeDossierView& view) {
    if (view.papers.empty()) return Render(R"(<p class="govuk-body">Chưa có tệp nào.</p>)");
    return Render(
        R"(<ul class="govuk-list">{}</ul>)", Each(view.papers, [&](const CasePaper& paper) {
            const auto url = Url::Local("/can-bo/ho-so/" + view.tracking.dossier.code + "/tep/" + ToText(paper.file));
            const auto index = static_cast<std::size_t>(std::max(0, paper.component));
            const auto component = paper.component >= 0 && index < view.procedure.papers.size()
                                       ? Shorten(view.procedure.papers[index].name, 80)
                                       : std::string();
            const bool drawn = view.drawn.contains(paper.file);
            const auto image = When(drawn, [&] {
                return Render(R"(<br><a href="{}"><img class="ds-preview" src="{}" alt="{}" width="420"></a>)", url,
                              Url::Local(std::string(url.bytes()) + "/trang-dau"), paper.name);
            });
            const auto added = When(paper.round > 0, [] { return web::Tag(Say("Bổ sung"), web::TagColour::amber); });
            return Render(
                R"(<li><a class="govuk-link" href="{}" lang="vi">{}</a> <span class="ds-muted">({})</span> {}<br><span class="ds-muted">{}</span>{}</li>)",
                url, paper.name, FileSize(paper.size), added, web::InVietnamese(component), image);
        }));
}

Html OfficeTimeline(const OfficeDossierView& view) {
    return Render(
        R"(<ol class="ds-timeline">{}</ol>)", Each(view.tracking.happenings, [&](const Happening& happening) {
            const auto unit = view.units.find(happening.actor_unit);
            return Render(
                R"(<li><h3>{} {}</h3><p class="govuk-body-s ds-muted">{} · {} {}</p>{}{}{}{}{}</li>)", happening.label.Now(),
                When(IsNote(happening), [] { return web::Tag(Say("Nội bộ"), web::TagColour::grey); }), web::Time(happening.at),
                web::InVietnamese(workflow::WhoDid(happening)),
                unit == view.units.end() ? Html() : Render(R"(({}))", web::InVietnamese(unit->second)),
                When(!happening.on_behalf_by.empty(),
                     [&] {
                         return Render(R"(<p class="govuk-body-s ds-muted">Theo {}</p>)",
                                       web::InVietnamese(happening.on_behalf_by));
                     }),
                When(!happening.reason.empty(),
                     [&] { return Render(R"(<p class="govuk-body-s" lang="vi">{}</p>)", web::Lines(happening.reason)); }),
                FilesSent(view, happening.files), ExtensionLine(view.tracking, happening), ProofLine(view.tracking, happening));
        }));
}

// How a question ended, or until when its answer is waited for.
Html AnswerOf(const OfficeDossierView& view, const Consultation& opinion) {
    if (!opinion.answered)
        return Render(R"(<p class="govuk-body">Chờ trả lời, hạn {} {}</p>)", web::Time(opinion.due),
                      When(opinion.Late(view.now), [] { return web::Tag(Say("Quá hạn"), web::TagColour::red); }));
    if (opinion.dropped)
        return Render(R"(<p class="govuk-body">Không chờ trả lời nữa <span class="ds-muted">({}, {})</span></p>)",
                      web::InVietnamese(opinion.answered_by), web::Time(*opinion.answered));
    return Render(R"(<p class="govuk-body">Trả lời: {} <span class="ds-muted">({}, {})</span> {}</p>)",
                  web::InVietnamese(opinion.answer), web::InVietnamese(opinion.answered_by), web::Time(*opinion.answered),
                  When(opinion.Late(view.now), [] { return web::Tag(Say("Trả lời muộn"), web::TagColour::amber); }));
}

Html Opinions(const OfficeDossierView& view) {
    const auto sent = [&](std::int64_t in) {
        const auto& happenings = view.tracking.happenings;
        const auto happening = std::ranges::find(happenings, in, &Happening::id);
        return happening == happenings.end() ? Html() : FilesSent(view, happening->files);
    };
    return When(!view.opinions.empty(), [&] {
        const auto dropped = std::ranges::count_if(view.opinions, &Consultation::dropped);
        const auto waiting = std::ranges::count_if(view.opinions, [](const Consultation& each) { return !each.answered; });
        const auto answered = std::ssize(view.opinions) - dropped - waiting;
        return Render(R"(<h2 class="govuk-heading-m">Ý kiến các đơn vị</h2><p class="govuk-body-s ds-muted">{}</p>{})",
                      Say("Đã trả lời {1}, còn chờ {2}, không chờ nữa {3}", std::to_string(answered), std::to_string(waiting),
                          std::to_string(dropped)),
                      Each(view.opinions, [&](const Consultation& opinion) {
                          const auto unit = view.units.find(opinion.unit);
                          return Render(
                              R"(<div class="govuk-inset-text"><p class="govuk-body"><strong>{}</strong>: {}</p>{}{}{}</div>)",
                              web::InVietnamese(unit == view.units.end() ? "" : unit->second),
                              web::InVietnamese(opinion.question), sent(opinion.asked_in), AnswerOf(view, opinion),
                              When(opinion.answered_in != 0, [&] { return sent(opinion.answered_in); }));
                      }));
    });
}

// The papers that were issued, each as it was issued, and the slip that runs with the dossier.
Html FormLinks(const OfficeDossierView& view) {
    const auto base = "/can-bo/ho-so/" + view.tracking.dossier.code + "/phieu/";
    const auto slip = Render(R"(<li><a class="govuk-link" href="{}" lang="vi">{} (PDF)</a></li>)",
                             Url::Local(base + std::string(kControlSlip)), OfficialFormName(kControlSlip, view.today));
    const auto draft =
        When(view.tracking.dossier.received && !view.tracking.dossier.finished && !view.tracking.dossier.closed, [&] {
            return Render(R"(<li><a class="govuk-link" href="{}">Xem dự thảo kết quả (PDF)</a></li>)",
                          Url::Local(base + std::string(kResult)));
        });
    return Render(
        R"(<h2 class="govuk-heading-m">Phiếu, biểu mẫu</h2><ul class="govuk-list">{}{}{}
        <li><a class="govuk-link" href="{}">Phiếu kiểm chứng để in</a></li></ul>)",
        IssuedLinks(base, view.issued, view.tracking.happenings), slip, draft,
        Url::Page("/can-bo/ho-so/" + view.tracking.dossier.code + "/kiem-chung"));
}

// How sure the house is of who handed it in.
Html ProofTag(const OfficeDossierView& view) {
    if (!view.tracking.dossier.person.account) return Html();
    return web::Tag(Say(std::string(identity::ProofName(view.proof))),
                    view.proof == identity::ProofLevel::none ? web::TagColour::amber : web::TagColour::green);
}

Html Facts(const OfficeDossierView& view) {
    const auto& dossier = view.tracking.dossier;
    std::vector<web::Row> rows{
        {dossier.mandate ? Say("Chủ hồ sơ") : Say("Người nộp"),
         Render(R"({}<br>{}<br>{}<br>{}<br>{})", web::InVietnamese(dossier.person.name), dossier.person.number,
                dossier.person.phone, web::InVietnamese(dossier.person.address), ProofTag(view)),
         {}},
        {Say("Nộp lúc"), Render(R"({} · {})", web::Time(dossier.submitted), Say(ChannelName(dossier.channel))), {}},
        {Say("Nơi tiếp nhận, nơi giải quyết"),
         Render(R"({}{})", web::InVietnamese(view.tracking.intake),
                When(view.tracking.competent != view.tracking.intake,
                     [&] { return Render(R"( · {})", web::InVietnamese(view.tracking.competent)); })),
         {}},
        {Say("Đang ở"),
         Render(R"({} · {})", web::InVietnamese(view.tracking.holder),
                web::InVietnamese(view.assignee.empty() ? "–" : view.assignee)),
         {}},
        {Say("Nhận kết quả"),
         Render(R"({} {})", Say(DeliveryName(dossier.delivery)), web::InVietnamese(dossier.PostedTo())),
         {}}};
    if (dossier.Has(Beside::together)) rows.insert(rows.begin() + 1, {Say("Cùng nộp"), view.together, {}});
    if (dossier.mandate)
        rows.insert(rows.begin() + 1, {Say("Người nộp thay"),
                                       Render(R"({}<br>{}<br>{}<br>{})", MandateFacts(*dossier.mandate, view.today),
                                              dossier.mandate->number, dossier.mandate->phone, MandatePaperLink(dossier)),
                                       {}});
    if (dossier.FeeUnknown()) rows.push_back({Say("Phí, lệ phí"), Render(R"(Chưa có thông tin)"), {}});
    const auto status = FeeStatusOf(dossier, view.fees);
    if (dossier.fee > 0)
        rows.push_back({Say("Phí, lệ phí"),
                        Render(R"({} {})", Money(dossier.fee),
                               web::Tag(Say(FeeStatusName(status)),
                                        status == FeeStatus::paid ? web::TagColour::green : web::TagColour::amber)),
                        {}});
    if (!dossier.result_number.empty()) rows.push_back({Say("Số kết quả"), web::TextOf(dossier.result_number), {}});
    return web::SummaryList(rows);
}

}  // namespace

std::string OfficeDossierView::Typed(std::string_view field, const std::string& otherwise) const {
    const auto found = typed.find(field);
    return found == typed.end() ? otherwise : found->second;
}

Sentence ReasonLabel(const workflow::Event& event) {
    if (event.role == "asked") return Say("Ý kiến");
    if (event.Has("ask_opinion")) return Say("Nội dung hỏi");
    // The expected next step needs no reason: what is written with it is what happened, or will.
    return event.primary ? Say("Nội dung") : Say("Lý do");
}

namespace {

// Why what waits for answers is not offered yet.
Html WaitedFor(const OfficeDossierView& view) {
    return When(!view.waited_for.empty() && view.answerable.size() < view.waited_for.size(), [&] {
        return Render(R"(<p class="govuk-body">{}</p>)",
                      Say("Còn {1} đơn vị chưa trả lời: chưa trình phê duyệt được.", std::to_string(view.waited_for.size())));
    });
}

}  // namespace

Html OfficeDossierPage(const OfficeDossierView& view) {
    const auto& dossier = view.tracking.dossier;
    const auto actions = view.allowed.empty() && !view.may_assign && !view.may_take && !view.may_take_back
                             ? Render(R"(<p class="govuk-body">Lúc này bạn không có việc gì phải làm với hồ sơ này.</p>)")
                             : Render(R"({}{}{}{})", WaitedFor(view),
                                      Each(view.allowed, [&](const workflow::Event* event) { return ActionForm(view, *event); }),
                                      AssignForm(view), TakeBackForm(view));
    return web::OfficerLayout(
        Say("Hồ sơ {1}", dossier.code),
        Render(
            R"({}{}<h1 class="govuk-heading-l">Hồ sơ {}</h1><p class="govuk-body">{}</p><p class="govuk-body">{}</p>{}<div class="ds-two"><div>{}<h2 class="govuk-heading-m">Người nộp khai</h2>{}<h2 class="govuk-heading-m">Giấy tờ</h2>{}{}</div>
        <div><div class="ds-actions" id="viec"><h2 class="govuk-heading-m">Việc làm được bây giờ</h2>{}</div>{}{}{}{}
        <h2 class="govuk-heading-m">Đã diễn ra</h2>{}</div></div>)",
            web::BackLink(Url::Page("/can-bo")), web::ErrorSummary(view.faults), dossier.code,
            web::InVietnamese(dossier.procedure_name), StatusTag(view.tracking),
            Render(R"(<p class="govuk-body ds-jump"><a class="govuk-link" href="#viec">Việc làm được bây giờ</a></p>)"),
            Facts(view), AnswerList(view.form, dossier.answers), Preview(view),
            Render(R"({}{}{}{}{})", FeeSection(view), OfficeRelief(view), Opinions(view), DossierTasks(view),
                   LinkedDossiers(view)),
            actions, TypedBeforeHtml(view.lost),
            Render(R"({}{}{}{})", CorrectResultForm(view), MessageForm(view), MandateForm(view), NoteForm(view)),
            DueLine(view.tracking), FormLinks(view), OfficeTimeline(view)));
}

}  // namespace dongson::one_stop
