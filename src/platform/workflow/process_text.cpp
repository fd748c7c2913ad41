#include "platform/workflow/process_text.h"

#include <algorithm>
#include <set>

#include "core/text.h"

namespace dongson::workflow {

namespace {

using Lines = std::vector<std::string>;

constexpr std::string_view kStates = "states", kEvents = "events", kInclude = "include";

Lines LinesOf(const std::string& text) {
    Lines lines;
    for (const auto line : Split(std::string_view(text), '\n')) lines.emplace_back(line);
    while (!lines.empty() && lines.back().empty()) lines.pop_back();
    return lines;
}

bool IsRemark(std::string_view line) {
    return Trim(line).starts_with('#');
}

// A text cut at the keys that begin a line: "states:" and what is indented below it.
struct Cut {
    Lines head, states, events;  // without the lines "states:" and "events:"

    explicit Cut(const std::string& text) {
        Lines* into = &head;
        bool included = false;
        for (auto& line : LinesOf(text)) {
            const bool begins = !line.empty() && line.front() != ' ' && line.front() != '#' && line.front() != '-';
            if (begins) {
                included = line.starts_with(std::string(kInclude) + ":");
                into = line.starts_with(std::string(kStates) + ":")   ? &states
                       : line.starts_with(std::string(kEvents) + ":") ? &events
                                                                      : &head;
                if (into != &head) continue;
            }
            if (!included) into->push_back(std::move(line));
        }
    }
};

// "    from: [received, examining]", whatever lines it took.
void SayFrom(Lines& lines, const std::vector<std::string>& from) {
    constexpr std::string_view kFrom = "    from:";
    const auto first = std::ranges::find_if(lines, [&](const std::string& line) { return line.starts_with(kFrom); });
    if (first == lines.end()) return;
    auto last = first;
    while (last != lines.end() && last->find(']') == std::string::npos) ++last;
    *first = std::string(kFrom) + " " + (from.size() == 1 ? from.front() : "[" + Join(from, ", ") + "]");
    if (last != lines.end() && last != first) lines.erase(first + 1, last + 1);
}

// The events of a part that start from a state there is, each with the remarks above it.
Lines EventsOf(const std::string& part, const std::set<std::string>& states) {
    DefinitionErrors ignored;
    const auto events = Definition::Parse("", part, ignored).List(kEvents);
    const auto lines = LinesOf(part);
    const auto begin = [&](std::size_t event) {
        if (event == events.size()) return lines.size();
        auto at = static_cast<std::size_t>(events[event].Line() - 1);
        while (at > 0 && IsRemark(lines[at - 1]) && lines[at - 1].starts_with(' ')) --at;
        return at;
    };
    Lines all;
    for (std::size_t each = 0; each < events.size(); ++each) {
        auto from = events[each].Texts("from");
        const auto before = from.size();
        if (before > 1) std::erase_if(from, [&](const std::string& state) { return !states.contains(state); });
        if (from.empty()) continue;
        Lines own(lines.begin() + static_cast<std::ptrdiff_t>(begin(each)),
                  lines.begin() + static_cast<std::ptrdiff_t>(begin(each + 1)));
        if (from.size() < before) SayFrom(own, from);
        std::ranges::move(own, std::back_inserter(all));
    }
    return all;
}

std::set<std::string> StatesOf(const std::string& text) {
    DefinitionErrors ignored;
    std::set<std::string> states;
    for (const auto& [key, node] : Definition::Parse("", text, ignored).Child(kStates).Entries()) states.insert(key);
    return states;
}

}  // namespace

std::string WholeText(const std::string& text, const Parts& parts) {
    DefinitionErrors ignored;
    const auto included = Definition::Parse("", text, ignored).Texts(kInclude);
    Cut whole(text);
    auto states = StatesOf(text);
    for (const auto& name : included) {
        const auto& part = parts.at(name);
        states.merge(StatesOf(part));
        std::ranges::move(Cut(part).states, std::back_inserter(whole.states));
    }
    for (const auto& name : included) {
        const auto& part = parts.at(name);
        auto events = EventsOf(part, states);
        if (events.empty()) continue;
        for (const auto& remark : Cut(part).head)
            if (IsRemark(remark)) whole.events.push_back("  " + remark);
        std::ranges::move(events, std::back_inserter(whole.events));
    }
    std::string written;
    for (const auto& line : whole.head) written += line + "\n";
    written += std::string(kStates) + ":\n";
    for (const auto& line : whole.states) written += line + "\n";
    written += std::string(kEvents) + ":\n";
    for (const auto& line : whole.events) written += line + "\n";
    return written;
}

}  // namespace dongson::workflow
