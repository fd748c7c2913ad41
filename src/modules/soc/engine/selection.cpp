#include "modules/soc/engine/selection.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/text.h"
#include "modules/soc/engine/evaluate.h"
#include "modules/soc/engine/modifiers.h"

namespace dongson::soc {

namespace {

using Join = Condition::Join;

// "+1" apart, what YAML takes for a number stands in events as it is written in the rule.
std::string ScalarText(const YAML::Node& value) {
    return value.Scalar();
}

std::vector<YAML::Node> ValuesOf(const YAML::Node& values) {
    return values.IsSequence() ? std::vector<YAML::Node>(values.begin(), values.end()) : std::vector<YAML::Node>{values};
}

}  // namespace

struct SelectionReader::Item {
    FieldId field = kAnyField;
    Modifiers modifiers;
};

void Fail(std::string_view file, const YAML::Node& where, std::string reason) {
    throw RuleFault{std::string(file), where.Mark().line + 1, std::move(reason)};
}

std::uint32_t SelectionReader::Read(const YAML::Node& selection) {
    if (selection.IsMap()) return Map(selection);
    if (selection.IsSequence()) return List(selection);
    if (selection.IsScalar()) return ReadItem({}, selection);
    Fail(file_, selection, "a selection is a map of fields or a list");
}

std::uint32_t SelectionReader::List(const YAML::Node& list) {
    std::vector<std::uint32_t> any;
    for (const YAML::Node& entry : list) any.push_back(entry.IsMap() ? Map(entry) : ReadItem({}, entry));
    if (any.empty()) Fail(file_, list, "an empty list selects nothing");
    return into_.Add(Join::any, any);
}

std::uint32_t SelectionReader::Map(const YAML::Node& map) {
    std::vector<std::uint32_t> all;
    std::vector<std::string> seen;
    for (const auto& entry : map) {
        std::string key = entry.first.Scalar();
        if (std::ranges::find(seen, key) != seen.end())
            Fail(file_, entry.first, "\"" + key + "\" stands twice in one selection: one of them would be lost");
        seen.push_back(key);
        auto parts = Split(std::string_view(key), '|');
        auto modifiers = Modifiers::Read({parts.begin() + 1, parts.end()});
        if (!modifiers) Fail(file_, entry.first, modifiers.error());
        all.push_back(ReadItem({parts[0].empty() ? kAnyField : fields_.Of(parts[0]), *modifiers}, entry.second));
    }
    if (all.empty()) Fail(file_, map, "an empty selection would match every event");
    return into_.Add(Join::all, all);
}

std::uint32_t SelectionReader::ReadItem(const Item& item, const YAML::Node& values) {
    std::vector<std::uint32_t> nodes;
    if (values.IsSequence() && values.size() == 0) Fail(file_, values, "an empty list of values");
    for (const YAML::Node& value : ValuesOf(values)) {
        if (value.IsNull() && values.IsSequence())
            Fail(file_, value, "null cannot stand in a list of values; write a selection of its own for it");
        nodes.push_back(into_.Add(Join::any, OneValue(item, value)));
    }
    std::uint32_t node = into_.Add(item.modifiers.all ? Join::all : Join::any, nodes);
    return item.modifiers.differs ? into_.Add(Join::none, {node}) : node;
}

std::vector<std::uint32_t> SelectionReader::OneValue(const Item& item, const YAML::Node& value) {
    std::vector<std::uint32_t> any;
    auto add = [&](Test test) { any.push_back(into_.AddAtom({item.field, std::move(test)})); };
    if (value.IsNull()) {
        if (item.field == kAnyField) Fail(file_, value, "a keyword cannot be null");
        add(AbsentTest{});
        return any;
    }
    if (!value.IsScalar()) Fail(file_, value, "a value is a text, a number or null");
    if (item.modifiers.exists) {
        std::string said = FoldCase(value.Scalar());
        if (said != "true" && said != "false") Fail(file_, value, "exists is true or false");
        if (item.field == kAnyField) Fail(file_, value, "exists is asked of a field");
        add(PresentTest{});
        if (said == "false") any = {into_.Add(Join::none, any)};
        return any;
    }
    for (const std::string& text : item.modifiers.expand ? Expanded(value, ScalarText(value)) : std::vector{ScalarText(value)})
        for (Test& test : Tests(item, value, text)) add(std::move(test));
    return any;
}

NumberTest SelectionReader::Number(const Item& item, const YAML::Node& value) {
    double number = 0;
    const std::string& text = value.Scalar();
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(number))
        Fail(file_, value, "\"" + text + "\" is no number to compare with");
    return {item.modifiers.comparison.value_or(Comparison::equal), number};
}

