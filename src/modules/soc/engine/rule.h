// A Sigma rule, read and understood: what the engine evaluates.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "modules/soc/engine/fields.h"
#include "modules/soc/engine/network.h"
#include "modules/soc/engine/pattern.h"
#include "modules/soc/engine/regular_expression.h"

namespace dongson::soc {

enum class Comparison : unsigned char { equal, less, at_most, greater, at_least };
enum class TimePart : unsigned char { minute, hour, day, week, month, year };
enum class Part : unsigned char { whole, start, end, within };

// What one value of a rule asks of a field.
struct TextTest {
    Pattern pattern;  // in small letters unless `cased`
    bool cased = false;
};
// Words as they stand in a longer text: no part of other words. What searches ask for; rules of Sigma have no such test.
struct WordTest {
    std::string text;  // in small letters, not empty
};
struct ExpressionTest {
    RegularExpression expression;
};
struct NetworkTest {  // cidr
    Network network;
};
struct NumberTest {
    Comparison comparison = Comparison::equal;
    double number = 0;
};
struct TimeTest {
    TimePart part = TimePart::hour;
    NumberTest number;
};
struct AbsentTest {};   // null: no such field, or null in it
struct PresentTest {};  // exists: true
struct FieldTest {      // fieldref: as TextTest, with what the other field holds
    FieldId other = kAnyField;
    Part part = Part::whole;
    bool cased = false;
};
using Test =
    std::variant<TextTest, WordTest, ExpressionTest, NetworkTest, NumberTest, TimeTest, AbsentTest, PresentTest, FieldTest>;

// One test of one field; a field with several values passes when one of them does. Keywords have kAnyField.
struct Atom {
    FieldId field = kAnyField;
    Test test;
};

// A condition as a tree: a node's children come one after the other in Condition::children.
struct Condition {
    enum class Join : unsigned char { atom, all, any, none };  // none: not
    struct Node {
        Join join = Join::atom;
        std::uint32_t from = 0, count = 0;  // of `children`; for an atom, `from` is its index in `atoms`
        std::uint32_t cost = 0;             // a guess, to try the cheap ones first
    };
    std::vector<Atom> atoms;
    std::vector<Node> nodes;
    std::vector<std::uint32_t> children;  // indices of nodes
    std::uint32_t root = 0;

    std::uint32_t AddAtom(Atom atom);
    // All of nothing holds, any of nothing does not. One child alone is the child itself. Children are tried in the order of
    // their cost, not of their writing.
    std::uint32_t Add(Join join, const std::vector<std::uint32_t>& of);
    // From now on it holds only where `also` does too.
    void Narrow(const Condition& also);
};

// Where a rule's events come from. Empty parts stand for any.
struct LogSource {
    std::string product, category, service;
    auto operator<=>(const LogSource&) const = default;
};
// Whether what `wide` leaves open or names is what `narrow` is.
bool Covers(const LogSource& wide, const LogSource& narrow);

enum class Level : unsigned char { informational, low, medium, high, critical };
inline constexpr Level kLevels[] = {Level::informational, Level::low, Level::medium, Level::high, Level::critical};
std::string_view Name(Level level);
std::optional<Level> ParseLevel(std::string_view name);

struct Rule {
    std::string id, title, name, status, description, author, date, file;
    int line = 1;  // in its file
    std::vector<std::string> tags, references, false_positives, shown_fields;
    Level level = Level::medium;
    LogSource source;
    Condition condition;
};

// What a rule, or a correlation, is known by: its id, or its title where it has none.
template <class Headed>
const std::string& KeyOf(const Headed& rule) {
    return rule.id.empty() ? rule.title : rule.id;
}

}  // namespace dongson::soc
