// A report as it was made: pages, papers and files show the same.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "modules/one_stop/domain/report.h"
#include "modules/one_stop/domain/report_steps.h"

namespace dongson::one_stop {

struct ReportAsked {
    ReportPeriod period;
    ReportAbout about = ReportAbout::period;
    ReportBy by = ReportBy::domain;
    std::vector<UnitId> units;  // that are in office today; each with those whose work it does
};

struct ReportRow {
    std::string key, name;
    ReportCounts counts;
};

struct Report {
    ReportAsked asked;
    Instant made;
    std::vector<ReportRow> rows;
    ReportCounts total;
    std::vector<StepFigures> steps;  // by step alone
};

// Of a step, in this order: those that left it in the period, that stand there now, and of these the ones past the step's due
// date.
enum class StepColumn : unsigned char { left, here, past_due };
inline constexpr StepColumn kStepColumns[] = {StepColumn::left, StepColumn::here, StepColumn::past_due};
std::string_view StepColumnSlug(StepColumn column);

}  // namespace dongson::one_stop
