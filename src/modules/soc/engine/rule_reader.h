// Sigma rules as YAML: each document becomes a rule, or a fault with its line and reason. Nothing is half read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "modules/soc/engine/correlation.h"
#include "modules/soc/engine/rule.h"
#include "modules/soc/engine/selection.h"

namespace dongson::soc {

// A document of its own that narrows other rules: they hold only where its condition does too.
struct Filter {
    std::string title, file;
    int line = 1;
    std::vector<std::string> rules;  // ids or names; empty for every rule of the source
    LogSource source;
    Condition condition;
};

class RuleBook {
  public:
    explicit RuleBook(Placeholders placeholders = {}) : placeholders_(std::move(placeholders)) {}

    // Reads a file's documents. `file` is what faults call it.
    void Read(std::string_view file, std::string_view yaml);
    void AddFault(RuleFault fault) { faults_.push_back(std::move(fault)); }
    // After the last file: filters are put into the rules they name.
    void Finish();

    Fields& fields() { return fields_; }
    const Fields& fields() const { return fields_; }
    const std::vector<Rule>& rules() const { return rules_; }
    const std::vector<Correlation>& correlations() const { return correlations_; }
    // Whether a rule gives no alerts of its own, being part of correlations none of which says `generate`.
    bool Silent(std::uint32_t rule) const { return silent_[rule]; }
    // Whether a correlation wants the rule's hits.
    bool Correlated(std::uint32_t rule) const { return correlated_[rule]; }
    const std::vector<RuleFault>& faults() const { return faults_; }

  private:
    void ReadDocument(std::string_view file, const YAML::Node& document);
    void Apply(const Filter& filter);

    Placeholders placeholders_;
    Fields fields_;
    std::vector<Rule> rules_;
    std::vector<Filter> filters_;
    std::vector<Correlation> correlations_;
    std::vector<bool> correlated_, silent_;  // by rule
    std::vector<RuleFault> faults_;
};

}  // namespace dongson::soc
