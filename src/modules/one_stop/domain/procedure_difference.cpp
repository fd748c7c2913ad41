#include "modules/one_stop/domain/procedure_difference.h"

#include <algorithm>

namespace dongson::one_stop {

namespace {

struct KindText {
    DifferenceKind kind;
    std::string_view word, name;
};
constexpr KindText kKinds[] = {{DifferenceKind::added, "new", "Mới"},
                               {DifferenceKind::changed, "changed", "Thay đổi"},
                               {DifferenceKind::abolished, "abolished", "Bãi bỏ"}};
constexpr std::string_view kOfLists[] = {"name",      "domain",    "level",         "results", "decision",
                                         "performer", "issuer",    "audience_text", "steps",   "requirements",
                                         "guidance",  "laws_text", "methods",       "papers",  "laws"};

// A way to apply of which nothing is said: the province offers it, and no list does.
bool IsSilent(const SheetRow& method) {
    return std::ranges::all_of(method, [](const auto& value) {
        return value.second.empty() || value.first == "channel" || value.first == "unit" || value.first == "fee_kind";
    });
}

ProcedureSheet AsListsSay(ProcedureSheet sheet) {
    std::erase_if(sheet.lists["methods"], IsSilent);
    return sheet;
}

}  // namespace

std::string_view DifferenceWord(DifferenceKind kind) {
    return std::ranges::find(kKinds, kind, &KindText::kind)->word;
}

std::string_view DifferenceName(DifferenceKind kind) {
    return std::ranges::find(kKinds, kind, &KindText::kind)->name;
}

std::optional<DifferenceKind> ParseDifferenceKind(std::string_view word) {
    const auto* found = std::ranges::find(kKinds, word, &KindText::word);
    return found == std::end(kKinds) ? std::nullopt : std::optional(found->kind);
}

bool IsOfLists(std::string_view part) {
    return std::ranges::find(kOfLists, part) != std::end(kOfLists);
}

std::vector<ChangedPart> PartsChangedBy(const ProcedureSheet& before, const ProcedureSheet& now, const ProcedureSheet& then) {
    const auto was = AsListsSay(before), holds_now = AsListsSay(now), is = AsListsSay(then);
    const auto own = DifferingParts(was, holds_now), open = DifferingParts(holds_now, is);
    const auto holds = [](const std::vector<std::string>& parts, const std::string& part) {
        return std::ranges::find(parts, part) != parts.end();
    };
    std::vector<ChangedPart> changed;
    for (const auto& part : DifferingParts(was, is))
        if (IsOfLists(part) && holds(open, part)) changed.push_back({part, holds(own, part)});
    return changed;
}

ProcedureSheet Merged(const ProcedureSheet& now, const ProcedureSheet& then, const std::vector<ChangedPart>& parts, bool whole) {
    auto merged = now;
    for (const auto& [part, own] : parts)
        if (whole || !own) TakePart(merged, then, part);
    // What the province offers of itself it goes on offering.
    auto& methods = merged.lists["methods"];
    for (const auto& method : now.Rows("methods")) {
        const auto same = [&](const SheetRow& each) { return each.at("channel") == method.at("channel"); };
        if (IsSilent(method) && std::ranges::none_of(methods, same)) methods.push_back(method);
    }
    return merged;
}

}  // namespace dongson::one_stop
