// A task is given: to a unit or to one of its people, alone or as part of something.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/refusal.h"
#include "platform/platform.h"
#include "platform/workflow/task.h"

namespace dongson::workflow {

struct NewTask {
    std::string title, wanted, evidence;
    UnitId unit;
    AccountId person;           // none: whoever of the unit takes it
    std::optional<Date> until;  // a day that is named …
    int days = 0;               // … or so many working days from the day after
    bool urgent = false;
    int weight = 1;            // among the parts of one task, 1 to 100
    std::string part_of = {};  // the code of a dossier, of another task; empty: of nothing
    UnitId from = {};          // in whose name; none: the first unit where the officer gives tasks
    std::string key = {};      // idempotency; empty: none
};

// Whoever gives tasks in their unit gives them to any unit; whoever has a task gives parts of it within their own.
Result<Task> GiveTask(const Platform& platform, const identity::Officer& officer, const NewTask& wanted);

// Where an officer may give tasks from: as part of one, the unit that does it.
UnitId GivesFrom(const identity::Officer& officer, const Task* whole);

// The day a task is due by: one that is named, or so many working days from the day after; what is wrong with it otherwise.
Result<Date> DueDay(const Platform& platform, const std::optional<Date>& until, int days, Instant now);

}  // namespace dongson::workflow
