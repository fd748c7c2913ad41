#include "platform/calendar/deadline.h"

#include <gtest/gtest.h>

#include <algorithm>

#include <fstream>
#include <random>
#include <sstream>

#include "core/embedded.h"
#include "core/testing/case_file.h"
#include "core/testing/in_source.h"
#include "core/text.h"

namespace dongson::calendar {

namespace {

Instant At(const std::string& text) {
    return Instant::Parse(text).value();
}

Duration ReadDuration(const std::string& text) {
    const auto space = text.find(' ');
    const auto unit = text.substr(space + 1);
    return {std::stoi(text), unit == "ngày làm việc" ? DurationUnit::working_days
                             : unit == "ngày"        ? DurationUnit::calendar_days
                             : unit == "trong ngày"  ? DurationUnit::same_day
                             : unit == "giờ"         ? DurationUnit::clock_hours
                                                     : DurationUnit::working_hours};
}

Deadline Follow(const Case& wanted) {
    CaseClock clock;
    Duration allowed;
    for (const auto& line : wanted.given) {
        const auto verb = line.substr(0, line.find(' '));
        const auto rest = line.substr(line.find(' ') + 1);
        const auto after = rest.size() > 17 ? rest.substr(17) : "";
        if (verb == "nhận")
            EXPECT_TRUE(clock.Start(At(rest)));
        else if (verb == "hạn")
            allowed = ReadDuration(rest);
        else if (verb == "dừng")
            EXPECT_TRUE(clock.Pause(At(rest.substr(0, 16)), after));
        else if (verb == "tiếp")
            EXPECT_TRUE(clock.Resume(At(rest)));
        else if (verb == "hẹn-lại")
            EXPECT_TRUE(clock.Extend(At(rest.substr(0, 16)), Date::Parse(after.substr(0, 10)).value(), after.substr(11)));
        else if (verb == "tính-lại")
            EXPECT_TRUE(clock.Restart(At(rest.substr(0, 16)), after));
        else
            ADD_FAILURE() << "unknown line: " << line;
    }
    return ComputeDeadline(allowed, WorkingCalendar::Shipped(), CaseClock::Deserialise(clock.Serialise())).value();
}

}  // namespace

// Who knows a code and four digits sees when a clock paused, never what this applicant was asked for.
TEST(CaseClock, tells_anyone_when_it_paused_and_nothing_of_what_was_asked) {
    CaseClock clock;
    ASSERT_TRUE(clock.Start(Instant::Parse("2025-08-04 09:00").value()));
    ASSERT_TRUE(clock.Pause(Instant::Parse("2025-08-05 09:00").value(), PauseFor("Yêu cầu bổ sung", "Giấy xác nhận bệnh bị mờ")));
    ASSERT_TRUE(clock.Resume(Instant::Parse("2025-08-06 09:00").value()));
    ASSERT_TRUE(clock.Extend(Instant::Parse("2025-08-07 09:00").value(), Date::Of(2025, 9, 3), "Chờ kết luận giám định"));
    const auto told = ComputeDeadline({10, DurationUnit::working_days}, WorkingCalendar::Shipped(), clock.ForAnyone());
    ASSERT_TRUE(told);
    EXPECT_EQ(told->due, ComputeDeadline({10, DurationUnit::working_days}, WorkingCalendar::Shipped(), clock)->due);
    std::string all;
    for (const auto& reason : told->reasons) all += reason.Now() + "\n";
    EXPECT_NE(all.find("Yêu cầu bổ sung"), std::string::npos) << all;
    EXPECT_EQ(all.find("bệnh"), std::string::npos) << all;
    EXPECT_EQ(all.find("giám định"), std::string::npos) << all;
}

TEST(Deadline, follows_every_written_case) {
    const auto cases = ReadCases(InSource("/src/platform/calendar/deadline.case"));
    ASSERT_GE(cases.size(), 15U);
    for (const auto& wanted : cases) {
        const auto deadline = Follow(wanted);
        std::vector<std::string> reasons;
        for (const auto& reason : deadline.reasons) reasons.push_back(reason.In(Language::vietnamese));
        for (const auto& line : wanted.expected) {
            const auto rest = line.substr(line.find(' ') + 1);
            if (line.starts_with("hẹn "))
                EXPECT_EQ(deadline.due == kNever ? "không" : deadline.due.Local(), rest) << "deadline.case:" << wanted.line;
            else if (line.starts_with("không-vì "))
                EXPECT_EQ(std::ranges::find(reasons, rest), reasons.end()) << "deadline.case:" << wanted.line;
            else
                EXPECT_NE(std::ranges::find(reasons, rest), reasons.end())
                    << "deadline.case:" << wanted.line << " wants: " << rest << "\nhas: " << Join(reasons, " | ");
        }
    }
}

TEST(Deadline, is_refused_before_receipt) {
    EXPECT_EQ(ComputeDeadline({3, DurationUnit::working_days}, WorkingCalendar::Shipped(), CaseClock()).error().code,
              "CLOCK_NOT_STARTED");
}

// An oracle that walks minute by minute and knows nothing of tables.
Instant Oracle(const Duration& allowed, const WorkingCalendar& calendar, Instant start,
               const std::vector<std::pair<Instant, Instant>>& pauses) {
    const auto open = [&](Instant at) {
        const int minute = at.LocalMinute();
        return calendar.IsWorkingDay(at.LocalDate()) && std::ranges::any_of(calendar.Hours(calendar.first()), [&](const auto& h) {
                   return minute >= h.opens && minute < h.closes;
               });
    };
    if (allowed.unit == DurationUnit::working_hours) {
        std::int64_t worked = 0;
        auto at = start;
        for (; worked < allowed.amount * 60; at = at + kMinute) {
            const bool paused =
                std::ranges::any_of(pauses, [&](const auto& pause) { return pause.first <= at && at < pause.second; });
            if (open(at) && !paused) ++worked;
        }
        return at;
    }
    int counted = 0;
    for (auto at = start;; at = at + kMinute) {
        const auto day = at.LocalDate();
        if (day == start.LocalDate() || at.LocalMinute() != calendar.Closes(calendar.first())) continue;
        const bool paused = std::ranges::any_of(
            pauses, [&](const auto& pause) { return pause.first.LocalDate() < day && day <= pause.second.LocalDate(); });
        const bool counts = allowed.unit == DurationUnit::calendar_days || calendar.IsWorkingDay(day);
        if (counts && !paused) ++counted;
        if (counted >= allowed.amount && calendar.IsWorkingDay(day) && (!paused || allowed.unit == DurationUnit::calendar_days))
            return at;
    }
}

// The last day before it is moved off a day off.
Date LastDay(const Duration& allowed, const WorkingCalendar& calendar, Instant start,
             const std::vector<std::pair<Instant, Instant>>& pauses) {
    if (allowed.unit == DurationUnit::working_days) return Oracle(allowed, calendar, start, pauses).LocalDate();
    auto day = start.LocalDate();
    for (int counted = 0; counted < allowed.amount;) {
        day = day + 1;
        counted += !std::ranges::any_of(
            pauses, [&](const auto& pause) { return pause.first.LocalDate() < day && day <= pause.second.LocalDate(); });
    }
    return day;
}

TEST(Deadline, agrees_with_a_minute_by_minute_oracle) {
    const auto& calendar = WorkingCalendar::Shipped();
    std::mt19937 random(20231001);
    const auto pick = [&](int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); };
    int compared = 0;
    for (int round = 0; round < 600; ++round) {
        const Duration allowed{pick(1, 25), static_cast<DurationUnit>(pick(0, 2))};
        const auto start = Instant::At(Date::Of(2021, 1, 4) + pick(0, 2100), pick(0, 1439));
        CaseClock clock;
        ASSERT_TRUE(clock.Start(start));
        std::vector<std::pair<Instant, Instant>> pauses;
        auto at = start;
        for (int pause = pick(0, 2); pause > 0; --pause) {
            const auto from = at + pick(1, 4000) * kMinute;
            const auto until = from + pick(1, 9000) * kMinute;
            ASSERT_TRUE(clock.Pause(from, "chờ"));
            ASSERT_TRUE(clock.Resume(until));
            pauses.emplace_back(from, until);
            at = until;
        }
        const auto due = ComputeDeadline(allowed, calendar, clock, Explain::no)->due;
        // What is asked for when nothing is left follows another rule, which the written cases hold.
        const bool late = std::ranges::any_of(pauses, [&](const auto& pause) {
            const std::vector<std::pair<Instant, Instant>> earlier(pauses.begin(), pauses.begin() + (&pause - pauses.data()));
            return allowed.unit == DurationUnit::working_hours
                       ? pause.first >= Oracle(allowed, calendar, start, earlier)
                       : pause.first.LocalDate() >= LastDay(allowed, calendar, start, earlier);
        });
        if (late) continue;
        ++compared;
        ASSERT_EQ(due.Local(), Oracle(allowed, calendar, start, pauses).Local())
            << "round " << round << ": " << allowed.Spoken().In(Language::vietnamese) << " from " << start.Local() << " clock\n"
            << clock.Serialise();
    }
    EXPECT_GT(compared, 300);
}

