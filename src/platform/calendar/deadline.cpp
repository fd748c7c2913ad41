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
                course.steps.push_back({tick.at, std::nullopt, SpokenPause(tick.reason), std::nullopt});
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
            else if (step.until)
                Pause(step);
        }
        return Ends();
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
        const auto amount = std::to_string(allowed_.amount);
        if (allowed_.unit == DurationUnit::same_day)
            return Because(Say("Thời hạn: trong ngày làm việc; nhận sau {1} giờ thì trong ngày làm việc tiếp theo", amount));
        Because(allowed_.unit == DurationUnit::working_days    ? Say("Thời hạn: {1} ngày làm việc", amount)
                : allowed_.unit == DurationUnit::calendar_days ? Say("Thời hạn: {1} ngày", amount)
                : allowed_.unit == DurationUnit::clock_hours   ? Say("Thời hạn: {1} giờ", amount)
                                                               : Say("Thời hạn: {1} giờ làm việc", amount));
        if (allowed_.unit == DurationUnit::working_hours)
            Because(Say("Giờ làm việc: tính đến từng phút, không tính giờ nghỉ trưa và ngày nghỉ"));
        else if (allowed_.unit == DurationUnit::clock_hours)
            Because(Say("Giờ tính liên tục từ lúc nhận, cả đêm và ngày nghỉ"));
        // Civil Code art. 147(2): the day of receipt does not count.
        else
            Because(Say("Ngày nhận không tính; tính từ {1}",
                        ShortDay(allowed_.unit == DurationUnit::working_days ? calendar_.NextWorkingDay(day) : day + 1)));
    }

    // The whole time from a moment.
    void Allow(Instant from) {
        if (unit_ == DurationUnit::working_hours)
            HoursFrom(from, std::int64_t{allowed_.amount} * 60);
        else if (unit_ == DurationUnit::clock_hours)
            ClockFrom(from, std::int64_t{allowed_.amount} * kHour);
        else if (unit_ == DurationUnit::same_day)
            EndWithinDay(from);
        else
            EndOn(Plus(from.LocalDate(), allowed_.amount));
    }

    void HoursFrom(Instant from, std::int64_t minutes) {
        due_ = calendar_.AfterWorkingMinutes(from, minutes);
        Passed(from.LocalDate(), due_.LocalDate());
    }

    // To the moment; one on a day off ends with the next working day (Civil Code art. 148(5)).
    void ClockFrom(Instant from, std::int64_t milliseconds) {
        due_ = run_out_ = from + milliseconds;
        last_ = due_.LocalDate();
        if (!calendar_.IsWorkingDay(last_)) EndOn(last_);
    }

    // Civil Code art. 148(5): a last day that is a day off moves to the next working day.
    void EndOn(Date last) {
        last_ = last;
        due_ = calendar_.CloseOf(calendar_.WorkingDayFrom(last));
        Passed(last - 1, due_.LocalDate());
    }

    // Days that were stepped through to the next one worked: those off among them moved something, and only those are named.
    void Passed(Date after, Date until) {
        if (explain_ == Explain::yes && until > after) passed_.emplace_back(after, until);
    }

    // What lies behind a pause is counted anew from its end.
    void PassedOnlyUntil(Date day) {
        std::erase_if(passed_, [&](const auto& days) { return days.first >= day; });
        for (auto& days : passed_) days.second = std::min(days.second, day);
    }

    // Those days in order, each once.
    std::vector<std::pair<Date, Date>> PassedDays() const {
        auto sorted = passed_;
        std::ranges::sort(sorted);
        std::vector<std::pair<Date, Date>> merged;
        for (const auto& days : sorted)
            if (merged.empty() || days.first > merged.back().second)
                merged.push_back(days);
            else
                merged.back().second = std::max(merged.back().second, days.second);
        return merged;
    }

    // Decree 23/2015 art. 7: within the day, or the next working day when received after the hour that the amount names.
    void EndWithinDay(Instant from) {
        const auto day = from.LocalDate();
        const bool today = calendar_.WorkingDayFrom(day) == day && from.LocalMinute() <= allowed_.amount * 60;
        EndOn(today ? day : NextWorked(day));
    }

    Date NextWorked(Date day) {
        const auto next = calendar_.NextWorkingDay(day);
        Passed(day, next);
        return next;
    }

    bool ByDays() const { return unit_ == DurationUnit::working_days || unit_ == DurationUnit::calendar_days; }

    int DaysBetween(Date after, Date until) const {
        if (unit_ == DurationUnit::working_days) return calendar_.WorkingDaysBetween(after, until);
        return until > after ? until - after : 0;
    }

    Date Plus(Date day, int days) {
        if (unit_ != DurationUnit::working_days) return day + days;
        const auto last = calendar_.NthWorkingDayAfter(day, days);
        Passed(day, last);
        return last;
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

    void Pause(const Step& pause) {
        NamePause(pause);
        const auto before = due_;
        const bool left = ByDays() ? pause.from.LocalDate() < last_ : pause.from < due_;
        if (pause.from > due_)
            StayLate(pause);
        else if (unit_ == DurationUnit::same_day)
            BeginAgain(pause);
        else if (unit_ == DurationUnit::working_hours)
            PauseHours(pause, left);
        else if (unit_ == DurationUnit::clock_hours)
            PauseClock(pause);
        else
            PauseDays(pause, left);
        if (!left) AskedWhenDue(before);
    }

    // In days where it took any; what was asked and supplied on one day, or is counted in hours, to the minute.
    void NamePause(const Step& pause) {
        const auto from = pause.from.LocalDate(), until = pause.until->LocalDate();
        const int days = ByDays() ? DaysBetween(from, until) : 0;
        const auto span = ShortDay(from) + " – " + ShortDay(until);
        if (days == 0)
            Because(Say("Tạm dừng từ {1} ngày {2} đến {3} ngày {4}: {5}", TimeOf(pause.from), DayOf(pause.from),
                        TimeOf(*pause.until), DayOf(*pause.until), pause.reason));
        else if (unit_ == DurationUnit::working_days)
            Because(Say("Tạm dừng {1} ngày làm việc ({2}): {3}", std::to_string(days), span, pause.reason));
        else
            Because(Say("Tạm dừng {1} ngày ({2}): {3}", std::to_string(days), span, pause.reason));
    }

    // What comes in after close comes in on the next working day.
    Date DayThatCounts(Instant at) const {
        const auto day = at.LocalDate();
        return at.LocalMinute() >= calendar_.Closes(day) ? calendar_.NextWorkingDay(day) : day;
    }

    // What was late when it was asked about stays late by as many working days, or minutes where hours are counted:
    // whatever the rule for what was not late, no pause makes lateness smaller.
    void StayLate(const Step& pause) {
        if (unit_ == DurationUnit::working_hours) {
            // Asked about between close and opening it was late already, though by no minute of work.
            const bool by_none = calendar_.WorkingMinutesBetween(due_, pause.from) == 0;
            const auto minutes = calendar_.WorkingMinutesBetween(pause.from, *pause.until);
            return HoursFrom(due_, std::max<std::int64_t>(0, by_none ? minutes - 1 : minutes));
        }
        if (unit_ == DurationUnit::clock_hours) {
            due_ = due_ + (pause.until->ms - pause.from.ms);
            last_ = due_.LocalDate();
            return;
        }
        const auto from = calendar_.WorkingDayFrom(DayThatCounts(pause.from));
        if (from != pause.from.LocalDate())
            Because(Say("Yêu cầu gửi ngoài giờ làm việc, nên số ngày tạm dừng tính từ {1}", from.Spoken()));
        // At close to the minute it is not late yet: such an end belongs to its own day.
        const int days = calendar_.WorkingDaysBetween(from, DayThatCounts(Instant{pause.until->ms - 1}));
        if (days <= 0) return;
        const auto before = due_.LocalDate();
        EndOn(calendar_.NthWorkingDayAfter(before, days));
        Passed(before, last_);
    }

    void PauseDays(const Step& pause, bool left) {
        const auto from = pause.from.LocalDate(), until = pause.until->LocalDate();
        switch (left ? calendar_.pauses().before_due : calendar_.pauses().from_due) {
            case PauseRule::remaining:
                if (!left) {
                    EndOn(std::max(last_, DayThatCounts(*pause.until)));
                    break;
                }
                PassedOnlyUntil(from);
                EndOn(Plus(until, DaysBetween(from, last_)));
                break;
            case PauseRule::moved:
                Move(DayThatCounts(*pause.until) - from);
                break;
            case PauseRule::restart:
                PassedOnlyUntil(from);
                Allow(*pause.until);
                break;
        }
    }

    // Thanh Hoá's way: by the calendar days the pause lasted, less one, and then one working day.
    void Move(int days) {
        if (days > 0) EndOn(NextWorked(due_.LocalDate() + days - 1));
    }

    void PauseHours(const Step& pause, bool left) {
        switch (left ? calendar_.pauses().before_due : calendar_.pauses().from_due) {
            case PauseRule::remaining:
                if (!left) break;
                PassedOnlyUntil(pause.from.LocalDate());
                HoursFrom(*pause.until, calendar_.WorkingMinutesBetween(pause.from, due_));
                break;
            case PauseRule::moved:
                HoursFrom(due_, calendar_.WorkingMinutesBetween(pause.from, *pause.until));
                break;
            case PauseRule::restart:
                PassedOnlyUntil(pause.from.LocalDate());
                Allow(*pause.until);
                break;
        }
    }

    // The hours that were left run on from its end, whichever word is configured but the whole time anew.
    void PauseClock(const Step& pause) {
        PassedOnlyUntil(pause.from.LocalDate());
        if (calendar_.pauses().before_due == PauseRule::restart) return Allow(*pause.until);
        const auto before = due_;
        ClockFrom(*pause.until, std::max<std::int64_t>(0, run_out_.ms - pause.from.ms));
        due_ = std::max(due_, before);  // it may have been asked on the days off that the end had moved over
    }

    // What is short and not late yet begins again when the pause ends.
    void BeginAgain(const Step& pause) {
        PassedOnlyUntil(pause.from.LocalDate());
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
        Because(Say("Hẹn lại đến {1}: {2}", ShortDay(*extension.extended), extension.reason));
        unit_ = DurationUnit::working_days;
        EndOn(*extension.extended);
        last_ = due_.LocalDate();
    }

    void NameDaysOff() {
        std::vector<Date> weekends;
        for (const auto& [after, until] : PassedDays()) {
            for (const auto& run : calendar_.SpecialBetween(after, until)) NameSpecial(run);
            std::ranges::copy(calendar_.WeekendsBetween(after, until), std::back_inserter(weekends));
        }
        if (unit_ == DurationUnit::calendar_days || unit_ == DurationUnit::clock_hours) {
            if (last_ != due_.LocalDate())
                Because(Say("Ngày cuối {1} là ngày nghỉ, chuyển sang ngày làm việc tiếp theo", ShortDay(last_)));
            return;
        }
        if (!weekends.empty()) NameWeekends(weekends);
    }

    void NameWeekends(const std::vector<Date>& weekends) {
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

    Deadline Ends() {
        deadline_.due = due_;
        deadline_.estimated = calendar_.IsEstimated(due_.LocalDate());
        if (explain_ == Explain::no) return std::move(deadline_);
        NameDaysOff();
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
    Date last_;                                  // the last day before it is moved off a day off
    Instant run_out_;                            // the same of hours of the clock
    std::vector<std::pair<Date, Date>> passed_;  // after the first, until the second
};

}  // namespace

Result<Deadline> ComputeDeadline(const Duration& allowed, const WorkingCalendar& calendar, const CaseClock& clock,
                                 Explain explain) {
    if (!clock.Started())
        return std::unexpected(Refusal{"CLOCK_NOT_STARTED", Say("Hồ sơ chưa được tiếp nhận, nên chưa có ngày hẹn trả."), ""});
    return Counting(allowed, calendar, explain).Count(CourseOf(clock));
}

}  // namespace dongson::calendar
