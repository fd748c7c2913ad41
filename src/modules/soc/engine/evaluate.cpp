#include "modules/soc/engine/evaluate.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "modules/soc/engine/event_time.h"
#include "modules/soc/engine/letter_case.h"

namespace dongson::soc {

namespace {

std::optional<double> ReadNumber(std::string_view text) {
    double number = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

bool Compare(double value, const NumberTest& test) {
    switch (test.comparison) {
        case Comparison::equal:
            return value == test.number;
        case Comparison::less:
            return value < test.number;
        case Comparison::at_most:
            return value <= test.number;
        case Comparison::greater:
            return value > test.number;
        case Comparison::at_least:
            return value >= test.number;
    }
    return false;
}

bool Fits(std::string_view value, Part part, std::string_view wanted) {
    switch (part) {
        case Part::whole:
            return value == wanted;
        case Part::start:
            return value.starts_with(wanted);
        case Part::end:
            return value.ends_with(wanted);
        case Part::within:
            return value.find(wanted) != std::string_view::npos;
    }
    return false;
}

// Whether one value passes.
struct ValueTest {
    const Event& event;
    const Event::Value& value;
    EvaluationOptions options;

    bool operator()(const TextTest& test) const {
        return test.pattern.Matches(test.cased ? event.Text(value) : event.Folded(value));
    }
    bool operator()(const WordTest& test) const {
        const std::string_view text = event.Folded(value);
        for (std::size_t at = text.find(test.text); at != std::string_view::npos; at = text.find(test.text, at + 1)) {
            const std::size_t end = at + test.text.size();
            const bool begins = at == 0 || !IsWordByte(text[at - 1]) || !IsWordByte(text[at]);
            if (begins && (end == text.size() || !IsWordByte(text[end]) || !IsWordByte(text[end - 1]))) return true;
        }
        return false;
    }
    bool operator()(const ExpressionTest& test) const { return test.expression.FoundIn(event.Text(value)); }
    bool operator()(const NetworkTest& test) const {
        auto address = ReadAddress(event.Text(value));
        return address && InNetwork(*address, test.network);
    }
    bool operator()(const NumberTest& test) const {
        auto number = ReadNumber(event.Text(value));
        return number && Compare(*number, test);
    }
    bool operator()(const TimeTest& test) const {
        auto time = ReadEventTime(event.Text(value));
        return time && Compare(PartOf(*time, test.part, options.minutes_east), test.number);
    }
    bool operator()(const FieldTest& test) const {
        for (const auto* other = event.First(test.other); other != nullptr; other = event.Next(*other)) {
            if (other->kind == ValueKind::null) continue;
            if (test.cased ? Fits(event.Text(value), test.part, event.Text(*other))
                           : Fits(event.Folded(value), test.part, event.Folded(*other)))
                return true;
        }
        return false;
    }
    bool operator()(const AbsentTest&) const { return false; }
    bool operator()(const PresentTest&) const { return true; }
};

bool Passes(const Atom& atom, const Event& event, const Event::Value& value, EvaluationOptions options) {
    return value.kind != ValueKind::null && std::visit(ValueTest{event, value, options}, atom.test);
}

bool Holds(const Condition& condition, std::uint32_t at, const Event& event, EvaluationOptions options) {
    const Condition::Node& node = condition.nodes[at];
    auto children = std::span(condition.children).subspan(node.join == Condition::Join::atom ? 0 : node.from, node.count);
    auto holds = [&](std::uint32_t child) { return Holds(condition, child, event, options); };
    switch (node.join) {
        case Condition::Join::atom:
            return Holds(condition.atoms[node.from], event, options);
        case Condition::Join::all:
            return std::ranges::all_of(children, holds);
        case Condition::Join::any:
            return std::ranges::any_of(children, holds);
        case Condition::Join::none:
            return std::ranges::none_of(children, holds);
    }
    return false;
}

}  // namespace

bool Holds(const Atom& atom, const Event& event, EvaluationOptions options) {
    if (atom.field == kAnyField)
        return std::ranges::any_of(event.values(), [&](const Event::Value& value) {
            return value.sought == Sought::anywhere && Passes(atom, event, value, options);
        });
    if (std::holds_alternative<PresentTest>(atom.test)) return event.Has(atom.field);
    if (std::holds_alternative<AbsentTest>(atom.test)) {
        for (const auto* value = event.First(atom.field); value != nullptr; value = event.Next(*value))
            if (value->kind != ValueKind::null) return false;
        return true;
    }
    for (const auto* value = event.First(atom.field); value != nullptr; value = event.Next(*value))
        if (Passes(atom, event, *value, options)) return true;
    return false;
}

bool Holds(const Condition& condition, const Event& event, EvaluationOptions options) {
    return Holds(condition, condition.root, event, options);
}

}  // namespace dongson::soc
