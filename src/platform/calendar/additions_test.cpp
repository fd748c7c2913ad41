#include "platform/calendar/additions.h"

#include <gtest/gtest.h>

#include "core/text.h"
#include "platform/calendar/calendars.h"
#include "platform/calendar/working_calendar.h"

namespace dongson::calendar {

namespace {

Date Day(std::string_view iso) {
    return Date::Parse(iso).value();
}

WorkingCalendar With(std::string_view yaml) {
    DefinitionErrors errors;
    const auto additions = Additions::Parse("test", yaml, errors);
    EXPECT_TRUE(errors.empty()) << errors.Text();
    return WorkingCalendar::Shipped().With(additions);
}

// What the check says first, and of which value; empty: nothing is wrong.
std::pair<std::string, std::string> FaultOf(std::string_view yaml) {
    DefinitionErrors errors;
    CheckAdditions("test", yaml, WorkingCalendar::Shipped(), errors);
    if (errors.empty()) return {};
    return {errors.all().front().path, errors.all().front().what.In(Language::vietnamese)};
}

// The notice of 2027 as it might read: Tết from 5 to 11 February, and the other days of the Labour Code.
constexpr std::string_view kNotice2027 = R"(
notices: [{year: 2027, source: "TB 1"}]
days:
  - {date: 2027-01-01, kind: holiday, name: "Tết Dương lịch", source: "TB 1"}
  - {date: 2027-02-05, to: 2027-02-11, kind: holiday, name: "Tết Nguyên Đán", source: "TB 1"}
  - {date: 2027-04-16, kind: holiday, name: "Giỗ Tổ", source: "TB 1"}
  - {date: 2027-04-30, to: 2027-05-03, kind: holiday, name: "30/4 và 1/5", source: "TB 1"}
  - {date: 2027-09-02, to: 2027-09-03, kind: holiday, name: "Quốc khánh", source: "TB 1"}
)";

}  // namespace

TEST(CalendarAdditions, of_nothing_leave_the_calendar_as_it_ships) {
    EXPECT_EQ(With("").Text(), WorkingCalendar::Shipped().Text());
    EXPECT_EQ(With("notices: []\ndays: []\nswaps: []\n").Text(), WorkingCalendar::Shipped().Text());
}

TEST(CalendarAdditions, make_a_day_off_worked_and_back) {
    struct Case {
        std::string_view what, yaml, day;
        bool worked;
    };
    const Case cases[] = {
        {"a storm", R"(days: [{date: 2026-11-18, kind: holiday, name: "Nghỉ bão", source: "CĐ 1"}])", "2026-11-18", false},
        {"the last day of several",
         R"(days: [{date: 2026-11-18, to: 2026-11-20, kind: holiday, name: "Nghỉ bão", source: "CĐ 1"}])", "2026-11-20", false},
        {"a holiday taken out", R"(days: [{date: 2026-11-24, kind: ordinary, name: "Bỏ", source: "TB 1"}])", "2026-11-24", true},
        {"a Sunday taken out stays a Sunday", R"(days: [{date: 2026-11-22, kind: ordinary, name: "Bỏ", source: "TB 1"}])",
         "2026-11-22", false},
        {"the day off of a swap", R"(swaps: [{off: 2026-11-23, worked: 2026-11-28, source: "CV 1"}])", "2026-11-23", false},
        {"the day worked for it", R"(swaps: [{off: 2026-11-23, worked: 2026-11-28, source: "CV 1"}])", "2026-11-28", true},
    };
    for (const auto& [what, yaml, day, worked] : cases) EXPECT_EQ(With(yaml).IsWorkingDay(Day(day)), worked) << what;
}

TEST(CalendarAdditions, say_of_a_swap_what_it_is_worked_for) {
    const auto calendar = With(R"(swaps: [{off: 2026-11-23, worked: 2026-11-28, source: "CV 1"}])");
    EXPECT_EQ(calendar.Special(Day("2026-11-23"))->name, "Nghỉ hoán đổi (làm bù 28/11/2026)");
    EXPECT_EQ(calendar.Special(Day("2026-11-28"))->name, "Làm bù cho ngày nghỉ 23/11/2026");
}

TEST(CalendarAdditions, a_notice_of_a_year_takes_the_place_of_its_estimates) {
    const auto calendar = With(kNotice2027);
    EXPECT_TRUE(WorkingCalendar::Shipped().IsEstimated(Day("2027-02-05")));
    EXPECT_FALSE(calendar.IsEstimated(Day("2027-12-31")));
    EXPECT_TRUE(calendar.IsEstimated(Day("2028-01-01")));
    EXPECT_FALSE(WorkingCalendar::Shipped().IsWorkingDay(Day("2027-02-04"))) << "estimated as a day off";
    EXPECT_TRUE(calendar.IsWorkingDay(Day("2027-02-04"))) << "and not in the notice";
    EXPECT_FALSE(calendar.IsWorkingDay(Day("2027-02-11")));
    EXPECT_FALSE(calendar.IsWorkingDay(Day("2027-11-24"))) << "a resolution gives it: no estimate";
}

