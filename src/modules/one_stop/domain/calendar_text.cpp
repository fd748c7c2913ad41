#include "modules/one_stop/domain/calendar_text.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "core/text.h"

namespace dongson::one_stop {

namespace {

constexpr CalendarColumn kNoticeColumns[] = {{"year", &CalendarRow::date}, {"source", &CalendarRow::source}};
constexpr CalendarColumn kDayColumns[] = {{"date", &CalendarRow::date},     {"to", &CalendarRow::to},
                                          {"kind", &CalendarRow::kind},     {"name", &CalendarRow::name},
                                          {"source", &CalendarRow::source}, {"status", &CalendarRow::status}};
constexpr CalendarColumn kSwapColumns[] = {
    {"off", &CalendarRow::date}, {"worked", &CalendarRow::to}, {"source", &CalendarRow::source}};
constexpr CalendarList kLists[] = {{"notices", &CalendarText::notices, kNoticeColumns},
                                   {"days", &CalendarText::days, kDayColumns},
                                   {"swaps", &CalendarText::swaps, kSwapColumns}};

// Keys, numbers and dates stand as they are, everything else between quotes.
std::string CalendarWord(std::string_view text) {
    const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; };
    if (!text.empty() && text.front() != '-' && std::ranges::all_of(text, plain)) return std::string(text);
    auto quoted = ReplaceAll(ReplaceAll(std::string(text), "\\", "\\\\"), "\"", "\\\"");
    return "\"" + ReplaceAll(ReplaceAll(std::move(quoted), "\n", "\\n"), "\t", "\\t") + "\"";
}

CalendarRow ReadRow(const CalendarList& list, const Definition& node) {
    std::vector<std::string_view> keys;
    for (const auto& column : list.columns) keys.push_back(column.key);
    node.OnlyKeys(keys);
    CalendarRow row;
    for (const auto& [key, value] : list.columns) row.*value = node.Text(key, "");
    return row;
}

std::string ItemLine(const CalendarList& list, const CalendarRow& row) {
    return "  - " + WriteCalendarRow(list, row) + "\n";
}

std::string HoursLine(const std::string& hours) {
    std::string listed;
    for (const auto part : Split(std::string_view(hours), ','))
        if (!Trim(part).empty()) listed += (listed.empty() ? "\"" : ", \"") + std::string(Trim(part)) + "\"";
    return "hours: [" + listed + "]\n";
}

bool IsRemark(std::string_view line) {
    return Trim(line).starts_with('#');
}

// A remark stands on a line of its own, or after a blank outside of quotes.
bool HasRemark(std::string_view line) {
    if (IsRemark(line)) return true;
    bool quoted = false;
    for (std::size_t at = 0; at < line.size(); ++at) {
        if (line[at] == '"' && (at == 0 || line[at - 1] != '\\')) quoted = !quoted;
        if (!quoted && line[at] == '#' && at > 0 && line[at - 1] == ' ') return true;
    }
    return false;
}

std::ptrdiff_t RemarksIn(std::string_view text) {
    return std::ranges::count_if(Split(text, '\n'), HasRemark);
}

// What stands in the text as somebody wrote it, to be written again where it says the same.
class CalendarSources {
  public:
    explicit CalendarSources(const std::string& text) : lines_(Split(std::string_view(text), '\n')) {
        DefinitionErrors ignored;
        const auto root = Definition::Parse("", text, ignored);
        for (const auto& list : kLists)
            for (const auto& node : root.List(list.key)) Keep(list, node);
    }

    // The remarks a text begins with.
    std::string Head() const {
        std::size_t end = 0;
        while (end < lines_.size() && IsRemark(lines_[end])) ++end;
        return Between(0, end);
    }
    // Those above a list.
    std::string Above(std::string_view key) const {
        const auto found =
            std::ranges::find_if(lines_, [&](std::string_view line) { return line.starts_with(std::string(key) + ":"); });
        const auto at = static_cast<std::size_t>(found - lines_.begin());
        if (found == lines_.end()) return "";
        const auto first = FirstRemark(at);
        return first == 0 ? "" : Between(first, at);  // else they are the head's
    }
    std::string Line(const CalendarList& list, const CalendarRow& row) const {
        const auto found = items_.find(ItemLine(list, row));
        return found == items_.end() ? ItemLine(list, row) : found->second;
    }