// How late it is, in what it is counted in: working minutes of hours, else working days. What comes in after close comes in on
// the next working day.
std::int64_t Lateness(const Duration& allowed, const WorkingCalendar& calendar, Instant due, Instant now) {
    if (allowed.unit == DurationUnit::working_hours) return calendar.WorkingMinutesBetween(due, now);
    if (allowed.unit == DurationUnit::clock_hours) return now.ms - due.ms;
    const auto day = now.LocalDate() + (now.LocalMinute() >= calendar.Closes(calendar.first()));
    return calendar.WorkingDaysBetween(due.LocalDate(), calendar.WorkingDayFrom(day));
}

// Decision 26: what was late already stays late by as much, whatever it is counted in and whichever rule is configured.
TEST(Deadline, no_pause_makes_lateness_smaller) {
    std::mt19937 random(20261130);
    const auto pick = [&](int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); };
    for (int round = 0; round < 2000; ++round) {
        const auto calendar = WorkingCalendar::Shipped().With(
            {.before_due = static_cast<PauseRule>(pick(0, 2)), .from_due = static_cast<PauseRule>(pick(0, 2))});
        const auto unit = static_cast<DurationUnit>(round % 5);
        const Duration allowed{unit == DurationUnit::same_day ? 15 : pick(1, 12), unit};
        CaseClock clock;
        ASSERT_TRUE(clock.Start(Instant::At(Date::Of(2021, 1, 4) + pick(0, 2100), pick(0, 1439))));
        const auto due = ComputeDeadline(allowed, calendar, clock, Explain::no)->due;
        const auto asked = due + pick(1, 30000) * kMinute;
        const auto supplied = asked + (pick(0, 3) == 0 ? 0 : pick(0, 20000)) * kMinute;
        ASSERT_TRUE(clock.Pause(asked, "chờ"));
        EXPECT_EQ(ComputeDeadline(allowed, calendar, clock, Explain::no)->due, due);
        ASSERT_TRUE(clock.Resume(supplied));
        const auto after = ComputeDeadline(allowed, calendar, clock, Explain::no)->due;
        ASSERT_GE(Lateness(allowed, calendar, after, supplied), Lateness(allowed, calendar, due, asked))
            << allowed.Spoken().In(Language::vietnamese) << ", due " << due.Local() << ", asked " << asked.Local()
            << ", supplied " << supplied.Local() << ", then due " << after.Local();
        ASSERT_LT(after, supplied);
        if (supplied == asked) {
            ASSERT_EQ(after, due);
        }
    }
}

