// How long dossiers stood in each step, and who worked on them last: read off what happened to them. Pure.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "modules/one_stop/domain/report.h"
#include "platform/calendar/working_calendar.h"

namespace dongson::one_stop {

// Something that was done to a dossier.
struct StepTaken {
    CaseId dossier;
    Instant at;
    std::string from, to;  // states; the same where it stayed
    AccountId actor;
    std::string actor_name;
    UnitId actor_unit;
};

// One time a dossier stood in a step, of those that ended in the period.
struct Stay {
    CaseId dossier;
    std::string state;
    std::int64_t minutes = 0;  // of working time
};
// `steps` of one dossier after the other, each in its order.
std::vector<Stay> StaysThatEnded(const std::vector<StepTaken>& steps, const ReportPeriod& period,
                                 const calendar::WorkingCalendar& calendar);

// A row of the report by steps.
struct StepFigures {
    std::string name;
    std::int64_t stays = 0;
    std::optional<std::int64_t> median, longest;  // working minutes; nothing when no stay ended
    // As it is at the moment of the report; nothing when the period was over by then.
    std::optional<std::int64_t> here, past_due;
};
std::int64_t MedianOf(std::vector<std::int64_t> minutes);  // of at least one
// Hours as people say them: "2,5".
std::string WorkingHours(std::int64_t minutes);

// Who did the last step of those that `asks` says are a specialist's, of each dossier.
std::map<CaseId, const StepTaken*> LastExaminers(const std::vector<StepTaken>& steps,
                                                 const std::function<bool(const StepTaken&)>& asks);

}  // namespace dongson::one_stop
