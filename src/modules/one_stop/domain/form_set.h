// The official forms as they are on a day: TT 01/2018/TT-VPCP's, and TT 03/2025/TT-VPCP's that took their place. The same paper
// keeps the same key in the program; its number and its name are the day's.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "core/time.h"

namespace dongson::one_stop {

// Keys of papers. Those of forms are the numbers of TT 03/2025.
inline constexpr std::string_view kReceipt = "01", kSupplementSlip = "02", kRefusalSlip = "03", kApology = "04",
                                  kStopNotice = "05", kControlSlip = "06", kRegisterBook = "07", kResult = "kq",
                                  kAppointment = "hen";  // TT 01/2020/TT-BTP art. 2, whatever set holds

struct OfficialFormRule {
    std::string_view key;
    std::string_view number;  // "05"; empty where the set has no form for it and the notice is an ordinary one
    std::string_view name;
    std::string_view series;  // what stands after the number: "HDHS"; empty for a running record, which has none
};

struct FormSet {
    std::string_view circular;
    Date from;
    bool number_of_person;  // the receipt names the number of the applicant's papers
    std::span<const OfficialFormRule> forms;

    const OfficialFormRule* Find(std::string_view key) const;
};

const FormSet& FormSetOn(Date day);
// "Phiếu kiểm soát quá trình giải quyết hồ sơ" on that day.
std::string_view OfficialFormName(std::string_view key, Date day);

}  // namespace dongson::one_stop
