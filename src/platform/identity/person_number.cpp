#include "platform/identity/person_number.h"

#include <algorithm>
#include <array>

#include "core/text.h"

namespace dongson::identity {

namespace {

std::unexpected<Refusal> Refuse(std::string code, Sentence sentence) {
    return std::unexpected(Refusal{std::move(code), std::move(sentence), ""});
}

std::string DigitsOf(std::string_view text) {
    std::string digits;
    for (const char c : text)
        if (c != ' ' && c != '.' && c != '-') digits += c;
    return digits;
}

bool AllDigits(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

int ToInt(std::string_view digits) {
    int value = 0;
    for (const char c : digits) value = value * 10 + (c - '0');
    return value;
}

// The 63 provinces' codes run from 001 to 096 with gaps; above 100 stand countries.
bool IsProvinceOfBirth(int code) {
    static constexpr std::array kProvinces{1,  2,  4,  6,  8,  10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33,
                                           34, 35, 36, 37, 38, 40, 42, 44, 45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66,
                                           67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96};
    return std::ranges::binary_search(kProvinces, code) || (code > 100 && code < 400);
}

}  // namespace

Result<CitizenNumber> ParseCitizenNumber(std::string_view text, Date today) {
    const auto digits = DigitsOf(text);
    if (digits.size() != 12 || !AllDigits(digits))
        return Refuse("CITIZEN_NUMBER_LENGTH", Say("Số định danh cá nhân có đúng 12 chữ số, như trên thẻ căn cước."));
    const int province = ToInt(std::string_view(digits).substr(0, 3));
    if (!IsProvinceOfBirth(province))
        return Refuse("CITIZEN_NUMBER_PROVINCE",
                      Say("Ba chữ số đầu “{1}” không phải mã tỉnh nào. Hãy xem lại trên thẻ căn cước.", digits.substr(0, 3)));
    const int century = digits[3] - '0';
    const int year = 1900 + century / 2 * 100 + ToInt(std::string_view(digits).substr(4, 2));
    if (year > today.Year())
        return Refuse(
            "CITIZEN_NUMBER_YEAR",
            Say("Theo số này thì năm sinh là {1}, chưa tới. Hãy xem lại chữ số thứ tư đến thứ sáu.", std::to_string(year)));
    return CitizenNumber{digits, province, century % 2 == 0 ? Sex::male : Sex::female, year};
}

Result<std::string> ParseTaxCode(std::string_view text) {
    auto digits = DigitsOf(text);
    if ((digits.size() != 10 && digits.size() != 13) || !AllDigits(digits))
        return Refuse("TAX_CODE_LENGTH",
                      Say("Mã số thuế có 10 chữ số, hoặc 10 chữ số rồi gạch nối và 3 chữ số của đơn vị phụ thuộc."));
    static constexpr std::array kWeights{31, 29, 23, 19, 17, 13, 7, 5, 3};
    int sum = 0;
    for (std::size_t index = 0; index < kWeights.size(); ++index) sum += (digits[index] - '0') * kWeights[index];
    if (10 - sum % 11 != digits[9] - '0')
        return Refuse("TAX_CODE_CHECK_DIGIT", Say("Mã số thuế gõ sai một chữ số: chữ số kiểm tra không khớp."));
    if (digits.size() == 10) return digits;
    if (digits.substr(10) == "000") return Refuse("TAX_CODE_BRANCH", Say("Ba chữ số của đơn vị phụ thuộc chạy từ 001 đến 999."));
    return digits.substr(0, 10) + "-" + digits.substr(10);
}

Result<std::string> ParsePhone(std::string_view text) {
    auto digits = DigitsOf(text);
    if (digits.starts_with("+84")) digits = "0" + digits.substr(3);
    if ((digits.size() != 10 && digits.size() != 11) || !AllDigits(digits) || digits[0] != '0')
        return Refuse("PHONE_FORM", Say("Số điện thoại có 10 chữ số, bắt đầu bằng 0."));
    return digits;
}

Result<std::string> ParseEmail(std::string_view text) {
    const auto trimmed = Trim(text);
    const auto at = trimmed.find('@');
    const bool sound =
        at != std::string_view::npos && at > 0 && trimmed.find('@', at + 1) == std::string_view::npos &&
        trimmed.find('.', at) != std::string_view::npos && trimmed.back() != '.' && trimmed.size() < 255 &&
        std::ranges::all_of(
            trimmed, [](unsigned char c) { return c > 0x20 && c < 0x7f && c != ',' && c != ';' && c != '<' && c != '>'; });
    if (!sound) return Refuse("EMAIL_FORM", Say("Địa chỉ thư điện tử có dạng ten@vidu.vn."));
    return std::string(trimmed);
}

std::string LastFour(std::string_view number) {
    std::string digits;
    for (const char c : number)
        if (c >= '0' && c <= '9') digits += c;
    return digits.size() <= 4 ? digits : digits.substr(digits.size() - 4);
}

std::string Masked(std::string_view number) {
    if (number.size() < 8) return "••••";
    return std::string(number.substr(0, 3)) + "•••••" + std::string(number.substr(number.size() - 4));
}

}  // namespace dongson::identity
