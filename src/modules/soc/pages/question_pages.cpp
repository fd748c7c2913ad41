#include "modules/soc/pages/question_pages.h"

#include <algorithm>

#include "core/text.h"
#include "modules/soc/domain/incident_kind.h"
#include "modules/soc/pages/soc_layout.h"
#include "web/layout.h"

namespace dongson::soc {

using namespace web::short_names;
using workflow::CasePaper;
using workflow::Consultation;

Html FilesBelow(const std::string& stem, const std::vector<CasePaper>& files) {
    return When(!files.empty(), [&] {
        return Render(R"(<ul class="govuk-list govuk-body-s">{}</ul>)", Each(files, [&](const CasePaper& file) {
                          return Render(R"(<li><a class="govuk-link" href="{}" lang="vi">{}</a></li>)",
                                        Url::Local(stem + "/tep/" + ToText(file.file)), file.name);
                      }));
    });
}

namespace {

Html HowItEnded(const Consultation& question, Instant now) {
    if (!question.answered)
        return Render(R"(<p class="govuk-body">{} {}</p>)", Say("Chờ trả lời, hạn {1}", question.due.Spoken()),
                      When(question.Late(now), [] { return web::Tag(Say("Quá hạn"), web::TagColour::red); }));
    if (question.dropped)
        return Render(R"(<p class="govuk-body">{} <span class="ds-muted">({}, {})</span></p>)", Say("Không chờ trả lời nữa"),
                      web::InVietnamese(question.answered_by), web::Time(*question.answered));
    return Render(
        R"(<p class="govuk-body"><strong>{}:</strong></p>
        <p class="govuk-body" lang="vi">{}</p>
        <p class="govuk-body-s ds-muted">{}, {} {}</p>)",
        Say("Trả lời"), web::Lines(question.answer), web::InVietnamese(question.answered_by), web::Time(*question.answered),
        When(question.Late(now), [] { return web::Tag(Say("Trả lời muộn"), web::TagColour::amber); }));
}

Html StopForm(const QuestionsView& view, const Consultation& question) {
    return When(view.may_ask && !question.answered, [&] {
        const bool mine = view.event == question.id;
        const Refusals none;
        return web::Details(
            Say("Không chờ trả lời nữa"),
            web::PostForm(
                Url::Page("/can-bo/an-ninh/vu-viec/" + view.code + "/khong-cho/" + std::to_string(question.id)),
                Render("{}{}",
                       web::TextInput({"ly_do", Say("Lý do"), {}, mine ? &view.faults : &none, false}, mine ? view.typed : ""),
                       web::Button(Say("Không chờ nữa"), web::ButtonKind::secondary))),
            mine);
    });
}

}  // namespace

Html QuestionSection(const QuestionsView& view) {
    const auto dropped = std::ranges::count_if(view.asked, &Consultation::dropped);
    const auto waiting = std::ranges::count_if(view.asked, [](const Consultation& each) { return !each.answered; });
    const auto answered = std::ssize(view.asked) - dropped - waiting;
    const auto stem = "/can-bo/an-ninh/vu-viec/" + view.code;
    const auto sent = [&](std::int64_t in) {
        const auto found = view.files.find(in);
        return found == view.files.end() ? Html() : FilesBelow(stem, found->second);
    };
    return Render(R"(<h2 class="govuk-heading-m">{}</h2>{}{}{})", Say("Ý kiến các đơn vị"),
                  When(!view.asked.empty(),
                       [&] {
                           return Render(R"(<p class="govuk-body-s ds-muted">{}</p>)",
                                         Say("Đã trả lời {1}, còn chờ {2}, không chờ nữa {3}", std::to_string(answered),
                                             std::to_string(waiting), std::to_string(dropped)));
                       }),
                  Each(view.asked,
                       [&](const Consultation& question) {
                           const auto unit = view.units.find(question.unit);
                           return Render(
                               R"(<div class="govuk-inset-text"><p class="govuk-body"><strong>{}</strong></p>
                     <p class="govuk-body" lang="vi">{}</p>{}{}{}{}</div>)",
                               web::InVietnamese(unit == view.units.end() ? "" : unit->second), web::Lines(question.question),
                               sent(question.asked_in), HowItEnded(question, view.now), sent(question.answered_in),
                               StopForm(view, question));
                       }),
                  When(view.may_ask, [&] {
                      return Render(R"(<p class="govuk-body"><a class="govuk-link" href="{}">{}</a></p>)",
                                    Url::Page(stem + "/hoi-y-kien"), Say("Hỏi đơn vị khác"));
                  }));
}

