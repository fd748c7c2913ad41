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

bool HasLetters(std::string_view text) {
    return std::ranges::any_of(text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
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

// ISO 3166-1 alpha-3, with the codes that ICAO 9303 adds for refugees, stateless people and kinds of British nationals.
bool IsCountry(std::string_view code) {
    static constexpr std::string_view kCountries =
        "ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS BIH BLM BLR BLZ BMU BOL BRA "
        "BRB BRN BTN BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA "
        "ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY "
        "HKG HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY "
        "LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT "
        "NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS "
        "RWA SAU SDN SEN SGP SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS "
        "TON TTO TUN TUR TUV TWN TZA UGA UKR URY USA UZB VAT VCT VEN VGB VIR VUT WLF WSM YEM ZAF ZMB ZWE XXA XXB XXC XXX GBD GBN GBO "
        "GBP GBS RKS UNO UNA EUE";
    return code.size() == 3 && kCountries.find(code) % 4 == 0;
}

}  // namespace

Result<CitizenNumber> ParseCitizenNumber(std::string_view text, Date today) {
    const auto digits = DigitsOf(text);
    if (digits.size() != 12 || !AllDigits(digits))
        return Refuse("CITIZEN_NUMBER_LENGTH", Say("Số định danh cá nhân có đúng 12 chữ số, như trên thẻ căn cước."));
    if (!IsProvinceOfBirth(ToInt(std::string_view(digits).substr(0, 3))))
        return Refuse("CITIZEN_NUMBER_PROVINCE",
                      Say("Ba chữ số đầu “{1}” không phải mã tỉnh nào. Hãy xem lại trên thẻ căn cước.", digits.substr(0, 3)));
    const int century = digits[3] - '0';
    const int year = 1900 + century / 2 * 100 + ToInt(std::string_view(digits).substr(4, 2));
    if (year > today.Year())
        return Refuse(
            "CITIZEN_NUMBER_YEAR",
            Say("Theo số này thì năm sinh là {1}, chưa tới. Hãy xem lại chữ số thứ tư đến thứ sáu.", std::to_string(year)));
    return CitizenNumber{digits, year};
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

Result<std::string> ParsePassport(std::string_view text) {
    std::string signs;
    for (const char c : DigitsOf(Trim(text))) signs += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    const auto country = signs.substr(0, 3);
    if (country == "VNM")
        return Refuse("PASSPORT_VIETNAMESE",
                      Say("Công dân Việt Nam dùng số định danh cá nhân 12 chữ số, không dùng số hộ chiếu."));
    const auto number = signs.size() > 3 ? signs.substr(3) : std::string();
    const bool sound = number.size() >= 5 && number.size() <= 12 &&
                       std::ranges::all_of(number, [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); }) &&
                       std::ranges::any_of(number, [](char c) { return c >= '0' && c <= '9'; });
    if (!IsCountry(country) || !sound)
        return Refuse("PASSPORT_FORM",
                      Say("Số hộ chiếu nước ngoài gồm mã nước ba chữ cái rồi số hộ chiếu, ví dụ KOR M12345678."));
    return country + "-" + number;
}

NumberKind KindOf(std::string_view number) {
    if (HasLetters(number)) return NumberKind::passport;
    return number.size() == 10 || number.size() == 14 ? NumberKind::tax : NumberKind::citizen;
}

Result<PersonNumber> ParsePersonNumber(std::string_view text, Date today) {
    if (HasLetters(text)) {
        const auto passport = ParsePassport(text);
        if (!passport) return std::unexpected(passport.error());
        return PersonNumber{*passport, NumberKind::passport};
    }
    const auto citizen = ParseCitizenNumber(text, today);
    if (citizen) return PersonNumber{citizen->digits, NumberKind::citizen};
    if (const auto tax = ParseTaxCode(text)) return PersonNumber{*tax, NumberKind::tax};
    return std::unexpected(citizen.error());
}

Result<std::string> ParsePhone(std::string_view text) {
    auto digits = DigitsOf(Trim(text));
    std::erase_if(digits, [](char c) { return c == '(' || c == ')'; });
    // E.164: at most fifteen digits with the country's code, which never begins with 0.
    if (digits.starts_with('+') && !digits.starts_with("+84")) {
        const auto rest = std::string_view(digits).substr(1);
        if (rest.size() < 8 || rest.size() > 15 || !AllDigits(rest) || rest[0] == '0')
            return Refuse("PHONE_FOREIGN",
                          Say("Số điện thoại nước ngoài gồm dấu +, mã nước rồi số máy, ví dụ +82 10 1234 5678."));
        return digits;
    }
    // "+84 (0)912…": the nought within the country is written beside the country's code, or is not.
    if (digits.starts_with("+84")) digits = (digits.starts_with("+840") ? "" : "0") + digits.substr(3);
    if ((digits.size() != 10 && digits.size() != 11) || !AllDigits(digits) || digits[0] != '0' || digits[1] == '0')
        return Refuse("PHONE_FORM",
                      Say("Số điện thoại di động có 10 chữ số, điện thoại cố định có 11 chữ số, đều bắt đầu bằng 0."));
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

bool IsKnownBy(std::string_view number, std::string_view typed) {
    const auto given = DigitsOf(typed);
    return given.size() > 4 ? given == DigitsOf(number) : !given.empty() && given == LastFour(number);
}

std::string Masked(std::string_view number) {
    if (number.size() < 8) return "••••";
    return std::string(number.substr(0, 3)) + "•••••" + std::string(number.substr(number.size() - 4));
}

}  // namespace dongson::identity
