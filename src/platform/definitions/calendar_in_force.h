// The working calendar as editions have it: what ships, with what the province approved on top. Every program looks by itself, so
// that each node follows a second later and none is started again (docs/decisions/0045).
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>
#include <utility>

#include "platform/calendar/additions.h"
#include "platform/calendar/calendars.h"
#include "storage/database.h"

namespace dongson::definitions {

inline constexpr std::string_view kCalendarType = "calendar", kCalendarKey = "province";

// What holds on a day: the days of the newest edition, and the hours of each from its day on. What a newer program no longer
// understands of an edition is left out, and logged.
calendar::WorkingCalendar CalendarOn(storage::Transaction& tx, Date day, calendar::PauseRules pauses);
// The same if these came into force on a day.
calendar::WorkingCalendar CalendarWith(storage::Transaction& tx, const calendar::Additions& additions, Date from,
                                       calendar::PauseRules pauses);

// Keeps the calendar that everybody is given with the edition that is in force.
class CalendarKeeper {
  public:
    CalendarKeeper(storage::Database& database, const Clock& clock, calendar::Calendars& calendars)
        : database_(database), clock_(clock), calendars_(calendars) {}
    ~CalendarKeeper() { Stop(); }
    CalendarKeeper(const CalendarKeeper&) = delete;
    CalendarKeeper& operator=(const CalendarKeeper&) = delete;

    // One small statement, and more when an edition changed or a day began. Throws while the database is away.
    void Look();
    // Looks twice a second until it is stopped; while the database is away, what was in force stays.
    void Start();
    void Stop();

  private:
    bool Pause(std::chrono::milliseconds time);

    storage::Database& database_;
    const Clock& clock_;
    calendar::Calendars& calendars_;
    std::optional<std::pair<std::int64_t, Date>> seen_;  // the mark of all editions, and the day
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace dongson::definitions