Html AskPage(const AskView& view) {
    const auto back = Url::Page("/can-bo/an-ninh/vu-viec/" + view.code);
    const auto fields = Render(
        R"({}{}{}{}{}{})", web::HiddenInput("phien_ban", std::to_string(view.version)),
        web::TextArea({"ly_do", Say("Nội dung hỏi"), Say("Đơn vị được hỏi chỉ đọc phần này và tệp kèm, không đọc được vụ việc."),
                       &view.faults, false},
                      view.text, 6),
        web::Checkboxes({"chia_se", Say("Cho biết thêm"), {}, &view.faults, true},
                        {{"co", Say("Tên, loại và mức của vụ việc, như đang ghi").Now(), ""}},
                        view.share ? std::vector<std::string>{"co"} : std::vector<std::string>{}),
        desk::AskUnitsFields(view.offered, view.before, &view.faults,
                             {.hint = Say("Luật đòi báo ban đầu trong 24 giờ thì hỏi theo giờ."), .hours = true}),
        web::FileInput({"tep", Say("Tệp gửi kèm"), view.lost_files ? Say("Hãy chọn lại tệp.") : Sentence{}, &view.faults, true},
                       true),
        web::Button(Say("Gửi câu hỏi")));
    return SocLayout(Say("Hỏi đơn vị khác"), SocPlace::cases,
                     Render(R"({}{}<h1 class="govuk-heading-l"><span class="govuk-caption-l">{}</span>{}</h1>{})",
                            web::BackLink(back), web::ErrorSummary(view.faults), view.code, Say("Hỏi đơn vị khác"),
                            web::PostForm(Url::Page("/can-bo/an-ninh/vu-viec/" + view.code + "/hoi-y-kien"), fields,
                                          web::FormKind::multipart)));
}

Html QuestionPage(const QuestionView& view) {
    const auto path = QuestionPath(view.code, view.question.id);
    const auto form = When(!view.question.answered, [&] {
        return web::PostForm(
            Url::Page(path),
            Render("{}{}{}", web::TextArea({"ly_do", Say("Trả lời"), {}, &view.faults, false}, view.typed, 6),
                   web::FileInput({"tep", Say("Tệp gửi kèm"), {}, &view.faults, true}, true), web::Button(Say("Gửi trả lời"))),
            web::FormKind::multipart);
    });
    return web::OfficerLayout(
        Say("Câu hỏi của trung tâm giám sát"),
        Render(
            R"({}{}<h1 class="govuk-heading-l"><span class="govuk-caption-l">{}</span>{}</h1>
            <p class="govuk-body">{}</p>
            <div class="govuk-inset-text"><p class="govuk-body" lang="vi">{}</p>{}</div>{}{}{}
            <p class="govuk-body-s ds-muted">{}</p>)",
            web::BackLink(Url::Page("/can-bo")), web::ErrorSummary(view.faults), view.code, Say("Câu hỏi của trung tâm giám sát"),
            Say("{1} hỏi {2}, lúc {3}.", view.asker, view.unit, view.question.asked.Spoken()), web::Lines(view.question.question),
            FilesBelow(path, view.sent), HowItEnded(view.question, view.now), FilesBelow(path, view.answered), form,
            Say("Bạn chỉ đọc được câu hỏi này. Cần biết thêm, hãy hỏi trung tâm; câu trả lời chỉ trung tâm đọc.")));
}

}  // namespace dongson::soc
