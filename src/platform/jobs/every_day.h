// What is done once a day, as a job of its kind.
#pragma once

#include <functional>
#include <string_view>

#include "core/time.h"
#include "platform/jobs/jobs.h"
#include "storage/database.h"

namespace dongson::jobs {

// Done the first minute this program runs and the first minute of every day from then on; jobs that wait already are not added
// to. A chain of jobs, each adding tomorrow's, would wait a year for a clock that was wrong by one for a moment. All three
// outlive the jobs.
void EveryDay(Jobs& jobs, storage::Database& database, const Clock& clock, std::string_view kind, std::function<void()> work);

}  // namespace dongson::jobs
