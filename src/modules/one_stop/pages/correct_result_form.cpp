#include "modules/one_stop/pages/correct_result_form.h"

#include "modules/one_stop/domain/dossier_kind.h"
#include "web/components.h"

namespace dongson::one_stop {

using namespace web::short_names;

Html CorrectResultForm(const OfficeDossierView& view) {
    if (!view.may_correct) return {};
    const auto& dossier = view.tracking.dossier;
    const bool mine = view.event == names::kCorrectResult;
    const Refusals none;
    const auto* faults = mine ? &view.faults : &none;
    const auto form = web::PostForm(
        Url::Page("/can-bo/ho-so/" + dossier.code + "/thay-ket-qua"),
        Render(R"({}<p class="govuk-body">{}</p>{}{}{}{})", web::HiddenInput("phien_ban", std::to_string(dossier.version)),
               Say("Văn bản mới có số riêng và ghi thay văn bản nào. Cả hai bản được giữ; người nộp nhận thông báo kèm lý do."),
               web::TextArea({"ly_do", Say("Lý do"), Say("Người nộp sẽ đọc được"), faults, false},
                             mine ? view.Typed("ly_do") : "", 3),
               web::TextArea({"ket_qua", Say("Nội dung kết quả mới"), Say("Điền vào mẫu kết quả của thủ tục"), faults, true},
                             mine ? view.Typed("ket_qua") : dossier.result_text, 4),
               web::FileInput({"tep", Say("Kết quả là tệp PDF (nếu không dùng mẫu)"), {}, faults, true}, false),
               web::Button(Say("Cấp kết quả thay thế"), web::ButtonKind::warning)),
        web::FormKind::multipart);
    return web::Details(Say("Thay kết quả đã cấp sai"), form, mine);
}

}  // namespace dongson::one_stop