TEST(CalendarAdditions, count_by_the_provinces_own_hours) {
    const auto& shipped = WorkingCalendar::Shipped();
    const auto calendar = shipped.WithHours(shipped.first(), {{480, 720}, {780, 1020}});
    EXPECT_EQ(calendar.Opens(shipped.first()), 480);
    EXPECT_EQ(calendar.MinutesPerDay(shipped.last()), 480);
    EXPECT_NE(calendar.Text(), shipped.Text());
}

// Labour Code art. 105: the employer sets the hours and says so beforehand. What was worked was worked by the hours of then.
TEST(CalendarAdditions, hours_count_from_their_day) {
    const auto& shipped = WorkingCalendar::Shipped();  // 7:00 to 11:30, 13:30 to 17:00: 480 minutes
    const auto shorter = shipped.WithHours(Day("2026-12-01"), {{480, 720}, {780, 960}});  // 8:00 to 12:00, 13:00 to 16:00
    const auto at = [](std::string_view text) { return Instant::Parse(text).value(); };
    EXPECT_EQ(shorter.Closes(Day("2026-11-30")), 17 * 60);
    EXPECT_EQ(shorter.Closes(Day("2026-12-01")), 16 * 60);
    EXPECT_EQ(shorter.WorkingMinutesBetween(at("2026-11-27 07:00"), at("2026-11-30 17:00")), 960) << "days before stay";
    EXPECT_EQ(shorter.WorkingMinutesBetween(at("2026-11-30 16:00"), at("2026-12-01 09:00")), 120) << "across the change";
    EXPECT_EQ(shorter.AfterWorkingMinutes(at("2026-11-30 16:00"), 120).Spoken(), at("2026-12-01 09:00").Spoken());
    EXPECT_EQ(shorter.AfterWorkingMinutes(at("2026-11-30 07:00"), 480).Spoken(), at("2026-11-30 17:00").Spoken())
        << "a full day ends at its close";
    EXPECT_EQ(shorter.CloseOf(Day("2026-12-02")).Spoken(), at("2026-12-02 16:00").Spoken());
    const auto back = shorter.WithHours(Day("2027-03-01"), {});
    EXPECT_EQ(back.Closes(Day("2027-02-28")), 16 * 60);
    EXPECT_EQ(back.Closes(Day("2027-03-01")), 17 * 60) << "none of its own: those that ship again";
    EXPECT_EQ(shorter.WithHours(Day("2026-11-02"), {}).Text(), shipped.Text()) << "what comes later is taken back with it";
}

TEST(CalendarAdditions, that_are_wrong_are_told_at_their_value) {
    struct Case {
        std::string_view yaml, path, words;
    };
    const Case cases[] = {
        {R"(days: [{date: 2027-02-31, kind: holiday, name: "A", source: "B"}])", "days.0.date", "không phải một ngày"},
        {R"(days: [{date: "", kind: holiday, name: "A", source: "B"}])", "days.0.date", "Ghi ngày"},
        {R"(days: [{date: 2026-12-10, to: 2026-12-09, kind: holiday, name: "A", source: "B"}])", "days.0.to", "Ngày cuối"},
        {R"(days: [{date: 2026-12-10, kind: party, name: "A", source: "B"}])", "days.0.kind", "Chọn loại ngày"},
        {R"(days: [{date: 2026-12-10, kind: holiday, name: " ", source: "B"}])", "days.0.name", "Ghi tên ngày"},
        {R"(days: [{date: 2026-12-10, kind: holiday, name: "A", source: ""}])", "days.0.source", "Ghi căn cứ"},
        {R"(days: [{date: 2026-12-10, kind: holiday, name: "A 🌀", source: "B"}])", "days.0.name", "không in được"},
        {R"(days: [{date: 2041-01-02, kind: holiday, name: "A", source: "B"}])", "days.0.date", "ngoài lịch"},
        {R"(days: [{date: 2026-12-10, to: 2026-12-11, kind: holiday, name: "A", source: "B"},
                   {date: 2026-12-11, kind: holiday, name: "A", source: "B"}])",
         "days.1.date", "Ngày 11/12/2026 đã ghi ở dòng 1"},
        {R"(swaps: [{off: 2026-12-10, worked: 2026-12-11, source: "B"}])", "swaps.0.worked", "vốn đã làm việc"},
        {R"(swaps: [{off: 2026-12-12, worked: 2026-12-13, source: "B"}])", "swaps.0.off", "vốn đã nghỉ"},
        {R"(notices: [{year: 2028, source: "B"}])", "notices.0.year", "Năm 2027 chưa có thông báo"},
        {R"(notices: [{year: 27, source: "B"}])", "notices.0.year", "bốn chữ số"},
        {R"(notices: [{year: 2027, source: "B"}])", "notices.0.year", "thiếu ngày nghỉ 01/01/2027"},
        {R"(hours: ["13:00-12:00"])", "hours", "Giờ làm việc"},
        {R"(hours: ["07:00-07:01"])", "hours", "4 đến 12 giờ"},
        {R"(hours: ["15:00-24:00"])", "hours", "trước nửa đêm"},
        {R"(day: [])", "day", ""},
        {R"(days: Tết)", "days", "danh sách"},
        {R"(chào)", "", "Nội dung gồm"},
        {"days: []\ndays: []", "days", "ghi hai lần"},
        {R"(days: [{date: 2026-12-10, date: 2026-12-11, kind: holiday, name: "A", source: "B"}])", "days.0.date", "ghi hai lần"},
        {R"(days: [Tết])", "days.0.date", "Ghi ngày"},
    };
    for (const auto& [yaml, path, words] : cases) {
        const auto fault = FaultOf(yaml);
        EXPECT_EQ(fault.first, path) << yaml;
        EXPECT_NE(fault.second.find(words), std::string::npos) << yaml << ": " << fault.second;
    }
}

