#include "platform/calendar/deadline.h"

#include <algorithm>

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

// What moved the due date: a pause, whose end is absent while it lasts, or an extension to a day.
struct Step {
    Instant from;
    std::optional<Instant> until;
    std::string reason;
    std::optional<Date> extended;
};

// The clock since its last start or restart, in the parts that counting needs.
struct Course {
    Instant start;
    std::optional<Instant> before;  // the start before a restart
    std::vector<Step> steps;
};

Course CourseOf(const CaseClock& clock) {
    Course course;
    for (const auto& tick : clock.ticks()) {
        switch (tick.kind) {
            case TickKind::start:
                course.start = tick.at;
                break;
            case TickKind::restart:
                course = {tick.at, course.before ? course.before : course.start, {}};
                break;
            case TickKind::pause:
                course.steps.push_back({tick.at, std::nullopt, tick.reason, std::nullopt});
                break;
            case TickKind::resume:
                for (auto& step : course.steps)
                    if (!step.extended && !step.until) step.until = tick.at;
                break;
            case TickKind::extend:
                course.steps.push_back({tick.at, std::nullopt, tick.reason, tick.until});
                break;
            case TickKind::stop:
                break;
        }
    }
    return course;
}

std::string TimeOf(Instant at) {
    return MinuteOfDay(at.LocalMinute());
}
std::string DayOf(Instant at) {
    return at.LocalDate().Spoken();
}

// The date in a name such as "Nghỉ hoán đổi (làm bù 26/04/2025)".
std::string DateIn(const std::string& name) {
    const auto slash = name.find('/');
    return slash == std::string::npos || slash < 2 || slash + 8 > name.size() ? std::string() : name.substr(slash - 2, 10);
}

class Counting {
  public:
    Counting(const Duration& allowed, const WorkingCalendar& calendar, Explain explain)
        : allowed_(allowed), calendar_(calendar), explain_(explain) {}

    Deadline Count(const Course& course) {
        Received(course);
        unit_ = allowed_.unit;
        Allow(course.start);
        for (const auto& step : course.steps) {
            if (step.extended)
                Extend(step);
            else if (!step.until && !AlreadyLate(step))
                return StandsStill(step);
            else if (step.until && unit_ == DurationUnit::same_day)
                PauseWithinDay(step);
            else if (step.until && unit_ == DurationUnit::working_hours)
                PauseHours(step);
            else if (step.until)
                PauseDays(step);
        }
        return Ends(course.start.LocalDate());
    }

  private:
    void Because(Sentence reason) {
        if (explain_ == Explain::yes) deadline_.reasons.push_back(std::move(reason));
    }

    void Received(const Course& course) {
        if (explain_ == Explain::no) return;
        const auto day = course.start.LocalDate();
        const auto at = MinuteOfDay(course.start.LocalMinute());
        if (course.before) Because(Say("Nhận hồ sơ lần đầu lúc {1} ngày {2}", TimeOf(*course.before), DayOf(*course.before)));
        Because(course.before ? Say("Tính lại từ đầu lúc {1}, {2} {3}", at, WeekdayName(day), ShortDay(day))
                              : Say("Nhận hồ sơ lúc {1}, {2} {3}", at, WeekdayName(day), ShortDay(day)));
        if (allowed_.unit == DurationUnit::same_day) return Because(allowed_.Spoken());
        const auto amount = std::to_string(allowed_.amount);
        Because(allowed_.unit == DurationUnit::working_days    ? Say("Thời hạn: {1} ngày làm việc", amount)
                : allowed_.unit == DurationUnit::calendar_days ? Say("Thời hạn: {1} ngày", amount)
                                                               : Say("Thời hạn: {1} giờ làm việc", amount));
        if (allowed_.unit == DurationUnit::working_hours)
            Because(Say("Giờ làm việc: tính đến từng phút, không tính giờ nghỉ trưa và ngày nghỉ"));
        // Civil Code art. 147(2): the day of receipt does not count.
        else
            Because(Say("Ngày nhận không tính; tính từ {1}",
                        ShortDay(allowed_.unit == DurationUnit::working_days ? calendar_.NextWorkingDay(day) : day + 1)));
    }

    // The whole time from a moment.
    void Allow(Instant from) {
        if (unit_ == DurationUnit::working_hours)
            due_ = calendar_.AfterWorkingMinutes(from, std::int64_t{allowed_.amount} * 60);
        else if (unit_ == DurationUnit::same_day)
            EndWithinDay(from);
        else
            EndOn(Plus(from.LocalDate(), allowed_.amount));
    }

    // Civil Code art. 148(5): a last day that is a day off moves to the next working day.
    void EndOn(Date last) {
        last_ = last;
        due_ = calendar_.CloseOf(calendar_.WorkingDayFrom(last));
    }

