// The periods people report by: those of the calendar, and those of reports to the bodies above, which end on a 14th (Decree
// 09/2019/NĐ-CP, article 12).
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "modules/one_stop/domain/report.h"

namespace dongson::one_stop {

struct NamedPeriod {
    std::string_view slug, name;
    ReportPeriod period;
};

// Those that a day lies in.
std::vector<NamedPeriod> PeriodsOf(Date day);
std::optional<ReportPeriod> PeriodNamed(std::string_view slug, Date today);
// The one that ends the day before: of the same name, or of as many days.
ReportPeriod PeriodBefore(const ReportPeriod& period, std::string_view slug);

inline constexpr std::string_view kUsualPeriod = "thang-nay";

}  // namespace dongson::one_stop
