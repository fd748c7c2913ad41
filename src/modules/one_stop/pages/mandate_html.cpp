#include "modules/one_stop/pages/mandate_html.h"

#include "core/text.h"

namespace dongson::one_stop {

using namespace web::short_names;

namespace {

Html Text(const Answers& answers, const Refusals& faults, std::string_view field, const Sentence& label,
          const Sentence& hint = {}, const char* mode = "text", const char* width = "", bool optional = false) {
    return web::TextInput({std::string(field), label, hint, &faults, optional}, Answer(answers, field),
                          {.type = "text", .autocomplete = "off", .inputmode = mode, .width = width});
}

const std::vector<std::string>& Chosen(const Answers& answers) {
    static const std::vector<std::string> none;
    const auto found = answers.find(std::string(mandate_fields::kPowersField));
    return found == answers.end() ? none : found->second;
}

}  // namespace

Html ApplicantOfMandateFields(const Answers& answers, const Refusals& faults) {
    using namespace mandate_fields;
    return Render(
        R"(<h2 class="govuk-heading-m">Chủ hồ sơ</h2>{}{}{}{}{})",
        Text(answers, faults, kApplicantName, Say("Họ và tên, hoặc tên tổ chức")),
        Text(answers, faults, kApplicantNumber, Say("Số định danh cá nhân, mã số thuế hoặc hộ chiếu nước ngoài"), {}, "text",
             "20"),
        Text(answers, faults, kApplicantBorn, Say("Ngày sinh"), Say("Ví dụ 27/3/2025; tổ chức thì để trống"), "text", "10"),
        Text(answers, faults, kApplicantAddress, Say("Địa chỉ"), Say("Thôn, phố; xã, phường")),
        Text(answers, faults, kApplicantPhone, Say("Số điện thoại"), {}, "tel", "20", true));
}

Html MandataryFields(const Answers& answers, const Refusals& faults) {
    using namespace mandate_fields;
    return Render(
        R"({}{}{}{})",
        Text(answers, faults, kName, Say("Họ và tên người nộp thay"), Say("Để trống nếu chủ hồ sơ tự nộp"), "text", "", true),
        Text(answers, faults, kNumber, Say("Số định danh của người nộp thay"), {}, "text", "20", true),
        Text(answers, faults, kPhone, Say("Số điện thoại của người nộp thay"), {}, "tel", "20", true),
        Text(answers, faults, kAddress, Say("Địa chỉ của người nộp thay"), {}, "text", "", true));
}

Html MandateFields(const Answers& answers, const Refusals& faults) {
    using namespace mandate_fields;
    std::vector<web::Choice> bases, powers;
    for (const auto basis : kMandateBases) bases.push_back({std::string(BasisSlug(basis)), Say(BasisName(basis)).Now(), ""});
    for (const auto power : kPowers) powers.push_back({std::string(PowerSlug(power)), Say(PowerName(power)).Now(), ""});
    return Render(
        R"({}{}{}{}{})",
        web::Radios({std::string(kBasis), Say("Căn cứ nộp thay"), {}, &faults, false}, bases, Answer(answers, kBasis)),
        Text(answers, faults, kFrom, Say("Có hiệu lực từ ngày"), Say("Ví dụ 27/3/2025"), "text", "10"),
        Text(answers, faults, kUntil, Say("Đến hết ngày"), Say("Ví dụ 27/3/2025"), "text", "10"),
        web::Checkboxes({std::string(kPowersField), Say("Ngoài nộp hồ sơ, được làm thêm việc gì?"), {}, &faults, true}, powers,
                        Chosen(answers)),
        web::FileInput({std::string(kPaper), Say("Giấy cho phép nộp thay"),
                        Say("Giấy ủy quyền, giấy khai sinh, quyết định giám hộ hoặc giấy tờ của tổ chức"), &faults, false},
                       false));
}

Html MandateFacts(const Mandate& mandate, Date today) {
    const auto state = mandate.ended            ? web::Tag(Say("Đã chấm dứt"), web::TagColour::grey)
                       : mandate.InForce(today) ? web::Tag(Say("Đang hiệu lực"), web::TagColour::green)
                                                : web::Tag(Say("Hết hiệu lực"), web::TagColour::amber);
    return Render(R"({}<br>{}<br>{}<br>{} {})", web::InVietnamese(mandate.name), Say(BasisName(mandate.basis)),
                  mandate.PowersSpoken(), Say("Từ {1} đến hết {2}", mandate.from.Spoken(), mandate.until.Spoken()), state);
}

Html MandateOfMine(const Dossier& dossier, bool is_mandatary, bool in_force, Date today) {
    if (!dossier.mandate) return {};
    const auto end = When(in_force, [&] {
        // Two taps: there is no way back.
        const auto words = is_mandatary ? Say("Thôi nộp thay") : Say("Chấm dứt ủy quyền");
        return web::Details(words, web::PostForm(Url::Page("/ho-so/" + dossier.code + "/uy-quyen/cham-dut"),
                                                 web::Button(words, web::ButtonKind::secondary)));
    });
    const auto meaning =
        is_mandatary
            ? Say("Bạn nộp hồ sơ này thay {1}. Thôi nộp thay thì bạn không xem và làm gì với hồ sơ được nữa.",
                  dossier.person.name)
            : Say("Người dưới đây nộp hồ sơ này thay bạn. Chấm dứt ủy quyền thì họ không xem và làm gì được nữa, ngay lập tức.");
    return Render(R"(<h2 class="govuk-heading-m">Ủy quyền</h2><p class="govuk-body">{}</p><p class="govuk-body">{}</p>{})",
                  web::SentenceWithNames(meaning), MandateFacts(*dossier.mandate, today), end);
}

Html EndMandateForm(const Dossier& dossier, const Refusals* faults, std::string_view typed_reason) {
    const auto form = web::PostForm(
        Url::Page("/can-bo/ho-so/" + dossier.code + "/uy-quyen/cham-dut"),
        Render(R"({}{})",
               web::TextArea({"ly_do", Say("Ai yêu cầu, bằng giấy gì"), Say("Hai bên đọc được lời này"), faults, false},
                             typed_reason, 2),
               web::Button(Say("Chấm dứt ủy quyền"), web::ButtonKind::secondary)));
    return web::Details(Say("Chấm dứt ủy quyền nộp thay"), form, !typed_reason.empty());
}

}  // namespace dongson::one_stop
