#include "platform/jobs/every_day.h"

namespace dongson::jobs {

void EveryDay(Jobs& jobs, storage::Database& database, const Clock& clock, std::string_view kind, std::function<void()> work) {
    jobs.Handle(std::string(kind), [work = std::move(work)](const Job&) { work(); }, kSlow);
    jobs.EveryMinute([&jobs, &database, &clock, kind = std::string(kind), begun = Date{}]() mutable {
        const auto today = clock.Now().LocalDate();
        if (begun == today) return;
        database.MustWrite([&](storage::Transaction& tx) { jobs.AddOnce(tx, kind, clock.Now()); });
        begun = today;
    });
}

}  // namespace dongson::jobs