    // Decree 23/2015 art. 7: within the day, or the next working day when received after the hour that the amount names.
    void EndWithinDay(Instant from) {
        const auto day = from.LocalDate();
        const bool today = calendar_.WorkingDayFrom(day) == day && from.LocalMinute() <= allowed_.amount * 60;
        EndOn(today ? day : calendar_.NextWorkingDay(day));
    }

    int DaysBetween(Date after, Date until) const {
        if (unit_ == DurationUnit::working_days) return calendar_.WorkingDaysBetween(after, until);
        return until > after ? until - after : 0;
    }

    Date Plus(Date day, int days) const {
        return unit_ == DurationUnit::working_days ? calendar_.NthWorkingDayAfter(day, days) : day + days;
    }

    // A pause of what is late already gives no time back while it lasts: it stays late and is seen to be.
    bool AlreadyLate(const Step& pause) {
        if (pause.from <= due_) return false;
        Because(Say("Đang tạm dừng từ {1} ngày {2}: {3}. Lúc đó hồ sơ đã quá hạn {4} ngày {5}", TimeOf(pause.from),
                    DayOf(pause.from), pause.reason, TimeOf(due_), DayOf(due_)));
        return true;
    }

    Deadline StandsStill(const Step& pause) {
        Because(Say("Đang tạm dừng từ {1} ngày {2}: {3}", TimeOf(pause.from), DayOf(pause.from), pause.reason));
        deadline_.due = kNever;
        return std::move(deadline_);
    }

    // The day a pause ended: after close it is the next working day, as for anything that comes in then.
    Date EndDay(const Step& pause) const {
        const auto day = pause.until->LocalDate();
        return pause.until->LocalMinute() >= calendar_.Closes() ? calendar_.NextWorkingDay(day) : day;
    }

    void PauseDays(const Step& pause) {
        const auto from = pause.from.LocalDate(), until = pause.until->LocalDate();
        const bool left = from < last_;
        const int days = DaysBetween(from, until);
        const auto span = ShortDay(from) + " – " + ShortDay(until);
        Because(unit_ == DurationUnit::working_days
                    ? Say("Tạm dừng {1} ngày làm việc ({2}): {3}", std::to_string(days), span, pause.reason)
                    : Say("Tạm dừng {1} ngày ({2}): {3}", std::to_string(days), span, pause.reason));
        const auto before = due_;
        switch (left ? calendar_.pauses().before_due : calendar_.pauses().from_due) {
            case PauseRule::remaining:
                if (left)
                    EndOn(Plus(until, DaysBetween(from, last_)));
                else if (pause.from <= due_)
                    EndOn(std::max(last_, EndDay(pause)));
                break;
            case PauseRule::moved:
                Move(EndDay(pause) - from);
                break;
            case PauseRule::restart:
                Allow(*pause.until);
                break;
        }
        if (!left) AskedWhenDue(before);
    }

    // Thanh Hoá's way: by the calendar days the pause lasted, less one, and then one working day.
    void Move(int days) {
        if (days > 0) EndOn(calendar_.NextWorkingDay(due_.LocalDate() + days - 1));
    }

    void PauseHours(const Step& pause) {
        const bool left = pause.from < due_;
        Because(Say("Tạm dừng từ {1} ngày {2} đến {3} ngày {4}: {5}", TimeOf(pause.from), DayOf(pause.from), TimeOf(*pause.until),
                    DayOf(*pause.until), pause.reason));
        const auto before = due_;
        switch (left ? calendar_.pauses().before_due : calendar_.pauses().from_due) {
            case PauseRule::remaining:
                if (left) due_ = calendar_.AfterWorkingMinutes(*pause.until, calendar_.WorkingMinutesBetween(pause.from, due_));
                break;
            case PauseRule::moved:
                due_ = calendar_.AfterWorkingMinutes(due_, calendar_.WorkingMinutesBetween(pause.from, *pause.until));
                break;
            case PauseRule::restart:
                Allow(*pause.until);
                break;
        }
        if (!left) AskedWhenDue(before);
    }

    // What is short begins again when the pause ends.
    void PauseWithinDay(const Step& pause) {
        Because(Say("Tạm dừng từ {1} ngày {2} đến {3} ngày {4}: {5}", TimeOf(pause.from), DayOf(pause.from), TimeOf(*pause.until),
                    DayOf(*pause.until), pause.reason));
        EndWithinDay(*pause.until);
    }

    void AskedWhenDue(Instant before) {
        if (due_ == before)
            Because(Say("Yêu cầu khi đã đến hạn {1} ngày {2}: không còn thời gian để tính tiếp", TimeOf(before), DayOf(before)));
        else
            Because(Say("Yêu cầu khi đã đến hạn {1} ngày {2}: ngày hẹn dời đến {3} ngày {4}", TimeOf(before), DayOf(before),
                        TimeOf(due_), DayOf(due_)));
    }