// Of calendar days only those that are worked can be shared among steps.
TEST(Duration, shares_only_worked_time_among_steps) {
    const auto& calendar = WorkingCalendar::Shipped();
    EXPECT_EQ((Duration{7, DurationUnit::calendar_days}).Minutes(calendar, calendar.first()),
              (Duration{5, DurationUnit::working_days}).Minutes(calendar, calendar.first()));
    EXPECT_EQ((Duration{1, DurationUnit::same_day}).Minutes(calendar, calendar.first()),
              calendar.MinutesPerDay(calendar.first()));
}

TEST(Deadline, follows_the_rule_for_pauses_that_is_configured) {
    const auto& shipped = WorkingCalendar::Shipped();
    CaseClock clock;
    ASSERT_TRUE(clock.Start(At("2026-11-02 09:00")));
    ASSERT_TRUE(clock.Pause(At("2026-11-05 10:00"), "chờ bổ sung"));
    ASSERT_TRUE(clock.Resume(At("2026-11-11 14:00")));
    const auto due = [&](int days, PauseRule before, PauseRule from) {
        const auto calendar = shipped.With({.before_due = before, .from_due = from});
        return ComputeDeadline({days, DurationUnit::working_days}, calendar, clock, Explain::no)->due.Local();
    };
    using enum PauseRule;
    EXPECT_EQ(due(5, remaining, moved), "2026-11-13 17:00");  // two working days were left
    EXPECT_EQ(due(5, moved, moved), "2026-11-16 17:00");      // 9 November, six days less one, then one working day
    EXPECT_EQ(due(5, restart, moved), "2026-11-18 17:00");
    EXPECT_EQ(due(3, remaining, moved), "2026-11-11 17:00");  // asked for on the due day
    EXPECT_EQ(due(3, remaining, remaining), "2026-11-11 17:00");
    EXPECT_EQ(due(3, remaining, restart), "2026-11-16 17:00");
}