std::vector<Test> SelectionReader::Tests(const Item& item, const YAML::Node& value, const std::string& text) {
    const Modifiers& modifiers = item.modifiers;
    if (modifiers.time_part) return {TimeTest{*modifiers.time_part, Number(item, value)}};
    if (modifiers.comparison) return {Number(item, value)};
    if (modifiers.network) {
        auto network = ReadNetwork(text);
        if (!network) Fail(file_, value, "\"" + text + "\" is no network such as 10.0.0.0/8 or 2001:db8::/32");
        return {NetworkTest{*network}};
    }
    if (modifiers.expression) {
        auto expression = RegularExpression::Read(text, *modifiers.expression);
        if (!expression) Fail(file_, value, "the regular expression cannot be used: " + expression.error());
        return {ExpressionTest{*expression}};
    }
    if (modifiers.field_reference) {
        if (item.field == kAnyField) Fail(file_, value, "fieldref is asked of a field");
        return {FieldTest{fields_.Of(text), modifiers.part, modifiers.cased}};
    }
    return TextTests(item, value, text);
}

std::vector<Test> SelectionReader::TextTests(const Item& item, const YAML::Node& value, const std::string& text) {
    const Modifiers& modifiers = item.modifiers;
    std::vector<Pattern> patterns = {Pattern::Parse(text)};
    if (!modifiers.encodings.empty()) {
        if (patterns[0].HasWildcards()) Fail(file_, value, "a text with wildcards cannot be encoded");
        std::vector<std::string> encoded = {std::string(patterns[0].Start())};
        for (Encoding encoding : modifiers.encodings) {
            std::vector<std::string> next;
            for (const std::string& each : encoded) std::ranges::copy(Encode(each, encoding), std::back_inserter(next));
            encoded = std::move(next);
        }
        patterns.clear();
        for (const std::string& each : encoded) patterns.push_back(Pattern::Literal(each));
    }
    std::vector<Test> tests;
    const bool keyword = item.field == kAnyField;
    for (Pattern& pattern : patterns) {
        if (modifiers.windash) pattern.AnyDash();
        if (modifiers.part == Part::end || modifiers.part == Part::within || keyword) pattern.OpenStart();
        if (modifiers.part == Part::start || modifiers.part == Part::within || keyword) pattern.OpenEnd();
        if (!modifiers.cased) pattern.Fold();
        tests.emplace_back(TextTest{std::move(pattern), modifiers.cased});
    }
    return tests;
}

std::vector<std::string> SelectionReader::Expanded(const YAML::Node& value, const std::string& text) {
    auto open = text.find('%');
    auto close = open == std::string::npos ? open : text.find('%', open + 1);
    if (close == std::string::npos) return {text};
    std::string name = text.substr(open + 1, close - open - 1);
    auto known = placeholders_.find(name);
    if (known == placeholders_.end())
        Fail(file_, value, "the placeholder %" + name + "% is not defined here, so the rule would find nothing");
    std::vector<std::string> texts;
    for (const std::string& tail : Expanded(value, text.substr(close + 1)))
        for (const std::string& each : known->second) texts.push_back(dongson::Join({text.substr(0, open), each, tail}, ""));
    return texts;
}

}  // namespace dongson::soc