    // An extension names the new day itself; from then on days of pauses are working days, whatever the time allowed was counted
    // in.
    void Extend(const Step& extension) {
        Because(Say("Ngày hẹn trước khi hẹn lại: {1} ngày {2}", TimeOf(due_), DayOf(due_)));
        Because(Say("Đã xin lỗi và hẹn lại đến {1}: {2}", ShortDay(*extension.extended), extension.reason));
        unit_ = DurationUnit::working_days;
        EndOn(*extension.extended);
        last_ = due_.LocalDate();
    }

    void NameDaysOff(Date received) {
        const auto due = due_.LocalDate();
        const bool working = unit_ != DurationUnit::calendar_days;
        for (const auto& run : calendar_.SpecialBetween(received, due)) NameSpecial(run);
        if (!working) {
            if (last_ != due) Because(Say("Ngày cuối {1} là ngày nghỉ, chuyển sang ngày làm việc tiếp theo", ShortDay(last_)));
            return;
        }
        const auto weekends = calendar_.WeekendsBetween(received, due);
        if (weekends.empty()) return;
        constexpr std::size_t kMostNamed = 6;
        if (weekends.size() > kMostNamed)
            return Because(Say("{1} ngày thứ Bảy, Chủ nhật không tính", std::to_string(weekends.size())));
        std::vector<std::string> days;
        days.reserve(weekends.size());
        for (const auto day : weekends) days.push_back(ShortDay(day));
        Because(Say("Thứ Bảy, Chủ nhật không tính: {1}", Join(days, ", ")));
    }

    void NameSpecial(const WorkingCalendar::SpecialDays& run) {
        const auto span = run.first == run.last ? ShortDay(run.first) : ShortDay(run.first) + " – " + ShortDay(run.last);
        const auto other = DateIn(run.what->name);
        if (run.what->kind == DayKind::swap_work)
            Because(other.empty() ? Say("Có làm việc {1} {2}: {3}", WeekdayName(run.first), span, run.what->name)
                                  : Say("Có làm việc {1} {2}, bù cho ngày nghỉ {3}", WeekdayName(run.first), span, other));
        else if (run.what->kind == DayKind::swap_off && !other.empty())
            Because(Say("Nghỉ {1}: hoán đổi, làm bù ngày {2}", span, other));
        else if (run.what->estimated)
            Because(Say("Nghỉ {1} (ước tính): {2}", span, run.what->name));
        else
            Because(Say("Nghỉ {1}: {2}", span, run.what->name));
    }

    Deadline Ends(Date received) {
        deadline_.due = due_;
        deadline_.estimated = calendar_.IsEstimated(due_.LocalDate());
        if (explain_ == Explain::no) return std::move(deadline_);
        NameDaysOff(received);
        Because(Say("Hẹn trả: {1}, {2} {3}", MinuteOfDay(due_.LocalMinute()), WeekdayName(due_.LocalDate()),
                    ShortDay(due_.LocalDate())));
        if (deadline_.estimated)
            Because(Say("Lịch nghỉ năm {1} chưa được công bố: đây là ngày ước tính, có thể thay đổi",
                        std::to_string(due_.LocalDate().Year())));
        return std::move(deadline_);
    }

    const Duration& allowed_;
    const WorkingCalendar& calendar_;
    Explain explain_;
    Deadline deadline_;
    DurationUnit unit_ = DurationUnit::working_days;
    Instant due_;
    Date last_;  // the last day before it is moved off a day off
};

}  // namespace

std::int64_t Duration::Minutes(const WorkingCalendar& calendar) const {
    if (unit == DurationUnit::working_hours) return std::int64_t{amount} * 60;
    return (unit == DurationUnit::same_day ? 1 : std::int64_t{amount}) * calendar.MinutesPerDay();
}

Sentence Duration::Spoken() const {
    const auto number = std::to_string(amount);
    switch (unit) {
        case DurationUnit::working_days:
            return Say("{1} ngày làm việc", number);
        case DurationUnit::calendar_days:
            return Say("{1} ngày", number);
        case DurationUnit::working_hours:
            return Say("{1} giờ làm việc", number);
        case DurationUnit::same_day:
            return Say("trong ngày làm việc; nhận sau {1} giờ thì trong ngày làm việc tiếp theo", number);
    }
    return {};
}

Result<Deadline> ComputeDeadline(const Duration& allowed, const WorkingCalendar& calendar, const CaseClock& clock,
                                 Explain explain) {
    if (!clock.Started())
        return std::unexpected(Refusal{"CLOCK_NOT_STARTED", Say("Hồ sơ chưa được tiếp nhận, nên chưa có ngày hẹn trả."), ""});
    return Counting(allowed, calendar, explain).Count(CourseOf(clock));
}

}  // namespace dongson::calendar
