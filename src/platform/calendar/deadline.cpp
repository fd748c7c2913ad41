#include "platform/calendar/deadline.h"

#include "core/text.h"

namespace dongson::calendar {

namespace {

std::string ShortDay(Date day) {
    return day.Spoken();
}

std::string WeekdayName(Date day) {
    static constexpr std::string_view kNames[] = {"thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"};
    return std::string(kNames[day.Weekday() - 1]);
}

// A pause as whole instants; the end is absent while it lasts.
struct PauseSpan {
    Instant from;
    std::optional<Instant> until;
    std::string reason;
};

// The clock since its last start or restart, in the parts that counting needs.
struct Course {
    Instant start;
    bool restarted = false;
    std::vector<PauseSpan> pauses;
    std::optional<Tick> extension;
};

Course CourseOf(const CaseClock& clock) {
    Course course;
    for (const auto& tick : clock.ticks()) {
        switch (tick.kind) {
            case TickKind::start:
                course.start = tick.at;
                break;
            case TickKind::restart:
                course = {tick.at, true, {}, std::nullopt};
                break;
            case TickKind::pause:
                course.pauses.push_back({tick.at, std::nullopt, tick.reason});
                break;
            case TickKind::resume:
                if (!course.pauses.empty()) course.pauses.back().until = tick.at;
                break;
            case TickKind::extend:
                course.extension = tick;
                break;
            case TickKind::stop:
                break;
        }
    }
    return course;
}

class Counting {
  public:
    Counting(const Duration& allowed, const WorkingCalendar& calendar, Explain explain)
        : allowed_(allowed), calendar_(calendar), explain_(explain) {}

    Deadline Count(const Course& course) {
        Received(course);
        if (course.extension) return Extended(course);
        if (allowed_.unit == DurationUnit::same_day) return SameDay(course);
        return allowed_.unit == DurationUnit::working_hours ? Hours(course) : Days(course);
    }

  private:
    void Because(Sentence reason) {
        if (explain_ == Explain::yes) deadline_.reasons.push_back(std::move(reason));
    }

    void Received(const Course& course) {
        if (explain_ == Explain::no) return;
        const auto day = course.start.LocalDate();
        const auto at = MinuteOfDay(course.start.LocalMinute());
        Because(course.restarted ? Say("Tính lại từ đầu lúc {1}, {2} {3}", at, WeekdayName(day), ShortDay(day))
                                 : Say("Nhận hồ sơ lúc {1}, {2} {3}", at, WeekdayName(day), ShortDay(day)));
        if (allowed_.unit == DurationUnit::same_day) return Because(allowed_.Spoken());
        const auto duration = allowed_.Spoken();
        Because({"Thời hạn: {1} {2}", {duration.arguments[0], duration.arguments[1]}});
        if (allowed_.unit == DurationUnit::working_hours)
            Because(Say("Giờ làm việc: tính đến từng phút, không tính giờ nghỉ trưa và ngày nghỉ"));
        // Civil Code art. 147(2): the day of receipt does not count.
        else
            Because(Say("Ngày nhận không tính; tính từ {1}",
                        ShortDay(allowed_.unit == DurationUnit::working_days ? calendar_.NextWorkingDay(day) : day + 1)));
    }

    int DaysBetween(Date after, Date until) const {
        if (allowed_.unit == DurationUnit::working_days) return calendar_.WorkingDaysBetween(after, until);
        return until > after ? until - after : 0;
    }

    Deadline StandsStill(const PauseSpan& pause) {
        Because(Say("Đang tạm dừng từ {1}: {2}", ShortDay(pause.from.LocalDate()), pause.reason));
        deadline_.due = kNever;
        return std::move(deadline_);
    }

    void Paused(const PauseSpan& pause, int days) {
        Because(Say("Tạm dừng {1} ngày ({2} – {3}): {4}", std::to_string(days), ShortDay(pause.from.LocalDate()),
                    ShortDay(pause.until->LocalDate()), pause.reason));
    }

    Deadline Days(const Course& course) {
        const auto received = course.start.LocalDate();
        auto cursor = received;
        int left = allowed_.amount;
        for (const auto& pause : course.pauses) {
            const int before = DaysBetween(cursor, pause.from.LocalDate());
            if (before >= left) break;
            if (!pause.until) return StandsStill(pause);
            left -= before;
            Paused(pause, DaysBetween(pause.from.LocalDate(), pause.until->LocalDate()));
            cursor = std::max(cursor, pause.until->LocalDate());
        }
        // Still paused after the time had run out: the due date stays what it was.
        Date due;
        if (allowed_.unit == DurationUnit::working_days) {
            due = left > 0 ? calendar_.NthWorkingDayAfter(cursor, left) : calendar_.WorkingDayFrom(cursor);
        } else {
            // Civil Code art. 148(5): a last day that is a day off moves to the next working day.
            due = calendar_.WorkingDayFrom(cursor + left);
            if (due != cursor + left)
                Because(Say("Ngày cuối {1} là ngày nghỉ, chuyển sang ngày làm việc tiếp theo", ShortDay(cursor + left)));
        }
        return Ends(received, calendar_.CloseOf(due));
    }

