#include "modules/one_stop/domain/pasted_notice.h"

#include <algorithm>
#include <optional>

#include "core/text.h"
#include "core/time.h"

namespace dongson::one_stop {

namespace {

constexpr std::string_view kSwapped = "swap";
constexpr std::size_t kLongestLine = 600;  // letters: a paragraph, of which nobody knows which day means what
constexpr std::string_view kWeekdays[] = {"thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"};

bool IsFigure(char c) {
    return c >= '0' && c <= '9';
}

// "ngày 05 tháng 02 năm 2027" as 05/02/2027.
std::string WithPlainDates(std::string_view line) {
    auto text = Normalise(line);
    for (const auto& [word, sign] : {std::pair<std::string_view, std::string_view>{" tháng ", "/"}, {" năm ", "/"}}) {
        std::size_t from = 0;
        for (auto at = text.find(word); at != std::string::npos; at = text.find(word, from)) {
            const bool between =
                at > 0 && IsFigure(text[at - 1]) && at + word.size() < text.size() && IsFigure(text[at + word.size()]);
            if (between) text.replace(at, word.size(), sign);
            from = at + 1;
        }
    }
    return text;
}

// A date in a line, and where it stands.
struct Found {
    std::size_t first = 0, last = 0;
    std::optional<Date> date;  // none: written like one, and no day
};

// Numbers with / - or . between them, three together.
std::vector<Found> DatesIn(const std::string& line) {
    std::vector<Found> found;
    for (std::size_t at = 0; at < line.size(); ++at) {
        if (!IsFigure(line[at]) || (at > 0 && IsFigure(line[at - 1]))) continue;
        auto end = at;
        std::vector<int> numbers{0};
        std::size_t widest = 0, width = 0;
        for (; end < line.size(); ++end) {
            const char c = line[end];
            if (IsFigure(c) && width < 4) {
                numbers.back() = numbers.back() * 10 + (c - '0');
                widest = std::max(widest, ++width);
            } else if ((c == '/' || c == '-' || c == '.') && end + 1 < line.size() && IsFigure(line[end + 1]) &&
                       numbers.size() < 3) {
                numbers.push_back(0);
                width = 0;
            } else {
                break;
            }
        }
        if (numbers.size() == 3 && widest == 4) {
            const bool iso = numbers[0] > 999;
            found.push_back(
                {at, end,
                 iso ? Date::Existing(numbers[0], numbers[1], numbers[2]) : Date::Existing(numbers[2], numbers[1], numbers[0])});
        }
        at = end;
    }
    return found;
}

// Whether something looks like a date beside those that were found: "từ 4/2 đến 10/2/2027" has one without its year.
bool HasHalfDate(std::string line, const std::vector<Found>& found) {
    for (const auto& each : found) line.replace(each.first, each.last - each.first, each.last - each.first, ' ');
    for (std::size_t at = 1; at + 1 < line.size(); ++at)
        if ((line[at] == '/' || line[at] == '-') && IsFigure(line[at - 1]) && IsFigure(line[at + 1])) return true;
    return false;
}

// Words that lead up to a date and name nothing.
bool LeadsToDate(std::string_view word) {
    static constexpr std::string_view kWords[] = {"tu",  "ngay", "nghi", "het",  "den",  "la", "vao",
                                                  "cac", "thu",  "chu",  "nhat", "hoan", "doi"};
    return std::ranges::find(kWords, word) != std::end(kWords);
}

bool IsWeekday(std::string_view word, std::string_view before) {
    static constexpr std::string_view kDays[] = {"hai", "ba", "tu", "nam", "sau", "bay", "2", "3", "4", "5", "6", "7"};
    return before == "thu" && std::ranges::find(kDays, word) != std::end(kDays);
}

// The weekday that is written before a date: "thứ Sáu, ngày 5/2/2027" → 5; none: 0.
int WeekdayBefore(const std::string& line, std::size_t date) {
    std::string before;
    for (const char c : Fold(std::string_view(line).substr(0, date))) before += c == ',' || c == '(' ? ' ' : c;
    auto words = dongson::Words(before);
    if (!words.empty() && words.back() == "ngay") words.pop_back();
    if (words.size() < 2) return 0;
    const auto& last = words.back();
    if (last == "nhat" && words[words.size() - 2] == "chu") return 7;
    if (!IsWeekday(last, words[words.size() - 2])) return 0;
    static constexpr std::string_view kInWords[] = {"hai", "ba", "tu", "nam", "sau", "bay"};
    const auto at = std::ranges::find(kInWords, last) - std::begin(kInWords);
    return at < std::ssize(kInWords) ? static_cast<int>(at) + 1 : last.front() - '1';
}

// "1. Tết Nguyên Đán: nghỉ từ thứ Năm ngày" as "Tết Nguyên Đán".
std::string NameIn(std::string_view text) {
    const auto colon = text.find(':');
    const auto spaced = OneSpaced(text.substr(0, colon));
    auto words = Split(std::string_view(spaced), ' ');
    const auto folded = [](std::string_view word) { return std::string(Trim(Fold(word))); };
    const auto is_mark = [&](std::string_view word) {
        const auto plain = folded(word);
        return plain.empty() || std::ranges::all_of(plain, IsFigure) || (plain.size() == 1 && word.size() == 2);
    };
    while (!words.empty() && is_mark(words.front())) words.erase(words.begin());
    while (!words.empty()) {
        const auto last = folded(words.back()), before = words.size() > 1 ? folded(words[words.size() - 2]) : "";
        if (!last.empty() && !LeadsToDate(last) && !IsWeekday(last, before)) break;
        words.pop_back();
    }
    std::string name;
    for (const auto word : words) name += (name.empty() ? "" : " ") + std::string(word);
    while (!name.empty() && (name.back() == ',' || name.back() == '(' || name.back() == '.' || name.back() == ';'))
        name.pop_back();
    return name;
}

// What stands in cells: the first that is neither date nor kind.
std::string NameInCells(std::string_view line) {
    for (const char between : {'\t', ';', '|'}) {
        if (line.find(between) == std::string_view::npos) continue;
        for (const auto cell : Split(line, between)) {
            const auto text = OneSpaced(cell);
            if (text.empty() || !DatesIn(WithPlainDates(text)).empty()) continue;
            const bool says_kind = !KindInWords(text).empty() && Length(text) < 20;
            if (!says_kind && !std::ranges::all_of(text, IsFigure)) return text;
        }
    }
    return "";
}

bool IsWeekend(Date day) {
    return day.Weekday() > 5;
}

class Line {
  public:
    Line(std::string_view line, int number, const std::string& source, PastedNotice& notice)
        : line_(WithPlainDates(line)), number_(std::to_string(number)), source_(source), notice_(notice) {}