  private:
    void Keep(const CalendarList& list, const Definition& node) {
        const auto at = static_cast<std::size_t>(node.Line() - 1);
        if (at >= lines_.size()) return;
        const auto line = Trim(lines_[at]);
        if (!line.starts_with("- {")) return;
        DefinitionErrors errors, ignored;
        const auto row = ReadRow(list, node);
        const auto alone = Definition::Parse("", line.substr(2), errors);
        if (!errors.empty() || ReadRow(list, alone) != row) return;  // it goes on in the next line
        items_.emplace(ItemLine(list, row), Between(FirstRemark(at), at + 1));
    }
    std::size_t FirstRemark(std::size_t at) const {
        while (at > 0 && IsRemark(lines_[at - 1])) --at;
        return at;
    }
    std::string Between(std::size_t first, std::size_t last) const {
        std::string text;
        for (auto line = first; line < last; ++line) text += std::string(lines_[line]) + "\n";
        return text;
    }

    std::vector<std::string_view> lines_;
    std::map<std::string, std::string> items_;  // by how they would be written anew
};

}  // namespace

std::span<const CalendarList> CalendarLists() {
    return kLists;
}

std::optional<CalendarPlace> ParseCalendarPlace(std::string_view path) {
    for (const auto& list : kLists) {
        if (!path.starts_with(list.key) || path.substr(list.key.size(), 1) != ".") continue;
        const auto rest = path.substr(list.key.size() + 1);
        std::size_t row = 0;
        const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), row);
        const bool whole = error == std::errc() && (end == rest.data() + rest.size() || *end == '.');
        if (whole) return CalendarPlace{&list, row};
    }
    return std::nullopt;
}

std::string PathOf(const CalendarPlace& place) {
    return std::string(place.list->key) + "." + std::to_string(place.row);
}

CalendarText ReadCalendarText(std::string_view text, DefinitionErrors& beyond) {
    const auto root = Definition::Parse("", text, beyond);
    if (!root.IsMap()) root.Fail(Say("Nội dung gồm notices, days, swaps và hours."));
    root.OnlyKeys({"notices", "days", "swaps", "hours"});
    std::set<std::string> seen;
    for (const auto& [key, value] : root.Entries())
        if (!seen.insert(key).second) value.Fail(Say("“{1}” ghi hai lần: gộp vào một chỗ.", key));
    CalendarText calendar;
    for (const auto& list : kLists)
        for (const auto& node : root.List(list.key)) (calendar.*list.rows).push_back(ReadRow(list, node));
    if (root.Has("hours")) calendar.hours = Join(root.Texts("hours"), ", ");
    return calendar;
}

std::string WriteCalendarRow(const CalendarList& list, const CalendarRow& row) {
    std::string text;
    for (const auto& [key, value] : list.columns) {
        const bool may_lack = key == "to" || key == "status";
        if (may_lack && (row.*value).empty()) continue;
        text += (text.empty() ? "{" : ", ") + std::string(key) + ": " + CalendarWord(row.*value);
    }
    return text + "}";
}

CalendarRow ReadCalendarRow(const CalendarList& list, std::string_view text) {
    DefinitionErrors ignored;
    return ReadRow(list, Definition::Parse("", text, ignored));
}

std::string WriteCalendarText(const CalendarText& calendar) {
    return ChangeCalendarText("", calendar).text;
}

ChangedCalendarText ChangeCalendarText(const std::string& text, const CalendarText& after) {
    const CalendarSources sources(text);
    auto written = sources.Head();
    if (!after.hours.empty()) written += sources.Above("hours") + HoursLine(after.hours);
    for (const auto& list : kLists) {
        const auto& rows = after.*list.rows;
        written += sources.Above(list.key) + std::string(list.key) + ":" + (rows.empty() ? " []" : "") + "\n";
        for (const auto& row : rows) written += sources.Line(list, row);
    }
    const bool lost = RemarksIn(written) < RemarksIn(text);
    return {std::move(written), lost};
}

}  // namespace dongson::one_stop
