#include "modules/soc/engine/rule_reader.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>

#include "core/text.h"
#include "core/yaml_size.h"
#include "modules/soc/engine/condition_reader.h"
#include "modules/soc/engine/document.h"

namespace dongson::soc {

namespace {

using Join = Condition::Join;

// One document being read; faults are thrown.
class DocumentReader {
  public:
    DocumentReader(std::string_view file, const YAML::Node& document, Fields& fields, const Placeholders& placeholders)
        : file_(file), document_(document), fields_(fields), placeholders_(placeholders) {}

    Rule ReadRule() {
        Rule rule;
        ReadHeading(file_, document_, rule);
        rule.date = TextOf(document_, "date");
        rule.references = TextsOf(document_, "references");
        rule.shown_fields = TextsOf(document_, "fields");
        rule.source = Source();
        const YAML::Node detection = document_["detection"];
        if (detection["timeframe"]) Fail(file_, detection["timeframe"], "timeframe is no longer Sigma; write a correlation rule");
        ReadDetection(detection, "condition", rule.condition);
        return rule;
    }

    Filter ReadFilter() {
        Filter filter;
        filter.file = file_;
        filter.line = document_.Mark().line + 1;
        filter.title = ReadTitle(file_, document_);
        filter.source = Source();
        const YAML::Node body = document_["filter"];
        if (!body.IsMap()) Fail(file_, body, "filter is a map with rules, selections and a condition");
        const YAML::Node rules = body["rules"];
        if (!rules) Fail(file_, body, "a filter says which rules it is for: rules");
        filter.rules = TextsOf(body, "rules");
        if (filter.rules == std::vector<std::string>{"any"}) filter.rules.clear();
        ReadDetection(body, "rules", filter.condition);
        return filter;
    }

  private:
    LogSource Source() {
        const YAML::Node source = document_["logsource"];
        if (!source || !source.IsMap()) Fail(file_, document_, "a rule says where its events come from: logsource");
        LogSource result{Lower(TextOf(source, "product")), Lower(TextOf(source, "category")), Lower(TextOf(source, "service"))};
        if (result == LogSource{}) Fail(file_, source, "logsource names a product, a category or a service");
        return result;
    }

    // `beside`: a key that is no selection, besides "condition".
    void ReadDetection(const YAML::Node& detection, std::string_view beside, Condition& into) {
        if (!detection.IsMap()) Fail(file_, document_, "detection is a map of selections and a condition");
        SelectionReader reader(file_, fields_, placeholders_, into);
        Selections selections;
        for (const auto& entry : detection) {
            std::string name = entry.first.Scalar();
            if (name == "condition" || name == beside) continue;
            if (selections.contains(name)) Fail(file_, entry.first, "the selection \"" + name + "\" stands twice");
            selections[name] = reader.Read(entry.second);
        }
        const YAML::Node conditions = detection["condition"];
        if (!conditions) Fail(file_, detection, "condition is missing");
        std::vector<std::uint32_t> any;
        for (const YAML::Node& condition :
             conditions.IsSequence() ? std::vector<YAML::Node>(conditions.begin(), conditions.end()) : std::vector{conditions}) {
            if (!condition.IsScalar()) Fail(file_, condition, "a condition is a text");
            auto node = ReadCondition(condition.Scalar(), selections, into);
            if (!node) Fail(file_, condition, "condition: " + node.error());
            any.push_back(*node);
        }
        if (any.empty()) Fail(file_, conditions, "condition is empty");
        into.root = into.Add(Join::any, any);
    }

    std::string_view file_;
    const YAML::Node& document_;
    Fields& fields_;
    const Placeholders& placeholders_;
};

}  // namespace

void RuleBook::Read(std::string_view file, std::string_view yaml) {
    // Each value becomes a condition of its own; the longest rules in use have a few thousand.
    if (const auto fault = TooLarge(yaml, {.bytes = 4U << 20, .nodes = 100'000, .text = 4U << 20})) {
        faults_.push_back({std::string(file), fault->line, "YAML: " + fault->what.In(Language::english)});
        return;
    }
    try {
        for (const YAML::Node& document : YAML::LoadAll(std::string(yaml))) {
            if (document.IsNull()) continue;
            try {
                ReadDocument(file, document);
            } catch (RuleFault& fault) {
                faults_.push_back(std::move(fault));
            }
        }
    } catch (const YAML::Exception& error) {
        faults_.push_back({std::string(file), error.mark.line + 1, "YAML: " + error.msg});
    }
}

void RuleBook::ReadDocument(std::string_view file, const YAML::Node& document) {
    if (!document.IsMap()) Fail(file, document, "a rule is a map with title, logsource and detection");
    if (document["action"]) Fail(file, document["action"], "\"action\" is no longer Sigma; write each rule whole");
    DocumentReader reader(file, document, fields_, placeholders_);
    if (document["correlation"]) {
        correlations_.push_back(ReadCorrelation(file, document));
    } else if (document["filter"]) {
        filters_.push_back(reader.ReadFilter());
    } else if (document["detection"]) {
        rules_.push_back(reader.ReadRule());
    } else {
        Fail(file, document, "none of detection, correlation and filter");
    }
}

void RuleBook::Apply(const Filter& filter) {
    std::vector<std::string> unmet = filter.rules;
    for (Rule& rule : rules_) {
        auto named = std::ranges::find_if(unmet, [&](const std::string& each) { return each == rule.id || each == rule.name; });
        if (!filter.rules.empty() && named == unmet.end()) continue;
        if (named != unmet.end()) unmet.erase(named);
        if (Covers(filter.source, rule.source)) rule.condition.Narrow(filter.condition);
    }
    for (const std::string& name : unmet)
        faults_.push_back({filter.file, filter.line, "the filter names the rule \"" + name + "\", which is not here"});
}

void RuleBook::Finish() {
    for (const Filter& filter : filters_) Apply(filter);
    filters_.clear();
    LinkCorrelations(rules_, correlations_, fields_, faults_);
    std::vector<bool> generate(rules_.size());
    correlated_.assign(rules_.size(), false);
    for (const Correlation& correlation : correlations_)
        for (const Correlation::Input& input : correlation.inputs) {
            if (input.of_correlation) continue;
            correlated_[input.number] = true;
            if (correlation.generate) generate[input.number] = true;
        }
    silent_.resize(rules_.size());
    for (std::size_t rule = 0; rule < rules_.size(); ++rule) silent_[rule] = correlated_[rule] && !generate[rule];
}

}  // namespace dongson::soc