    void Read() {
        if (Trim(line_).empty()) return;
        if (Length(line_) > kLongestLine) return Fail(Say("Dòng {1} dài quá: tách mỗi kỳ nghỉ một dòng.", number_));
        const auto dates = DatesIn(line_);
        auto name = NameInCells(line_);
        // One that is read by half would be a wrong day that nobody sees. In cells a name may have "30/4" in it.
        if (dates.size() < 2 && (dates.empty() || name.empty()) && HasHalfDate(line_, dates))
            return Fail(
                Say("Dòng {1}: có ngày chưa đọc được. Viết đủ ngày, tháng, năm như 5/2/2027; không phải ngày nghỉ thì xóa dòng.",
                    number_));
        if (dates.empty()) return notice_.skipped.push_back(Shorten(OneSpaced(line_), 60));
        for (const auto& each : dates)
            if (!each.date)
                return Fail(Say("Dòng {1}: không có ngày {2}.", number_, line_.substr(each.first, each.last - each.first)));
        if (const auto* wrong = OnAnotherWeekday(dates))
            return Fail(Say("Dòng {1}: ngày {2} là {3}, không như dòng ghi. Xem lại ngày hoặc năm.", number_,
                            wrong->date->Spoken(), Say(kWeekdays[wrong->date->Weekday() - 1]).Now()));
        if (dates.size() > 2)
            return Fail(Say("Dòng {1} có {2} ngày: tách mỗi kỳ nghỉ một dòng.", number_, std::to_string(dates.size())));
        const auto kind = KindInWords(line_);
        if (kind == kSwapped) return ReadSwap(dates);
        if (name.empty()) name = NameIn(std::string_view(line_).substr(0, dates.front().first));
        if (name.empty()) name = NameIn(std::string_view(line_).substr(dates.back().last));
        if (name.empty()) return Fail(Say("Dòng {1}: chưa thấy tên ngày nghỉ.", number_));
        const auto first = *dates.front().date, last = *dates.back().date;
        notice_.days.push_back({.date = first.Iso(),
                                .to = first == last ? "" : last.Iso(),
                                .kind = std::string(kind.empty() ? "holiday" : kind),
                                .name = name,
                                .source = source_});
    }

  private:
    // Last year's notice with this year's figures.
    const Found* OnAnotherWeekday(const std::vector<Found>& dates) const {
        const auto wrong = std::ranges::find_if(dates, [&](const Found& each) {
            const int said = WeekdayBefore(line_, each.first);
            return said != 0 && said != each.date->Weekday();
        });
        return wrong == dates.end() ? nullptr : &*wrong;
    }

    void Fail(Sentence what) { notice_.faults.push_back(std::move(what)); }

    // The one that falls on a week-end is worked for the other, whichever stands first.
    void ReadSwap(const std::vector<Found>& dates) {
        if (dates.size() != 2) return Fail(Say("Dòng {1}: hoán đổi cần hai ngày, ngày nghỉ và ngày làm bù.", number_));
        auto off = *dates[0].date, worked = *dates[1].date;
        if (IsWeekend(off) && !IsWeekend(worked)) std::swap(off, worked);
        notice_.swaps.push_back({.date = off.Iso(), .to = worked.Iso(), .source = source_});
    }

    const std::string line_, number_;
    const std::string& source_;
    PastedNotice& notice_;
};

}  // namespace

std::string_view KindInWords(std::string_view words) {
    const auto folded = " " + std::string(Trim(Fold(words))) + " ";
    const auto says = [&](std::string_view what) { return folded.find(" " + std::string(what) + " ") != std::string::npos; };
    if (says("hoan doi") || says("lam bu")) return kSwapped;
    if (says("nghi bu")) return "substitute";
    if (says("ngay thuong") || says("khong nghi") || says("lam viec binh thuong")) return "ordinary";
    if (says("nghi le") || says("nghi tet") || says("ngay le") || says("le") || says("nghi")) return "holiday";
    return "";
}

Pasted Pasted::FromKept(const std::string& kept) {
    const auto first = kept.find('\n'), second = kept.find('\n', first + 1);
    if (second == std::string::npos) return {};
    return {kept.substr(0, first), kept.substr(first + 1, second - first - 1), kept.substr(second + 1)};
}

PastedNotice ReadPastedNotice(std::string_view text, const std::string& source) {
    PastedNotice notice;
    int number = 0;
    for (const auto line : Split(text, '\n')) Line(line.substr(0, 8 * kLongestLine), ++number, source, notice).Read();
    return notice;
}

}  // namespace dongson::one_stop
