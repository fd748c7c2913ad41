#include "modules/soc/engine/correlation.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "core/yaml.h"
#include "modules/soc/engine/document.h"
#include "modules/soc/engine/selection.h"

namespace dongson::soc {

namespace {

constexpr std::pair<std::string_view, CorrelationType> kTypes[] = {
    {"event_count", CorrelationType::event_count},
    {"value_count", CorrelationType::value_count},
    {"temporal", CorrelationType::temporal},
    {"temporal_ordered", CorrelationType::temporal_ordered},
    {"value_sum", CorrelationType::value_sum},
    {"value_avg", CorrelationType::value_avg},
    {"value_percentile", CorrelationType::value_percentile},
    {"value_median", CorrelationType::value_percentile},
};

double NumberOf(std::string_view file, const YAML::Node& node) {
    const std::string text = node.IsScalar() ? node.Scalar() : "";
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) Fail(file, node, "\"" + text + "\" is no number");
    return number;
}

// 30s, 5m, 2h, 1d.
std::int64_t Timespan(std::string_view file, const YAML::Node& node) {
    const std::string text = node.IsScalar() ? node.Scalar() : "";
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    constexpr std::pair<char, std::int64_t> kUnits[] = {{'s', kSecond}, {'m', kMinute}, {'h', kHour}, {'d', kDay}};
    const auto* unit = std::ranges::find(kUnits, text.empty() ? ' ' : text.back(), &std::pair<char, std::int64_t>::first);
    constexpr std::int64_t kLongest = 366;  // days
    if (error != std::errc() || end + 1 != text.data() + text.size() || unit == std::end(kUnits) || number <= 0 ||
        number > kLongest * kDay / unit->second)
        Fail(file, node, "timespan is a number and s, m, h or d, such as 5m, up to 366d");
    return number * unit->second;
}

void ReadBound(std::string_view file, std::string_view name, const YAML::Node& value, Bounds& bounds) {
    const double number = NumberOf(file, value);
    if (name == "gt" || name == "gte") {
        bounds.least = number;
        bounds.above = name == "gt";
    } else if (name == "lt" || name == "lte") {
        bounds.most = number;
        bounds.below = name == "lt";
    } else if (name == "eq") {
        bounds.least = bounds.most = number;
    } else {
        bounds.differs = number;
    }
}

void ReadBounds(std::string_view file, const YAML::Node& condition, Correlation& into) {
    if (!condition.IsMap()) Fail(file, condition, "condition is a map such as {gte: 10}");
    bool bounded = false;
    for (const auto& entry : condition) {
        const std::string name = entry.first.Scalar();
        if (name == "field") {
            into.field = entry.second.Scalar();
        } else if (name == "percentile") {
            into.percentile = NumberOf(file, entry.second);
            if (into.percentile < 0 || into.percentile > 100) Fail(file, entry.second, "percentile is 0 to 100");
        } else if (name == "gt" || name == "gte" || name == "lt" || name == "lte" || name == "eq" || name == "neq") {
            ReadBound(file, name, entry.second, into.bounds);
            bounded = true;
        } else {
            Fail(file, entry.first, "\"" + name + "\" is none of gt, gte, lt, lte, eq, neq, field, percentile");
        }
    }
    if (!bounded) Fail(file, condition, "condition says no bound such as gte: 10");
}

bool NeedsField(CorrelationType type) {
    return type == CorrelationType::value_count || type == CorrelationType::value_sum || type == CorrelationType::value_avg ||
           type == CorrelationType::value_percentile;
}

bool IsTemporal(CorrelationType type) {
    return type == CorrelationType::temporal || type == CorrelationType::temporal_ordered;
}

void ReadCondition(std::string_view file, const YAML::Node& body, Correlation& into) {
    const YAML::Node condition = body["condition"];
    if (condition) {
        ReadBounds(file, condition, into);
    } else if (IsTemporal(into.type)) {
        into.bounds.least = static_cast<double>(into.rules.size());
    } else {
        Fail(file, body, "condition is missing");
    }
    if (NeedsField(into.type) && into.field.empty()) Fail(file, condition, "this type says whose values it counts: field");
    if (into.type == CorrelationType::temporal_ordered && condition)
        Fail(file, condition, "temporal_ordered wants all of its rules, one after the other");
}

void ReadAliases(std::string_view file, const YAML::Node& aliases, Correlation& into) {
    if (!aliases) return;
    if (!aliases.IsMap()) Fail(file, aliases, "aliases is a map of names");
    for (const auto& alias : aliases) {
        if (!alias.second.IsMap()) Fail(file, alias.second, "an alias is a map of rules and fields");
        for (const auto& each : alias.second) {
            const std::string rule = each.first.Scalar();
            if (std::ranges::find(into.rules, rule) == into.rules.end())
                Fail(file, each.first, "the alias names \"" + rule + "\", which is not among the rules");
            into.aliases[alias.first.Scalar()][rule] = each.second.Scalar();
        }
    }
}

}  // namespace

bool Bounds::Hold(double figure) const {
    if (above ? figure <= least : figure < least) return false;
    if (below ? figure >= most : figure > most) return false;
    return !differs || figure != *differs;
}

bool Correlation::JudgedWhenOver() const {
    return type == CorrelationType::value_avg || type == CorrelationType::value_percentile || !bounds.OnlyFromBelow();
}

Correlation ReadCorrelation(std::string_view file, const YAML::Node& document) {
    Correlation result;
    ReadHeading(file, document, result);
    const YAML::Node body = document["correlation"];
    if (!body.IsMap()) Fail(file, body, "correlation is a map with type, rules and timespan");
    for (const auto& entry : body) {
        const std::string name = entry.first.Scalar();
        const std::vector<std::string> known = {"type", "rules", "group-by", "timespan", "condition", "aliases", "generate"};
        if (std::ranges::find(known, name) != known.end()) continue;
        const std::string near = Suggest(name, known);
        Fail(file, entry.first,
             "\"" + name + "\" is no part of a correlation" + (near.empty() ? "" : "; did you mean \"" + near + "\"?"));
    }
    const std::string type = TextOf(body, "type");
    const auto* known = std::ranges::find(kTypes, type, &std::pair<std::string_view, CorrelationType>::first);
    if (known == std::end(kTypes)) Fail(file, body, "type \"" + type + "\" is none that Sigma has");
    result.type = known->second;
    result.rules = TextsOf(body, "rules");
    if (result.rules.empty()) Fail(file, body, "a correlation says which rules it is of: rules");
    result.group_by = TextsOf(body, "group-by");
    result.generate = TextOf(body, "generate") == "true";
    if (!body["timespan"]) Fail(file, body, "timespan is missing");
    result.timespan = Timespan(file, body["timespan"]);
    ReadAliases(file, body["aliases"], result);
    soc::ReadCondition(file, body, result);
    return result;
}

}  // namespace dongson::soc
