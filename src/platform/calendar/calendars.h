// The calendar that holds now: another one as soon as an edition of it comes into force.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "platform/calendar/working_calendar.h"

namespace dongson::calendar {

class Calendars {
  public:
    using Calendar = std::shared_ptr<const WorkingCalendar>;
    explicit Calendars(WorkingCalendar first) : now_(std::make_shared<const WorkingCalendar>(std::move(first))) {}
    Calendars(const Calendars&) = delete;
    Calendars& operator=(const Calendars&) = delete;

    // Costs no more than a pointer: nobody is asked.
    Calendar Now() const;
    // From now on this one. Whoever wants to hear of a change does; what throws has it tried again with the next.
    void Use(Calendar calendar);
    void WhenChanged(std::function<void()> tell) { tell_.push_back(std::move(tell)); }

  private:
    friend class OneCalendar;
    Calendar Newest() const;

    mutable std::mutex mutex_;
    Calendar now_;
    bool told_ = true;
    std::vector<std::function<void()>> tell_;
};

// While one stands, its thread is given the calendar that held when it began: an act is counted by one from begin to end.
class OneCalendar {
  public:
    explicit OneCalendar(const Calendars& calendars);
    ~OneCalendar();
    OneCalendar(const OneCalendar&) = delete;
    OneCalendar& operator=(const OneCalendar&) = delete;

  private:
    friend class Calendars;
    const Calendars& calendars_;
    const Calendars::Calendar held_;
    const OneCalendar* before_;
};

}  // namespace dongson::calendar
