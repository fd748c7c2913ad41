#include "modules/one_stop/pages/office_mandate.h"

#include "core/text.h"
#include "modules/one_stop/domain/dossier_kind.h"
#include "modules/one_stop/domain/mandate.h"
#include "modules/one_stop/pages/mandate_html.h"
#include "web/components.h"

namespace dongson::one_stop {

using namespace web::short_names;

namespace {

Html OtherReceiver(const OfficeDossierView& view, const Refusals* faults) {
    return web::TextInput({"nguoi_nhan", Say("Người nhận thay, nếu không phải người nộp"),
                           Say("Họ tên, số giấy tờ và căn cứ, ví dụ giấy ủy quyền"), faults, false},
                          view.Typed("nguoi_nhan"), {});
}

}  // namespace

Html ReceiverField(const OfficeDossierView& view, const Refusals* faults) {
    const auto* mandate = view.tracking.dossier.mandate.get();
    if (mandate == nullptr) return OtherReceiver(view, faults);
    std::vector<web::Choice> choices{{"chu-ho-so", Say("Chủ hồ sơ: {1}", view.tracking.dossier.person.name).Now(), ""}};
    if (mandate->Covers(Power::receive, view.today))
        choices.push_back(
            {"nguoi-duoc-uy-quyen", Say("Người được ủy quyền: {1}, số {2}", mandate->name, mandate->number).Now(), ""});
    return Render(R"({}{})",
                  web::Radios({"nguoi_nhan_la", Say("Ai nhận kết quả?"), Say("Đối chiếu giấy tờ của người nhận"), faults, false},
                              choices, view.Typed("nguoi_nhan_la", "chu-ho-so")),
                  OtherReceiver(view, faults));
}

Html MandatePaperLink(const Dossier& dossier) {
    return Render(R"(<a class="govuk-link" href="{}">Xem giấy cho phép nộp thay</a>)",
                  Url::Local("/can-bo/ho-so/" + dossier.code + "/tep/" + ToText(dossier.mandate->paper)));
}

Html MandateForm(const OfficeDossierView& view) {
    const auto& dossier = view.tracking.dossier;
    if (!dossier.mandate || !dossier.mandate->InForce(view.today) || !view.may_end_mandate) return {};
    const bool mine = view.event == names::kEndMandate;
    return EndMandateForm(dossier, mine ? &view.faults : nullptr, mine ? view.Typed("ly_do") : "");
}

}  // namespace dongson::one_stop
