#include "modules/one_stop/domain/calendar_text.h"

#include <gtest/gtest.h>

namespace dongson::one_stop {

namespace {

constexpr std::string_view kText = R"(# Lịch của tỉnh
notices: []
# Bão năm nay
days:
  # số 12
  - {date: "2026-11-18", kind: holiday, name: "Nghỉ bão", source: "CĐ 1"}  # cả tỉnh
  - {date: 2026-11-20, kind: holiday, name: "Nghỉ bão", source: "CĐ 2"}
swaps: []
)";

CalendarText Read(const std::string& text) {
    DefinitionErrors beyond;
    auto calendar = ReadCalendarText(text, beyond);
    EXPECT_TRUE(beyond.empty()) << beyond.Text();
    return calendar;
}

}  // namespace

TEST(TheTextOfACalendar, reads_again_as_it_was_written) {
    CalendarText calendar{
        .notices = {{.date = "2027", .source = "TB \"1\""}},
        .days = {{.date = "2027-02-04", .to = "2027-02-10", .kind = "holiday", .name = "Tết: 7 ngày", .source = "TB 1"},
                 {.date = "31/2/2027", .kind = "", .name = "#", .source = "\\", .status = "estimated"}},
        .swaps = {{.date = "2026-01-02", .to = "2026-01-10", .source = "CV"}},
        .hours = "07:00-11:30, 13:30-17:00"};
    EXPECT_EQ(Read(WriteCalendarText(calendar)), calendar) << WriteCalendarText(calendar);
    EXPECT_EQ(Read(WriteCalendarText({})), CalendarText{});
}

TEST(TheTextOfACalendar, keeps_the_lines_and_remarks_of_what_did_not_change) {
    auto calendar = Read(std::string(kText));
    calendar.days.push_back({.date = "2026-12-01", .kind = "holiday", .name = "Nghỉ", .source = "CĐ 3"});
    const auto more = ChangeCalendarText(std::string(kText), calendar);
    EXPECT_FALSE(more.lost_remarks);
    EXPECT_EQ(Read(more.text), calendar);
    for (const auto* kept :
         {"# Lịch của tỉnh\n", "# Bão năm nay\ndays:\n", "  # số 12\n  - {date: \"2026-11-18\"", "# cả tỉnh\n"})
        EXPECT_NE(more.text.find(kept), std::string::npos) << kept << "\n" << more.text;
    calendar.days.erase(calendar.days.begin());
    const auto less = ChangeCalendarText(more.text, calendar);
    EXPECT_TRUE(less.lost_remarks);
    EXPECT_EQ(Read(less.text), calendar);
}

TEST(TheTextOfACalendar, says_what_no_field_shows) {
    for (const auto* text : {"days: [{date: 2026-11-18, colour: red}]\n", "days: []\ndays: []\n", "chào\n", "days: Tết\n"}) {
        DefinitionErrors beyond;
        ReadCalendarText(text, beyond);
        EXPECT_FALSE(beyond.empty()) << text;
    }
}

}  // namespace dongson::one_stop
