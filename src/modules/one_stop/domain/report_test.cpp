#include "modules/one_stop/domain/report.h"

#include <gtest/gtest.h>

#include "modules/one_stop/domain/report_periods.h"
#include "modules/one_stop/domain/report_steps.h"

namespace dongson::one_stop {

namespace {

constexpr ReportPeriod kNovember{{20758}, {20787}};  // 1/11/2026 to 30/11/2026

Instant On(std::string_view local) {
    return Instant::Parse(local).value();
}

// Received at the counter, due 15/11 at five.
Passage APassage(std::string_view received) {
    Passage passage{.id = {1}, .code = "X"};
    passage.received = On(received);
    passage.due = On("2026-11-15 17:00");
    return passage;
}

Course CourseIn(const Passage& passage, ReportAbout about = ReportAbout::period) {
    return CourseOf(passage, kNovember, about, On("2027-01-10 08:00")).value();
}

}  // namespace

TEST(Report, the_days_of_a_period_are_both_of_it) {
    ASSERT_EQ(kNovember.from.Iso(), "2026-11-01");
    ASSERT_EQ(kNovember.last.Iso(), "2026-11-30");
    EXPECT_EQ(CourseIn(APassage("2026-11-01 00:00")).began, ReportColumn::counter);
    EXPECT_EQ(CourseIn(APassage("2026-10-31 23:59")).began, ReportColumn::carried);
    EXPECT_EQ(CourseIn(APassage("2026-11-30 23:59")).began, ReportColumn::counter);
    EXPECT_FALSE(CourseOf(APassage("2026-12-01 00:00"), kNovember, ReportAbout::period, On("2027-01-10 08:00")));
}

TEST(Report, what_ended_before_is_in_no_column_and_what_ended_after_is_left) {
    auto passage = APassage("2026-10-20 08:00");
    passage.finished = On("2026-10-31 16:00");
    EXPECT_FALSE(CourseOf(passage, kNovember, ReportAbout::period, On("2027-01-10 08:00")));
    passage.finished = On("2026-12-01 08:00");
    EXPECT_EQ(CourseIn(passage).ended, ReportColumn::overdue) << "it was overdue when the period ended";
    passage.due = On("2026-12-15 17:00");
    EXPECT_EQ(CourseIn(passage).ended, ReportColumn::open);
}

TEST(Report, tells_early_from_on_time_by_the_day_and_late_by_the_hour) {
    auto passage = APassage("2026-11-02 08:00");
    for (const auto& [finished, wanted] :
         {std::pair("2026-11-14 23:00", ReportColumn::early), std::pair("2026-11-15 07:00", ReportColumn::on_time),
          std::pair("2026-11-15 17:00", ReportColumn::on_time), std::pair("2026-11-15 17:01", ReportColumn::late)}) {
        passage.finished = On(finished);
        EXPECT_EQ(CourseIn(passage).ended, wanted) << finished;
    }
    passage.promised = false;
    EXPECT_EQ(CourseIn(passage).ended, ReportColumn::no_due);
}

TEST(Report, counts_an_end_without_a_result_apart_and_a_refusal_beside_the_sum) {
    auto passage = APassage("2026-11-02 08:00");
    passage.closed = On("2026-11-20 08:00");
    passage.state = "withdrawn";
    EXPECT_EQ(CourseIn(passage).ended, ReportColumn::withdrawn);
    passage.state = "stopped";
    EXPECT_EQ(CourseIn(passage).ended, ReportColumn::stopped);
    passage.received.reset();
    EXPECT_FALSE(CourseOf(passage, kNovember, ReportAbout::period, On("2027-01-10 08:00")));
    passage.state = "refused";
    EXPECT_EQ(CourseIn(passage).began, ReportColumn::refused);
    EXPECT_FALSE(CourseIn(passage).In(ReportColumn::taken));
}

TEST(Report, holds_due_dates_against_now_while_the_period_runs) {
    auto passage = APassage("2026-11-02 08:00");
    const auto at = [&](const char* now) { return CourseOf(passage, kNovember, ReportAbout::period, On(now))->ended; };
    EXPECT_EQ(at("2026-11-15 17:00"), ReportColumn::open);
    EXPECT_EQ(at("2026-11-15 17:01"), ReportColumn::overdue);
}

TEST(Report, of_what_was_received_says_how_it_is_today) {
    auto passage = APassage("2026-11-02 08:00");
    passage.finished = On("2026-12-20 08:00");
    EXPECT_EQ(CourseIn(passage).ended, ReportColumn::overdue);
    EXPECT_EQ(CourseIn(passage, ReportAbout::received).ended, ReportColumn::late);
    EXPECT_FALSE(CourseOf(passage, kNovember, ReportAbout::resulted, On("2027-01-10 08:00")));
    EXPECT_FALSE(CourseOf(APassage("2026-10-20 08:00"), kNovember, ReportAbout::received, On("2027-01-10 08:00")));
}

TEST(Report, a_part_goes_into_its_total) {
    ReportCounts counts;
    counts.Add(ReportColumn::carried, 2);
    counts.Add(ReportColumn::overdue, 3);
    counts.Add(ReportColumn::refused, 1);
    EXPECT_EQ(counts[ReportColumn::taken], 2);
    EXPECT_EQ(counts[ReportColumn::left], 3);
    EXPECT_EQ(counts[ReportColumn::refused], 1);
    EXPECT_EQ(TotalOf(ReportColumn::withdrawn), ReportColumn::unresolved);
    EXPECT_EQ(TotalOf(ReportColumn::left), ReportColumn::left);
}

// Decree 09/2019, article 12.
TEST(ReportPeriods, of_reports_end_on_a_14th) {
    const auto of = [](std::string_view slug, Date day) {
        const auto period = PeriodNamed(slug, day).value();
        return period.from.Iso() + ".." + period.last.Iso();
    };
    EXPECT_EQ(of("bc-thang", Date::Of(2026, 11, 14)), "2026-10-15..2026-11-14");
    EXPECT_EQ(of("bc-thang", Date::Of(2026, 11, 15)), "2026-11-15..2026-12-14");
    EXPECT_EQ(of("bc-quy", Date::Of(2026, 12, 14)), "2026-09-15..2026-12-14");
    EXPECT_EQ(of("bc-quy", Date::Of(2026, 12, 15)), "2026-12-15..2027-03-14");
    EXPECT_EQ(of("bc-nua-nam", Date::Of(2026, 5, 1)), "2025-12-15..2026-06-14");
    EXPECT_EQ(of("bc-nam", Date::Of(2026, 12, 31)), "2026-12-15..2027-12-14");
}

TEST(ReportPeriods, one_follows_the_other_without_a_gap) {
    for (auto day = Date::Of(2026, 1, 1); day < Date::Of(2027, 3, 1); day = day + 1)
        for (const auto& [slug, name, period] : PeriodsOf(day)) {
            EXPECT_LE(period.from, period.last) << slug;
            const auto before = PeriodBefore(period, slug);
            EXPECT_EQ(before.last + 1, period.from) << slug << " of " << day.Iso();
            if (slug == "thang-truoc") continue;
            EXPECT_LE(period.from, day) << slug;
            EXPECT_LE(day, period.last) << slug;
            EXPECT_EQ(PeriodNamed(slug, before.last), before) << slug;
        }
}

TEST(ReportSteps, count_the_working_time_of_those_left_in_the_period) {
    const std::vector<StepTaken> steps{{{1}, On("2026-10-30 08:00"), "submitted", "received", {}, "", {}},
                                       {{1}, On("2026-11-02 09:00"), "received", "received", {}, "", {}},  // it stays
                                       {{1}, On("2026-11-02 10:00"), "received", "examining", {}, "", {}},
                                       {{1}, On("2026-12-01 08:00"), "examining", "signing", {}, "", {}},
                                       {{2}, On("2026-11-03 08:00"), "submitted", "received", {}, "", {}}};
    const auto& calendar = calendar::WorkingCalendar::Shipped();
    const auto stays = StaysThatEnded(steps, kNovember, calendar);
    ASSERT_EQ(stays.size(), 1U) << "what was left in December is December's, and what brought a dossier in ends no stay";
    EXPECT_EQ(stays[0].state, "received");
    EXPECT_EQ(stays[0].minutes, calendar.WorkingMinutesBetween(On("2026-10-30 08:00"), On("2026-11-02 10:00")));
}

TEST(ReportSteps, the_median_of_an_even_number_lies_between_the_two_in_the_middle) {
    EXPECT_EQ(MedianOf({30, 10, 20}), 20);
    EXPECT_EQ(MedianOf({40, 10, 30, 20}), 25);
    EXPECT_EQ(MedianOf({7}), 7);
    EXPECT_EQ(WorkingHours(150), "2,5");
    EXPECT_EQ(WorkingHours(480), "8");
}

}  // namespace dongson::one_stop
