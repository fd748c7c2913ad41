#include "modules/one_stop/calendar_editor.h"

#include <gtest/gtest.h>

#include "core/text.h"
#include "modules/one_stop/domain/pasted_notice.h"

namespace dongson::one_stop {

namespace {

constexpr char kOwn[] = R"(# Lịch của tỉnh
notices: []
days:
  - {date: 2026-11-18, kind: holiday, name: "Nghỉ bão", source: "CĐ 1"}  # cả tỉnh
swaps: []
)";

// A browser: what the last page had, with what somebody types into it and presses.
class CalendarPage {
  public:
    const definitions::Editing& Press(const std::string& act, const web::Fields& typed = {}) {
        web::Form form;
        form.fields = typed;
        form.fields.emplace_back("viec", act);
        form.fields.emplace_back("mo", editing_.open);
        form.fields.emplace_back("mo_goc", editing_.open_was);
        form.fields.emplace_back("truoc", editing_.before);
        editing_ = TakeCalendarFields(form, yaml_.empty() ? editing_.text : yaml_, "province");
        yaml_.clear();
        return editing_;
    }
    void TypeYaml(const std::string& from, const std::string& to) { yaml_ = ReplaceAll(editing_.text, from, to); }
    bool Has(std::string_view words) const { return editing_.text.find(words) != std::string::npos; }
    std::string Fault() const { return editing_.faults.empty() ? "" : editing_.faults.front().code; }

  private:
    definitions::Editing editing_{.text = kOwn};
    std::string yaml_;
};

}  // namespace

TEST(FieldsOfTheCalendar, change_a_row_and_leave_the_others_as_they_were_written) {
    CalendarPage page;
    EXPECT_EQ(page.Press("them:days").open, "days.1");
    page.Press("kiem-tra", {{"days.1.date", "20/11/2026"}, {"days.1.to", "20/11/2026"}, {"days.1.name", "Nghỉ lũ"}});
    EXPECT_TRUE(page.Has("{date: 2026-11-20, kind: holiday, name: \"Nghỉ lũ\", source: \"CĐ 1\"}"))
        << "one day is no range, and the basis is that of the line above";
    EXPECT_TRUE(page.Has("# cả tỉnh\n"));
    page.Press("bo:days.1");
    EXPECT_FALSE(page.Has("Nghỉ lũ"));
    page.Press("hoan-tac");
    EXPECT_TRUE(page.Has("Nghỉ lũ"));
}

TEST(FieldsOfTheCalendar, keep_what_is_no_day_as_it_was_typed) {
    CalendarPage page;
    page.Press("mo:days.0");
    page.Press("kiem-tra", {{"days.0.date", "31/11/2026"}});
    EXPECT_TRUE(page.Has("date: \"31/11/2026\""));
}

TEST(FieldsOfTheCalendar, and_the_text_changed_at_once_leave_the_choice) {
    CalendarPage page;
    page.Press("mo:days.0");
    page.TypeYaml("Nghỉ bão", "Theo YAML");
    page.Press("kiem-tra");
    EXPECT_TRUE(page.Has("Theo YAML")) << "only the text changed";
    page.TypeYaml("Theo YAML", "Lần hai");
    page.Press("luu", {{"days.0.name", "Theo ô"}, {"days.0.date", "18/11/2026"}});
    EXPECT_EQ(page.Fault(), "DEFINITION_BOTH_CHANGED");
    EXPECT_TRUE(page.Has("Lần hai"));
    page.Press("theo-o", {{"days.0.name", "Theo ô"}, {"days.0.date", "18/11/2026"}});
    EXPECT_TRUE(page.Has("Theo ô"));
}

TEST(FieldsOfTheCalendar, take_a_pasted_notice_whole_or_not_at_all) {
    CalendarPage page;
    const auto& refused =
        page.Press("dan", {{"dan", "Tết Dương lịch: 1/1/2027\nTết: 31/2/2027"}, {"dan_nguon", "TB 1"}, {"dan_nam", "2027"}});
    EXPECT_FALSE(page.Has("Tết Dương lịch"));
    EXPECT_EQ(Pasted::FromKept(refused.typed).lines, "Tết Dương lịch: 1/1/2027\nTết: 31/2/2027") << "nothing typed is lost";
    EXPECT_EQ(Pasted::FromKept(refused.typed).year, "2027");
    page.Press("dan", {{"dan", "Tết Dương lịch: 1/1/2027"}});
    EXPECT_EQ(page.Fault(), "CALENDAR_SOURCE");
    // Whatever button is pressed; twice is once.
    for (int times = 0; times < 2; ++times)
        page.Press("kiem-tra", {{"dan", "Tết Dương lịch: 1/1/2027\nHoán đổi 4/1/2027 làm bù 9/1/2027"}, {"dan_nguon", "TB 1"}});
    DefinitionErrors beyond;
    const auto calendar = ReadCalendarText(page.Press("kiem-tra").text, beyond);
    EXPECT_EQ(calendar.days.size(), 2U);
    EXPECT_EQ(calendar.swaps, (std::vector<CalendarRow>{{.date = "2027-01-04", .to = "2027-01-09", .source = "TB 1"}}));
}

TEST(FieldsOfTheCalendar, have_the_hours_as_a_line) {
    CalendarPage page;
    page.Press("kiem-tra", {{"hours", "08:00-12:00, 13:00-17:00"}, {"hours_goc", ""}});
    EXPECT_TRUE(page.Has("hours: [\"08:00-12:00\", \"13:00-17:00\"]\n"));
    page.Press("kiem-tra", {{"hours", ""}, {"hours_goc", "08:00-12:00, 13:00-17:00"}});
    EXPECT_FALSE(page.Has("hours"));
}

TEST(FieldsOfTheCalendar, change_nothing_of_a_text_they_cannot_show) {
    CalendarPage page;
    page.TypeYaml("source: \"CĐ 1\"", "colour: red");
    page.Press("them:days");
    EXPECT_TRUE(page.Has("colour: red}  # cả tỉnh"));
}

}  // namespace dongson::one_stop
