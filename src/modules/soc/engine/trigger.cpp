#include "modules/soc/engine/trigger.h"

#include <algorithm>
#include <cmath>

#include "modules/soc/engine/letter_case.h"

namespace dongson::soc {

namespace {

using Join = Condition::Join;
using Place = TriggerKey::Place;

// What stands in nearly every event, wherever it comes from.
constexpr std::string_view kCommonplace[] = {
    "c:\\windows\\", "\\windows\\", "\\system32\\",   "system32",     "\\syswow64\\", "\\program files",    "\\users\\",
    "\\appdata\\",   "\\local\\",   "\\temp\\",       "\\software\\", "\\microsoft",  "microsoft",          "windows",
    "explorer.exe",  "svchost.exe", "powershell.exe", "cmd.exe",      "\\device\\",   "\\currentversion\\", ".exe",
    ".dll",          "/usr/bin/",   "/usr/",          "ntdll",        "kernel32",     "kernelbase",         "c:\\",
    "hklm\\",        "system",
};

// How many of a text's bytes tell it from what every event holds.
double Telling(std::string text) {
    for (const std::string_view each : kCommonplace)
        for (std::size_t at = text.find(each); at != std::string::npos; at = text.find(each, at))
            text.replace(at, each.size(), "\n");
    std::erase(text, '\n');
    return std::min<double>(static_cast<double>(text.size()), 24);
}

// Long texts are rare, texts at an end rarer than texts anywhere; the figures only choose among the rule's own parts.
double Chance(Place place, const std::string& folded) {
    switch (place) {
        case Place::whole:
            return 0.2 * std::pow(0.75, Telling(folded));
        case Place::start:
        case Place::end:
            return 0.4 * std::pow(0.78, Telling(folded));
        case Place::within:
            return 0.8 * std::pow(0.74, Telling(folded));
        case Place::present:
            return 0.9;
    }
    return 1;
}

Trigger Single(FieldId field, Place place, std::string_view text) {
    std::string folded = FoldCase(text);
    const double chance = Chance(place, folded);
    return {{{field, place, std::move(folded)}}, chance};
}

// The keys of a single test.
struct TestTrigger {
    FieldId field;

    std::optional<Trigger> operator()(const TextTest& test) const {
        const Pattern& pattern = test.pattern;
        if (!pattern.HasWildcards()) return Single(field, Place::whole, pattern.Start());
        std::string_view start = pattern.Start(), end = pattern.End(), longest = pattern.LongestLiteral();
        if (longest.empty()) return Present();
        if (start.size() == longest.size()) return Single(field, Place::start, start);
        if (end.size() == longest.size()) return Single(field, Place::end, end);
        return Single(field, Place::within, longest);
    }
    std::optional<Trigger> operator()(const ExpressionTest& test) const {
        Trigger trigger;
        for (const std::string& text : test.expression.Needed()) {
            trigger.keys.push_back({field, Place::within, text});
            trigger.chance += Chance(Place::within, text);
        }
        return trigger.keys.empty() ? Present() : trigger;
    }
    std::optional<Trigger> operator()(const AbsentTest&) const { return std::nullopt; }
    std::optional<Trigger> operator()(const auto&) const { return Present(); }

    std::optional<Trigger> Present() const {
        return field == kAnyField ? std::nullopt : std::optional(Single(field, Place::present, ""));
    }
};

std::optional<Trigger> TriggerOf(const Condition& condition, std::uint32_t at) {
    const Condition::Node& node = condition.nodes[at];
    std::optional<Trigger> result;
    switch (node.join) {
        case Join::atom: {
            const Atom& atom = condition.atoms[node.from];
            return std::visit(TestTrigger{atom.field}, atom.test);
        }
        case Join::none:
            return std::nullopt;
        case Join::all:
            for (std::uint32_t i = 0; i < node.count; ++i) {
                auto part = TriggerOf(condition, condition.children[node.from + i]);
                if (part && (!result || part->chance < result->chance)) result = std::move(part);
            }
            return result;
        case Join::any:
            result.emplace();
            for (std::uint32_t i = 0; i < node.count; ++i) {
                auto part = TriggerOf(condition, condition.children[node.from + i]);
                if (!part) return std::nullopt;
                result->chance += part->chance;
                std::ranges::move(part->keys, std::back_inserter(result->keys));
            }
            return result;
    }
    return result;
}

}  // namespace

std::optional<Trigger> TriggerOf(const Condition& condition) {
    auto trigger = TriggerOf(condition, condition.root);
    if (trigger) {
        std::ranges::sort(trigger->keys);
        auto repeated = std::ranges::unique(trigger->keys);
        trigger->keys.erase(repeated.begin(), repeated.end());
    }
    return trigger;
}

}  // namespace dongson::soc