TEST(CalendarAdditions, a_year_without_its_tet_is_told) {
    const std::string whole(kNotice2027);
    EXPECT_EQ(FaultOf(whole).second, "");
    const auto without = [&](std::string_view line) {
        auto text = whole;
        const auto at = text.find(line);
        text.erase(at, text.find('\n', at) + 1 - at);
        return FaultOf(text).second;
    };
    EXPECT_NE(without("  - {date: 2027-02-05").find("chưa có kỳ nghỉ Tết Nguyên Đán"), std::string::npos);
    EXPECT_NE(without("  - {date: 2027-04-16").find("chưa có ngày Giỗ Tổ"), std::string::npos);
    EXPECT_NE(FaultOf(ReplaceAll(whole, ", to: 2027-09-03", "")).second.find("mới có một ngày nghỉ Quốc khánh"),
              std::string::npos);
}

// What was an estimate is no day off any more once the notice is there: it can be swapped.
TEST(CalendarAdditions, swap_a_day_that_was_only_estimated_as_off) {
    const auto text = std::string(kNotice2027) + "swaps: [{off: 2027-02-04, worked: 2027-02-13, source: \"TB 1\"}]\n";
    EXPECT_EQ(FaultOf(text).second, "");
    EXPECT_FALSE(With(text).IsWorkingDay(Day("2027-02-04")));
}

// A newer program may bring the same swap: what the province says then stays good.
TEST(CalendarAdditions, that_say_what_ships_already_are_no_fault) {
    EXPECT_EQ(FaultOf(R"(swaps: [{off: 2018-12-31, worked: 2019-01-05, source: "CV 6519/VPCP-KGVX"}])").second, "");
    EXPECT_EQ(FaultOf(R"(notices: [{year: 2026, source: "TB 1"}])").second, "");
    EXPECT_EQ(FaultOf(R"(days: [{date: 2026-11-24, kind: holiday, name: "Ngày Văn hóa", source: "TB 1"}])").second, "");
}

TEST(TheCalendarInForce, is_another_from_the_moment_it_is_used_and_is_told_of_once) {
    Calendars calendars(WorkingCalendar::Shipped());
    int told = 0;
    calendars.WhenChanged([&] { ++told; });
    const auto before = calendars.Now();
    const auto storm = std::make_shared<const WorkingCalendar>(
        With(R"(days: [{date: 2026-11-18, kind: holiday, name: "Nghỉ bão", source: "CĐ 1"}])"));
    calendars.Use(storm);
    EXPECT_EQ(calendars.Now(), storm);
    EXPECT_TRUE(before->IsWorkingDay(Day("2026-11-18"))) << "whoever holds one keeps it";
    calendars.Use(std::make_shared<const WorkingCalendar>(*storm));
    EXPECT_EQ(told, 1) << "one that counts alike is no change";
}

TEST(TheCalendarInForce, stays_one_while_an_act_is_under_way) {
    Calendars calendars(WorkingCalendar::Shipped()), others(WorkingCalendar::Shipped());
    const auto storm = std::make_shared<const WorkingCalendar>(
        With(R"(days: [{date: 2026-11-18, kind: holiday, name: "Nghỉ bão", source: "CĐ 1"}])"));
    {
        const OneCalendar act(calendars);
        calendars.Use(storm);
        others.Use(storm);
        EXPECT_TRUE(calendars.Now()->IsWorkingDay(Day("2026-11-18")));
        EXPECT_EQ(others.Now(), storm) << "of another house";
    }
    EXPECT_EQ(calendars.Now(), storm);
}

TEST(TheCalendarInForce, that_nobody_could_be_told_of_is_told_with_the_next_look) {
    Calendars calendars(WorkingCalendar::Shipped());
    int told = 0;
    calendars.WhenChanged([&] {
        if (++told == 1) throw std::runtime_error("away");
    });
    const auto storm = std::make_shared<const WorkingCalendar>(
        With(R"(days: [{date: 2026-11-18, kind: holiday, name: "Nghỉ bão", source: "CĐ 1"}])"));
    EXPECT_THROW(calendars.Use(storm), std::runtime_error);
    EXPECT_EQ(calendars.Now(), storm);
    calendars.Use(storm);
    EXPECT_EQ(told, 2);
}

}  // namespace dongson::calendar