    // Decree 23/2015 art. 7: within the day, or the next working day when received after 15:00. A pause starts the day again.
    Deadline SameDay(const Course& course) {
        auto start = course.start;
        for (const auto& pause : course.pauses) {
            if (!pause.until) return StandsStill(pause);
            Because(Say("Tạm dừng từ {1} đến {2}: {3}", pause.from.Local(), pause.until->Local(), pause.reason));
            start = *pause.until;
        }
        const auto day = start.LocalDate();
        const bool today = calendar_.WorkingDayFrom(day) == day && start.LocalMinute() <= allowed_.amount * 60;
        return Ends(course.start.LocalDate(), calendar_.CloseOf(today ? day : calendar_.NextWorkingDay(day)));
    }

    Deadline Hours(const Course& course) {
        auto cursor = course.start;
        std::int64_t left = std::int64_t{allowed_.amount} * 60;
        for (const auto& pause : course.pauses) {
            const auto before = calendar_.WorkingMinutesBetween(cursor, pause.from);
            if (before >= left) break;
            if (!pause.until) return StandsStill(pause);
            left -= before;
            Because(Say("Tạm dừng từ {1} đến {2}: {3}", pause.from.Local(), pause.until->Local(), pause.reason));
            cursor = *pause.until;
        }
        return Ends(course.start.LocalDate(), calendar_.AfterWorkingMinutes(cursor, left));
    }

    // An extension names the new day itself; pauses after it move that day on.
    Deadline Extended(const Course& course) {
        const auto& extension = *course.extension;
        Because(Say("Đã xin lỗi và hẹn lại đến {1}: {2}", ShortDay(extension.until), extension.reason));
        auto due = calendar_.WorkingDayFrom(extension.until);
        for (const auto& pause : course.pauses) {
            if (pause.from < extension.at || pause.from.LocalDate() >= due) continue;
            if (!pause.until) return StandsStill(pause);
            const int days = calendar_.WorkingDaysBetween(pause.from.LocalDate(), pause.until->LocalDate());
            Paused(pause, days);
            if (days > 0) due = calendar_.NthWorkingDayAfter(due, days);
        }
        return Ends(course.start.LocalDate(), calendar_.CloseOf(due));
    }

    Deadline Ends(Date received, Instant due) {
        deadline_.due = due;
        deadline_.estimated = calendar_.IsEstimated(due.LocalDate());
        if (explain_ == Explain::no) return std::move(deadline_);
        for (const auto& off : calendar_.HolidaysBetween(received, due.LocalDate()))
            Because(off.first == off.last ? Say("Nghỉ {1}: {2}", ShortDay(off.first), off.name)
                                          : Say("Nghỉ {1} – {2}: {3}", ShortDay(off.first), ShortDay(off.last), off.name));
        Because(Say("Hẹn trả: {1}, {2} {3}", MinuteOfDay(due.LocalMinute()), WeekdayName(due.LocalDate()),
                    ShortDay(due.LocalDate())));
        if (deadline_.estimated)
            Because(Say("Lịch nghỉ năm {1} chưa được công bố; ngày hẹn có thể thay đổi", std::to_string(due.LocalDate().Year())));
        return std::move(deadline_);
    }

    const Duration& allowed_;
    const WorkingCalendar& calendar_;
    Explain explain_;
    Deadline deadline_;
};

}  // namespace

std::int64_t Duration::Minutes(const WorkingCalendar& calendar) const {
    if (unit == DurationUnit::working_hours) return std::int64_t{amount} * 60;
    return (unit == DurationUnit::same_day ? 1 : std::int64_t{amount}) * calendar.MinutesPerDay();
}

Sentence Duration::Spoken() const {
    if (unit == DurationUnit::same_day)
        return Say("trong ngày làm việc; nhận sau {1} giờ thì trong ngày làm việc tiếp theo", std::to_string(amount));
    static constexpr std::string_view kUnits[] = {"ngày làm việc", "ngày", "giờ làm việc"};
    return Say("{1} {2}", std::to_string(amount), kUnits[static_cast<int>(unit)]);
}

Result<Deadline> ComputeDeadline(const Duration& allowed, const WorkingCalendar& calendar, const CaseClock& clock,
                                 Explain explain) {
    if (!clock.Started())
        return std::unexpected(Refusal{"CLOCK_NOT_STARTED", Say("Hồ sơ chưa được tiếp nhận, nên chưa có ngày hẹn trả."), ""});
    return Counting(allowed, calendar, explain).Count(CourseOf(clock));
}

}  // namespace dongson::calendar
