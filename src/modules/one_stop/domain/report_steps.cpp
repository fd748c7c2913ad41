#include "modules/one_stop/domain/report_steps.h"

#include "modules/one_stop/domain/report_table.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/language.h"

namespace dongson::one_stop {

std::vector<Stay> StaysThatEnded(const std::vector<StepTaken>& steps, const ReportPeriod& period,
                                 const calendar::WorkingCalendar& calendar) {
    std::vector<Stay> stays;
    const StepTaken* entered = nullptr;  // what brought the dossier where it stands
    for (const auto& step : steps) {
        if (entered != nullptr && entered->dossier != step.dossier) entered = nullptr;
        if (step.from == step.to) continue;
        if (entered != nullptr && period.Holds(step.at))
            stays.push_back({step.dossier, step.from, calendar.WorkingMinutesBetween(entered->at, step.at)});
        entered = &step;
    }
    return stays;
}

std::int64_t MedianOf(std::vector<std::int64_t> minutes) {
    const auto middle = minutes.begin() + static_cast<std::ptrdiff_t>(minutes.size() / 2);
    std::ranges::nth_element(minutes, middle);
    if (minutes.size() % 2 == 1) return *middle;
    return (*middle + *std::max_element(minutes.begin(), middle)) / 2;
}

std::string WorkingHours(std::int64_t minutes) {
    const auto tenths = (minutes * 10 + 30) / 60;
    const char point = CurrentLanguage() == Language::english ? '.' : ',';
    return tenths % 10 == 0 ? std::to_string(tenths / 10) : fmt::format("{}{}{}", tenths / 10, point, tenths % 10);
}

std::map<CaseId, const StepTaken*> LastExaminers(const std::vector<StepTaken>& steps,
                                                 const std::function<bool(const StepTaken&)>& asks) {
    std::map<CaseId, const StepTaken*> last;
    for (const auto& step : steps)
        if (step.actor && asks(step)) last[step.dossier] = &step;
    return last;
}

std::string_view StepColumnSlug(StepColumn column) {
    static constexpr std::string_view kSlugs[] = {"da-qua", "dang-o", "qua-han-buoc"};
    return kSlugs[static_cast<int>(column)];
}

}  // namespace dongson::one_stop
