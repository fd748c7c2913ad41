#include "modules/soc/engine/rule.h"

#include <algorithm>
#include <array>
#include <span>

namespace dongson::soc {

namespace {

// In comparisons of short texts, very roughly. An expression is worth waiting for until all else has failed to decide.
struct TestCost {
    bool anywhere;  // every value of the event

    std::uint32_t operator()(const AbsentTest&) const { return 1; }
    std::uint32_t operator()(const PresentTest&) const { return 1; }
    std::uint32_t operator()(const TextTest& test) const { return (test.pattern.HasWildcards() ? 4U : 2U) * Values(); }
    std::uint32_t operator()(const ExpressionTest&) const { return 1000 * Values(); }
    std::uint32_t operator()(const auto&) const { return 8 * Values(); }

    std::uint32_t Values() const { return anywhere ? 20 : 1; }
};

}  // namespace

std::uint32_t Condition::AddAtom(Atom atom) {
    const std::uint32_t cost = std::visit(TestCost{atom.field == kAnyField}, atom.test);
    atoms.push_back(std::move(atom));
    nodes.push_back({Join::atom, static_cast<std::uint32_t>(atoms.size() - 1), 0, cost});
    return static_cast<std::uint32_t>(nodes.size() - 1);
}

std::uint32_t Condition::Add(Join join, const std::vector<std::uint32_t>& of) {
    if (of.size() == 1 && join != Join::none) return of[0];
    Node node{join, static_cast<std::uint32_t>(children.size()), static_cast<std::uint32_t>(of.size()), 0};
    children.insert(children.end(), of.begin(), of.end());
    const auto added = std::span(children).last(of.size());
    std::ranges::stable_sort(added, {}, [&](std::uint32_t child) { return nodes[child].cost; });
    for (const std::uint32_t child : added) node.cost += nodes[child].cost;
    nodes.push_back(node);
    return static_cast<std::uint32_t>(nodes.size() - 1);
}

void Condition::Narrow(const Condition& also) {
    auto atom_shift = static_cast<std::uint32_t>(atoms.size()), node_shift = static_cast<std::uint32_t>(nodes.size()),
         child_shift = static_cast<std::uint32_t>(children.size());
    atoms.insert(atoms.end(), also.atoms.begin(), also.atoms.end());
    for (Node node : also.nodes) {
        node.from += node.join == Join::atom ? atom_shift : child_shift;
        nodes.push_back(node);
    }
    for (std::uint32_t child : also.children) children.push_back(child + node_shift);
    root = Add(Join::all, {root, also.root + node_shift});
}

bool Covers(const LogSource& wide, const LogSource& narrow) {
    auto covers = [](const std::string& any_or, const std::string& other) { return any_or.empty() || any_or == other; };
    return covers(wide.product, narrow.product) && covers(wide.category, narrow.category) && covers(wide.service, narrow.service);
}

std::string_view Name(Level level) {
    constexpr std::array<std::string_view, 5> kNames = {"informational", "low", "medium", "high", "critical"};
    return kNames[static_cast<std::size_t>(level)];
}

std::optional<Level> ParseLevel(std::string_view name) {
    const auto* found = std::ranges::find(kLevels, name, [](Level level) { return Name(level); });
    return found == std::end(kLevels) ? std::nullopt : std::optional(*found);
}

}  // namespace dongson::soc
