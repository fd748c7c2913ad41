// A province's additions to the working calendar as rows that fields show: what stands in the text, right or wrong.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/yaml.h"

namespace dongson::one_stop {

// A line of any of the three lists; each has some of these.
struct CalendarRow {
    std::string date, to, kind, name, source, status;
    bool operator==(const CalendarRow&) const = default;
};

struct CalendarText {
    std::vector<CalendarRow> notices, days, swaps;
    std::string hours;  // "07:00-11:30, 13:30-17:00"; empty: as they ship
    bool operator==(const CalendarText&) const = default;
};

// A list of the text: its name, and how it calls the values of a row. "date" of a swap is the day off, "to" the day worked for
// it.
struct CalendarColumn {
    std::string_view key;
    std::string CalendarRow::* value;
};
struct CalendarList {
    std::string_view key;
    std::vector<CalendarRow> CalendarText::* rows;
    std::span<const CalendarColumn> columns;
};
std::span<const CalendarList> CalendarLists();

// "days.3": a row that may be there.
struct CalendarPlace {
    const CalendarList* list = nullptr;
    std::size_t row = 0;
};
std::optional<CalendarPlace> ParseCalendarPlace(std::string_view path);
std::string PathOf(const CalendarPlace& place);

// What no field shows is said in `beyond`.
CalendarText ReadCalendarText(std::string_view text, DefinitionErrors& beyond);
std::string WriteCalendarText(const CalendarText& calendar);
std::string WriteCalendarRow(const CalendarList& list, const CalendarRow& row);
CalendarRow ReadCalendarRow(const CalendarList& list, std::string_view text);

// The text so that it reads as `after`: lines that say the same stay, with the remarks above them.
struct ChangedCalendarText {
    std::string text;
    bool lost_remarks = false;
};
ChangedCalendarText ChangeCalendarText(const std::string& text, const CalendarText& after);

}  // namespace dongson::one_stop
