#include <algorithm>

#include "modules/complaints/domain/complaint_kind.h"
#include "modules/complaints/pages/views.h"
#include "web/components.h"
#include "web/layout.h"

namespace dongson::complaints {

using namespace web::short_names;

namespace {

Html OwnLine(const CaseView& view, const workflow::Happening& happening) {
    const auto line = LineForFilerOf(view.complaint, happening);
    if (!line) return {};
    return Render(R"(<li><h3>{}</h3><p class="govuk-body-s ds-muted">{}</p>{}{}</li>)", line->label.Now(),
                  web::Time(happening.at), When(line->says, [&] { return SaidWith(happening); }),
                  When(line->own, [&] { return SentWith(happening, OwnPath(view.complaint.code)); }));
}

Html Decision(const CaseView& view) {
    const auto& complaint = view.complaint;
    if (!complaint.ResultIsTold()) return {};
    const auto* outcome = FindChoice(Outcomes(), complaint.outcome);
    return Render(
        R"(<h2 class="govuk-heading-m">{}</h2>{}<p class="govuk-body" lang="vi">{}</p>{})",
        complaint.IsFeedback() ? Say("Câu trả lời") : Say("Quyết định số {1}", complaint.decision),
        When(outcome != nullptr, [&] { return Render(R"(<p class="govuk-body"><strong>{}</strong></p>)", outcome->name.Now()); }),
        web::Lines(complaint.result), When(complaint.decision_file.value != 0, [&] {
            return Render(R"(<p class="govuk-body"><a class="govuk-link" href="{}">Tải quyết định (PDF)</a></p>)",
                          Url::Local(OwnPath(complaint.code) + "/tep/" + ToText(complaint.decision_file)));
        }));
}

Html Again(const CaseView& view) {
    if (!view.again.empty())
        return Render(R"(<p class="govuk-body"><a class="govuk-link" href="{}">Khiếu nại lần hai: đơn {}</a></p>)",
                      Url::Page(OwnPath(view.again)), view.again);
    if (!view.again_until || *view.again_until < view.now.LocalDate()) return {};
    return Render(R"(<h2 class="govuk-heading-m">Nếu bạn không đồng ý</h2><p class="govuk-body">{}</p>{})",
                  Say("Bạn khiếu nại tiếp đến cơ quan cấp trên được đến hết ngày {1} "
                      "(tính từ ngày bạn đọc được quyết định ở trang này, "
                      "hoặc từ ngày hết hạn giải quyết), "
                      "hoặc khởi kiện tại tòa án.",
                      view.again_until->Spoken()),
                  web::LinkButton(Say("Khiếu nại lần hai"), Url::Page("/khieu-nai/gui").With("truoc", view.complaint.code)));
}

Html DueLine(const CaseView& view) {
    const auto& complaint = view.complaint;
    if (complaint.closed) return Render(R"(<p class="govuk-body">Kết thúc {}.</p>)", web::Time(*complaint.closed));
    return Render(R"(<p class="govuk-body">{} <strong>{}</strong></p>)",
                  complaint.accepted || complaint.IsFeedback() ? Say("Giải quyết chậm nhất ngày")
                                                               : Say("Trả lời có thụ lý hay không, chậm nhất ngày"),
                  web::Day(complaint.due.LocalDate()));
}

Html WriteForms(const CaseView& view) {
    if (view.complaint.closed) return {};
    const auto at = OwnPath(view.complaint.code);
    const Refusals none;
    const auto faults = [&](std::string_view event) { return view.event == event ? &view.faults : &none; };
    const bool may_withdraw = std::ranges::any_of(view.allowed, [](const auto* event) { return event->key == "withdraw"; });
    return Render(R"({}{})",
                  web::Details(Say("Nhắn cơ quan giải quyết"),
                               web::PostForm(Url::Page(at + "/tin-nhan"),
                                             Render(R"({}{})",
                                                    web::TextArea({"tin_nhan", Say("Tin nhắn"), {}, faults("reply"), false},
                                                                  TypedIn(view.typed, "tin_nhan"), 4),
                                                    web::Button(Say("Gửi tin nhắn"), web::ButtonKind::secondary))),
                               view.event == "reply"),
                  When(may_withdraw, [&] {
                      return web::Details(
                          Say("Rút đơn"),
                          web::PostForm(Url::Page(at + "/rut"),
                                        Render(R"({}{}{})", web::HiddenInput("phien_ban", std::to_string(view.complaint.version)),
                                               web::TextArea({"ly_do", Say("Lý do rút đơn"), {}, faults("withdraw"), false},
                                                             TypedIn(view.typed, "ly_do"), 3),
                                               web::Button(Say("Rút đơn"), web::ButtonKind::warning))),
                          view.event == "withdraw");
                  }));
}

}  // namespace

Html OwnPage(const CaseView& view) {
    const auto& complaint = view.complaint;
    return web::CitizenLayout(
        Say("Đơn {1}", complaint.code),
        Render(
            R"({}{}<h1 class="govuk-heading-l">{} {}</h1><p class="govuk-body">{}</p>
        {}<p class="govuk-body">Nơi giải quyết: {}</p>{}{}
        <h2 class="govuk-heading-m">Bạn đã viết</h2><p class="govuk-body" lang="vi">{}</p>{}{}
        <h2 class="govuk-heading-m">Đã diễn ra</h2><ol class="ds-timeline">{}</ol>)",
            web::BackLink(Url::Page("/khieu-nai")), web::ErrorSummary(view.faults), complaint.Name(), complaint.code,
            StateTag(complaint, view.now, true), DueLine(view), web::InVietnamese(view.unit), Decision(view), Again(view),
            web::Lines(complaint.said),
            When(!complaint.wish.empty(),
                 [&] { return Render(R"(<p class="govuk-body" lang="vi">Yêu cầu: {}</p>)", web::Lines(complaint.wish)); }),
            WriteForms(view), Each(view.happenings, [&](const auto& each) { return OwnLine(view, each); })));
}

}  // namespace dongson::complaints
