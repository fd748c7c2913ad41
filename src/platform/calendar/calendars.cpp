#include "platform/calendar/calendars.h"

#include <utility>

namespace dongson::calendar {

namespace {

// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables)
thread_local const OneCalendar* standing = nullptr;

}  // namespace

Calendars::Calendar Calendars::Newest() const {
    const std::lock_guard guard(mutex_);
    return now_;
}

Calendars::Calendar Calendars::Now() const {
    for (const auto* one = standing; one != nullptr; one = one->before_)
        if (&one->calendars_ == this) return one->held_;
    return Newest();
}

void Calendars::Use(Calendar calendar) {
    {
        const std::lock_guard guard(mutex_);
        if (calendar->Text() != now_->Text()) told_ = false;
        now_ = std::move(calendar);
        if (std::exchange(told_, true)) return;
    }
    try {
        for (const auto& tell : tell_) tell();
    } catch (...) {
        const std::lock_guard guard(mutex_);
        told_ = false;
        throw;
    }
}

OneCalendar::OneCalendar(const Calendars& calendars)
    : calendars_(calendars), held_(calendars.Newest()), before_(std::exchange(standing, this)) {}

OneCalendar::~OneCalendar() {
    standing = before_;
}

}  // namespace dongson::calendar
