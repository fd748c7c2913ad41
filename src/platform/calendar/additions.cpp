#include "platform/calendar/additions.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "core/print_letters.h"
#include "core/text.h"
#include "platform/calendar/working_calendar.h"

namespace dongson::calendar {

namespace {

constexpr int kLongestRange = 31;  // days of one line: Tết has nine
constexpr std::size_t kLongestWords = 200, kMostLines = 500;
constexpr YamlLimits kLimits{.bytes = 400'000, .nodes = 20'000, .text = 400'000, .depth = 8};

std::optional<Date> ReadDay(const Definition& node, std::string_view key) {
    const auto text = node.Text(key, "");
    const auto date = Date::Parse(text);
    if (!date)
        node.FailAt(key, text.empty() ? Say("Ghi ngày, ví dụ 5/2/2027.")
                                      : Say("“{1}” không phải một ngày. Viết như 5/2/2027; trong YAML: 2027-02-05.", text));
    return date;
}

std::string ReadWords(const Definition& node, std::string_view key, const Sentence& missing) {
    auto words = std::string(Trim(node.Text(key, "")));
    if (words.empty()) node.FailAt(key, missing);
    if (Length(words) > kLongestWords) node.FailAt(key, Say("Dài nhất {1} ký tự.", std::to_string(kLongestWords)));
    // Papers that explain a due date print it.
    if (const auto refusal = RefuseLetters(words, std::string(key))) node.FailAt(key, refusal->sentence);
    return words;
}

Sentence NoSource() {
    return Say("Ghi căn cứ: số và ngày của thông báo hay quyết định.");
}

// Of a key that stands twice the reader would take one, and nobody would know which.
void OnlyKeysOnce(const Definition& node, std::initializer_list<std::string_view> known) {
    node.OnlyKeys(known);
    std::set<std::string> seen;
    for (const auto& [key, value] : node.Entries())
        if (!seen.insert(key).second) value.Fail(Say("“{1}” ghi hai lần: gộp vào một chỗ.", key));
}

std::optional<NoticeOfYear> ReadNotice(const Definition& node) {
    OnlyKeysOnce(node, {"year", "source"});
    const auto text = node.Text("year", "");
    const bool digits = text.size() == 4 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    if (!digits) node.FailAt("year", Say("Ghi năm bằng bốn chữ số, ví dụ 2027."));
    auto source = ReadWords(node, "source", NoSource());
    if (!digits) return std::nullopt;
    return NoticeOfYear{static_cast<int>(node.Number("year", 0)), std::move(source)};
}

std::optional<AddedDays> ReadDays(const Definition& node) {
    OnlyKeysOnce(node, {"date", "to", "kind", "name", "source", "status"});
    const auto first = ReadDay(node, "date");
    const auto last = node.Text("to", "").empty() ? first : ReadDay(node, "to");
    const auto word = node.Text("kind", "");
    if (std::ranges::find(kAddedKinds, word) == std::end(kAddedKinds))
        node.FailAt("kind", Say("Chọn loại ngày: holiday, substitute, swap_off, swap_work hay ordinary."));
    AddedDays days{.kind = ParseDayKind(word),
                   .name = ReadWords(node, "name", Say("Ghi tên ngày này như người dân đọc, ví dụ “Nghỉ phòng, chống bão”.")),
                   .source = ReadWords(node, "source", NoSource())};
    const auto status = node.Text("status", "official");
    if (status != "official" && status != "estimated")
        node.FailAt("status", Say("Tình trạng là official (đã có văn bản) hay estimated (ước tính)."));
    days.estimated = status == "estimated";
    if (!first || !last) return std::nullopt;
    if (*last < *first || *last - *first >= kLongestRange) {
        node.FailAt("to", Say("Ngày cuối phải từ ngày đầu trở đi, và không quá {1} ngày.", std::to_string(kLongestRange)));
        return std::nullopt;
    }
    days.first = *first;
    days.last = *last;
    return days;
}

std::optional<Swap> ReadSwap(const Definition& node) {
    OnlyKeysOnce(node, {"off", "worked", "source"});
    const auto off = ReadDay(node, "off"), worked = ReadDay(node, "worked");
    auto source = ReadWords(node, "source", NoSource());
    if (!off || !worked) return std::nullopt;
    return Swap{*off, *worked, std::move(source)};
}

template <class Item>
struct Placed {
    Definition node;
    Item item;
};

template <class Item>
std::vector<Placed<Item>> ReadAll(const Definition& root, std::string_view key, std::optional<Item> (*read)(const Definition&)) {
    std::vector<Placed<Item>> items;
    const auto nodes = root.List(key);
    if (nodes.size() > kMostLines) {
        root.FailAt(key, Say("Quá {1} dòng. Bỏ những năm đã qua.", std::to_string(kMostLines)));
        return items;
    }
    for (const auto& node : nodes)
        if (auto item = read(node)) items.push_back({node, *std::move(item)});
    return items;
}

// The items with where each stands, so that a fault names it.
struct Text {
    Definition root;
    std::vector<Placed<NoticeOfYear>> notices;
    std::vector<Placed<AddedDays>> days;
    std::vector<Placed<Swap>> swaps;
    std::vector<WorkingHours> hours;

    Text(std::string source, std::string_view yaml, DefinitionErrors& errors)
        : root(Definition::Parse(std::move(source), yaml, errors, kLimits)) {
        if (!root.IsMap()) root.Fail(Say("Nội dung gồm notices, days, swaps và hours."));
        OnlyKeysOnce(root, {"notices", "days", "swaps", "hours"});
        notices = ReadAll<NoticeOfYear>(root, "notices", ReadNotice);
        days = ReadAll<AddedDays>(root, "days", ReadDays);
        swaps = ReadAll<Swap>(root, "swaps", ReadSwap);
        if (!root.Has("hours")) return;
        const auto texts = root.Texts("hours");
        if (auto parsed = ParseHours(texts))
            hours = *std::move(parsed);
        else
            root.FailAt("hours", Say("Giờ làm việc viết như 07:00-11:30, 13:30-17:00, theo thứ tự trong ngày."));
    }

    Additions Taken() const {
        Additions additions{.hours = hours};
        for (const auto& notice : notices) additions.notices.push_back(notice.item);
        for (const auto& each : days) additions.days.push_back(each.item);
        for (const auto& swap : swaps) additions.swaps.push_back(swap.item);
        return additions;
    }
};

class Checking {
  public:
    Checking(const Text& text, const WorkingCalendar& shipped)
        : text_(text), shipped_(shipped), noticed_(shipped.With(Additions{.notices = text.Taken().notices})) {}

    void Run() {
        for (const auto& days : text_.days)
            for (auto day = days.item.first; day <= days.item.last; day = day + 1)
                if (!Claim(days.node, day == days.item.first ? "date" : "to", day)) break;
        for (const auto& swap : text_.swaps) CheckSwap(swap.node, swap.item);
        CheckNotices();
        CheckYearsAreWorked();
        CheckHours();
    }

  private:
    // A year in which nobody works would leave what is promised without a day.
    void CheckYearsAreWorked() const {
        constexpr int kFewest = 150;
        const auto whole = shipped_.With(text_.Taken());
        for (int year = whole.first().Year(); year <= whole.last().Year(); ++year)
            if (const int worked = whole.WorkingDaysBetween(Date::Of(year, 1, 1), Date::Of(year, 12, 31)); worked < kFewest)
                return text_.root.FailAt("days", Say("Năm {1} chỉ còn {2} ngày làm việc. Kiểm tra lại năm của các ngày nghỉ.",
                                                     std::to_string(year), std::to_string(worked)));
    }

    // Of a day: no office is open for minutes only, nor until the next.
    void CheckHours() const {
        constexpr int kShortest = 4 * 60, kLongest = 12 * 60, kMidnight = 24 * 60;
        if (text_.hours.empty()) return;
        int whole = 0;
        for (const auto& each : text_.hours) whole += each.closes - each.opens;
        if (whole < kShortest || whole > kLongest || text_.hours.back().closes >= kMidnight)
            text_.root.FailAt("hours", Say("Một ngày làm việc từ 4 đến 12 giờ, và hết giờ trước nửa đêm."));
    }

    // A day is said once.
    bool Claim(const Definition& node, std::string_view key, Date day) {
        if (day < shipped_.first() || day > shipped_.last()) {
            node.FailAt(key, Say("Ngày {1} ngoài lịch: lịch có từ {2} đến {3}.", day.Spoken(), shipped_.first().Spoken(),
                                 shipped_.last().Spoken()));
            return false;
        }
        const auto [taken, first_time] = claimed_.emplace(day, node.Line());
        if (!first_time) node.FailAt(key, Say("Ngày {1} đã ghi ở dòng {2}.", day.Spoken(), std::to_string(taken->second)));
        return first_time;
    }

    // What ships may say the same swap by now: that is no fault.
    bool IsDayOff(Date day, DayKind but) const {
        const auto* special = noticed_.Special(day);
        if (special != nullptr && special->kind == but) return but == DayKind::swap_work;
        return !noticed_.IsWorkingDay(day);
    }

    void CheckSwap(const Definition& node, const Swap& swap) {
        if (!Claim(node, "off", swap.off) || !Claim(node, "worked", swap.worked)) return;
        if (IsDayOff(swap.off, DayKind::swap_off))
            node.FailAt("off", Say("Ngày {1} vốn đã nghỉ, nên không hoán đổi được.", swap.off.Spoken()));
        if (!IsDayOff(swap.worked, DayKind::swap_work))
            node.FailAt("worked", Say("Ngày {1} vốn đã làm việc, nên không làm bù được.", swap.worked.Spoken()));
    }

    void CheckNotices() {
        std::map<int, const Definition*> years;
        for (const auto& notice : text_.notices)
            if (!years.emplace(notice.item.year, &notice.node).second)
                notice.node.FailAt("year", Say("Năm {1} đã ghi ở trên.", std::to_string(notice.item.year)));
        const auto whole = shipped_.With(text_.Taken());
        for (const auto& [year, node] : years) {
            if (year < shipped_.first().Year() || year > shipped_.last().Year())
                node->FailAt("year", Say("Lịch không có năm {1}.", std::to_string(year)));
            else if (whole.IsEstimated(Date::Of(year, 1, 1)))
                node->FailAt("year", Say("Năm {1} chưa có thông báo thì chưa ghi được năm {2}.", std::to_string(year - 1),
                                         std::to_string(year)));
            else
                CheckYear(whole, year, *node);
        }
    }

    // The days that the Labour Code gives every year (art. 112).
    void CheckYear(const WorkingCalendar& whole, int year, const Definition& node) const {
        static constexpr std::array<std::pair<int, int>, 4> kFixed{{{1, 1}, {4, 30}, {5, 1}, {9, 2}}};
        for (const auto& [month, day] : kFixed)
            if (const auto date = Date::Of(year, month, day); whole.IsWorkingDay(date))
                node.FailAt("year", Say("Năm {1} thiếu ngày nghỉ {2}: thông báo còn dòng nào chưa đưa vào?", std::to_string(year),
                                        date.Spoken()));
        // Two days of National Day: the second is the one before or after.
        if (whole.IsWorkingDay(Date::Of(year, 9, 1)) && whole.IsWorkingDay(Date::Of(year, 9, 3)))
            node.FailAt("year",
                        Say("Năm {1} mới có một ngày nghỉ Quốc khánh: cần thêm ngày 1/9 hoặc 3/9.", std::to_string(year)));
        if (!HasDayOfTheKings(whole, year))
            node.FailAt("year", Say("Năm {1} chưa có ngày Giỗ Tổ Hùng Vương (10 tháng Ba âm lịch).", std::to_string(year)));
        if (!HasTet(whole, year))
            node.FailAt("year", Say("Năm {1} chưa có kỳ nghỉ Tết Nguyên Đán: thông báo còn dòng nào chưa đưa vào?",
                                    std::to_string(year)));
    }

    // The tenth of the third lunar month: that month holds the middle of the sun's third, 20 April, so between 30 March and
    // 29 April.
    static bool HasDayOfTheKings(const WorkingCalendar& whole, int year) {
        for (auto day = Date::Of(year, 3, 30); day <= Date::Of(year, 4, 29); day = day + 1)
            if (const auto* special = whole.Special(day); special != nullptr && special->kind != DayKind::swap_work) return true;
        return false;
    }

    // Five days off after one another at the turn of the lunar year.
    static bool HasTet(const WorkingCalendar& whole, int year) {
        constexpr int kDays = 5;
        int together = 0;
        for (auto day = Date::Of(year, 1, 15); day <= Date::Of(year, 3, 1); day = day + 1) {
            together = whole.IsWorkingDay(day) ? 0 : together + 1;
            if (together == kDays) return true;
        }
        return false;
    }

    const Text& text_;
    const WorkingCalendar& shipped_;
    const WorkingCalendar noticed_;  // without what was only estimated of years whose notice is here
    std::map<Date, int> claimed_;    // and the line that did
};

}  // namespace

Additions Additions::Parse(std::string source, std::string_view yaml, DefinitionErrors& errors) {
    return Text(std::move(source), yaml, errors).Taken();
}

void CheckAdditions(std::string source, std::string_view yaml, const WorkingCalendar& shipped, DefinitionErrors& errors) {
    const Text text(std::move(source), yaml, errors);
    if (errors.empty()) Checking(text, shipped).Run();
}

}  // namespace dongson::calendar
