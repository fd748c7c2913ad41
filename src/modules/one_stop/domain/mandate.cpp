#include "modules/one_stop/domain/mandate.h"

#include <algorithm>
#include <tuple>

#include "core/text.h"

namespace dongson::one_stop {

namespace {

constexpr int kLongestYears = 5;

std::optional<Date> ReadDay(const Answers& typed, std::string_view field, Refusals& faults) {
    const auto day = Date::ParseSpoken(Trim(Answer(typed, field)));
    if (!day) faults.push_back({"ANSWER_NOT_A_DATE", Say("Nhập ngày có thật, ví dụ 27/3/2025."), std::string(field)});
    return day;
}

int ReadPowers(const Answers& typed) {
    const auto found = typed.find(std::string(mandate_fields::kPowersField));
    int powers = 0;
    for (const auto power : kPowers)
        if (found != typed.end() && std::ranges::find(found->second, PowerSlug(power)) != found->second.end())
            powers |= static_cast<int>(power);
    return powers;
}

void CheckDays(const Mandate& mandate, Date today, Refusals& faults) {
    using namespace mandate_fields;
    if (mandate.from > today)
        faults.push_back({"MANDATE_NOT_YET", Say("Ủy quyền chưa có hiệu lực: hãy nộp từ ngày ấy."), std::string(kFrom)});
    if (mandate.until < today) faults.push_back({"MANDATE_OVER", Say("Ủy quyền đã hết hiệu lực."), std::string(kUntil)});
    if (mandate.until < mandate.from)
        faults.push_back({"MANDATE_BACKWARDS", Say("Ngày cuối không được trước ngày đầu."), std::string(kUntil)});
    if (mandate.until.days - today.days > kLongestYears * 366)
        faults.push_back(
            {"MANDATE_TOO_LONG",
             Say("Ghi ngày hết hiệu lực trong {1} năm tới; cần lâu hơn thì làm giấy mới khi ấy.", std::to_string(kLongestYears)),
             std::string(kUntil)});
}

}  // namespace

std::string_view BasisName(MandateBasis basis) {
    static constexpr std::string_view kNames[] = {"Giấy ủy quyền", "Cha, mẹ nộp cho con chưa thành niên",
                                                  "Người giám hộ, người đại diện theo pháp luật của cá nhân",
                                                  "Người đại diện theo pháp luật của tổ chức"};
    return kNames[static_cast<int>(basis)];
}

std::string_view BasisSlug(MandateBasis basis) {
    static constexpr std::string_view kSlugs[] = {"giay-uy-quyen", "cha-me", "giam-ho", "to-chuc"};
    return kSlugs[static_cast<int>(basis)];
}

std::string_view PowerName(Power power) {
    return power == Power::supplement ? "Bổ sung hồ sơ, nhắn tin" : power == Power::receive ? "Nhận kết quả" : "Rút hồ sơ";
}

std::string_view PowerSlug(Power power) {
    return power == Power::supplement ? "bo-sung" : power == Power::receive ? "nhan-ket-qua" : "rut";
}

std::string Mandate::PowersSpoken() const {
    auto spoken = Say("Nộp hồ sơ").Now();
    for (const auto power : kPowers)
        if ((powers & static_cast<int>(power)) != 0) spoken += "; " + Say(std::string(PowerName(power))).Now();
    return spoken;
}

bool IsForAnother(const Answers& answers) {
    return Answer(answers, mandate_fields::kForWhom) == mandate_fields::kAnother;
}

Mandate ReadMandate(const Answers& typed, Date today, Refusals& faults) {
    using namespace mandate_fields;
    Mandate mandate;
    const auto* basis = std::ranges::find(kMandateBases, Answer(typed, kBasis), BasisSlug);
    if (basis == std::end(kMandateBases))
        faults.push_back({"MANDATE_BASIS", Say("Hãy chọn căn cứ để nộp thay."), std::string(kBasis)});
    else
        mandate.basis = *basis;
    mandate.powers = ReadPowers(typed);
    const auto from = ReadDay(typed, kFrom, faults), until = ReadDay(typed, kUntil, faults);
    mandate.from = from.value_or(today);
    mandate.until = until.value_or(today);
    if (from && until) CheckDays(mandate, today, faults);
    return mandate;
}

bool IsMinor(Date born, Date today) {
    constexpr int kOfAge = 18;
    const auto day = [](Date date, int years) { return std::tuple(date.Year() + years, date.Month(), date.Day()); };
    return day(today, 0) < day(born, kOfAge);
}

Refusal MandateForbidden() {
    return {"MANDATE_IN_PERSON", Say("Thủ tục này người có yêu cầu phải tự làm, không ủy quyền được."),
            std::string(mandate_fields::kForWhom), RefusalKind::forbidden};
}

Refusal NotCovered(std::string_view what) {
    return {"MANDATE_NOT_COVERED", Say("Ủy quyền không gồm việc này, hoặc đã hết hiệu lực: {1}.", std::string(what)), "",
            RefusalKind::forbidden};
}

}  // namespace dongson::one_stop