TEST(Deadline, says_one_day_in_english_as_one) {
    EXPECT_EQ((Duration{1, DurationUnit::working_days}).Spoken().In(Language::english), "1 working day");
    EXPECT_EQ((Duration{3, DurationUnit::working_hours}).Spoken().In(Language::english), "3 working hours");
    CaseClock clock;
    ASSERT_TRUE(clock.Start(At("2025-08-29 09:00")));
    std::string said;
    const auto deadline = ComputeDeadline({3, DurationUnit::working_days}, WorkingCalendar::Shipped(), clock).value();
    for (const auto& reason : deadline.reasons) said += reason.In(Language::english) + "\n";
    EXPECT_NE(said.find("National Day"), std::string::npos) << said;
    EXPECT_NE(said.find("Friday"), std::string::npos) << said;
}

// Every year that the calendar reaches and no notice names has its Tết, called an estimate.
TEST(Calendar, knows_tet_of_every_year_and_calls_it_an_estimate_until_there_is_a_notice) {
    const auto& calendar = WorkingCalendar::Shipped();
    for (int year = calendar.first().Year(); year <= calendar.last().Year(); ++year) {
        const auto days = calendar.SpecialBetween(Date::Of(year, 1, 1), Date::Of(year, 3, 1));
        const auto tet = std::ranges::find(days, "Tết Nguyên Đán", [](const auto& run) { return run.what->name; });
        ASSERT_NE(tet, days.end()) << year;
        EXPECT_FALSE(calendar.IsWorkingDay(tet->first));
        EXPECT_EQ(tet->what->estimated, calendar.IsEstimated(tet->first)) << year;
    }
}

TEST(Calendar, counts_the_working_days_of_every_month_as_the_table_says) {
    std::istringstream table{std::string(Embedded("data/calendar/working_days_by_month.csv"))};
    std::string line;
    std::getline(table, line);
    int months = 0;
    while (std::getline(table, line)) {
        int year = 0, month = 0, days = 0;
        ASSERT_EQ(std::sscanf(line.c_str(), "%d,%d,%d", &year, &month, &days), 3);
        const auto first = Date::Of(year, month, 1);
        const auto next = month == 12 ? Date::Of(year + 1, 1, 1) : Date::Of(year, month + 1, 1);
        if (first <= WorkingCalendar::Shipped().first()) continue;
        EXPECT_EQ(WorkingCalendar::Shipped().WorkingDaysBetween(first - 1, next - 1), days) << line;
        ++months;
    }
    EXPECT_GT(months, 100);
}

TEST(Calendar, refuses_a_broken_definition_by_line) {
    DefinitionErrors errors;
    WorkingCalendar::Parse(
        {"c.yaml",
         "version: a\nhours: [\"11:00-07:00\"]\nweekday: [1]\nfirst: \"2020-01-01\"\nlast: "
         "\"2021-01-01\"\nestimated_from: \"2021-13-01\"\n",
         "d.csv",
         "date,kind,name,source,status\n2020-01-01,holiday,Tết,luật,official\n2020-01-01,holiday,Tết,luật,official\n"
         "2020-02-30,feast,Hội,luật,maybe\n2020-03-01,holiday\n"},
        errors);
    const auto text = errors.Text();
    EXPECT_NE(text.find("c.yaml:3: unknown key 'weekday'; did you mean 'weekdays'?"), std::string::npos) << text;
    EXPECT_NE(text.find("'hours' must be"), std::string::npos);
    EXPECT_NE(text.find("2021-13-01"), std::string::npos);
    for (const auto* said : {"d.csv:3: this date stands twice", "d.csv:4: 'date' must be", "d.csv:4: 'kind' is",
                             "d.csv:4: 'status' is", "d.csv:5: a day is date,kind,name,source,status"})
        EXPECT_NE(text.find(said), std::string::npos) << said << "\n" << text;
}

TEST(CaseClock, refuses_what_cannot_be) {
    CaseClock clock;
    EXPECT_EQ(clock.Pause(At("2026-11-02 09:00"), "x").error().code, "CLOCK_NOT_RUNNING");
    ASSERT_TRUE(clock.Start(At("2026-11-02 09:00")));
    EXPECT_EQ(clock.Start(At("2026-11-02 09:00")).error().code, "CLOCK_ALREADY_STARTED");
    EXPECT_EQ(clock.Resume(At("2026-11-02 09:00")).error().code, "CLOCK_NOT_PAUSED");
    ASSERT_TRUE(clock.Stop(At("2026-11-03 09:00")));
    EXPECT_EQ(clock.Extend(At("2026-11-04 09:00"), Date::Of(2026, 12, 1), "x").error().code, "CLOCK_NOT_RUNNING");
}

}  // namespace dongson::calendar
