// The days of a notice as somebody pastes them: lines of a letter, or cells of a spreadsheet.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/language.h"
#include "modules/one_stop/domain/calendar_text.h"

namespace dongson::one_stop {

struct PastedNotice {
    std::vector<CalendarRow> days, swaps;
    std::vector<Sentence> faults;      // each with its line
    std::vector<std::string> skipped;  // lines without a date: headings
};

// Each line has one or two dates (5/2/2027, 05-02-2027, 2027-02-05, "ngày 05 tháng 02 năm 2027"), what kind of day it is, and a
// name. A line of two days that are swapped says "hoán đổi" or "làm bù".
PastedNotice ReadPastedNotice(std::string_view text, const std::string& source);

// What a cell or a line calls a kind: "nghỉ bù" → "substitute". Empty: nothing.
std::string_view KindInWords(std::string_view words);

// What was pasted and not taken, as a page gives it back: "paste" is then what is open.
inline constexpr std::string_view kPaste = "dan";
struct Pasted {
    std::string year, source, lines;
    std::string Kept() const { return year + "\n" + source + "\n" + lines; }
    static Pasted FromKept(const std::string& kept);
};

}  // namespace dongson::one_stop
