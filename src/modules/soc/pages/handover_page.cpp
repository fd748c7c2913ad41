#include "modules/soc/pages/handover_page.h"

#include "modules/soc/pages/soc_layout.h"

namespace dongson::soc {

using namespace web::short_names;

Html HandoverPage(const HandoverView& view) {
    const auto url = Url::Page("/can-bo/an-ninh/giao-ca");
    return SocLayout(
        Say("Giao ca"), SocPlace::handover,
        Render(
            R"({}<h1 class="govuk-heading-l">Giao ca</h1>
            <p class="govuk-body"><a class="govuk-link" href="{}">Lịch trực</a></p>{}<ol class="ds-timeline">{}</ol>)",
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
