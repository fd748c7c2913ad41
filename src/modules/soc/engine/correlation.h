// Correlation rules of Sigma: what several events mean together.
#pragma once

#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/time.h"
#include "modules/soc/engine/rule.h"

namespace YAML {
class Node;
}

namespace dongson::soc {

struct RuleFault;

enum class CorrelationType : unsigned char {
    event_count,
    value_count,
    temporal,
    temporal_ordered,
    value_sum,
    value_avg,
    value_percentile
};

// What the counted figure must be: every bound that is given.
struct Bounds {
    double least = -std::numeric_limits<double>::infinity(), most = std::numeric_limits<double>::infinity();
    bool above = false, below = false;  // the bound itself is left out
    std::optional<double> differs;      // neq

    bool Hold(double figure) const;
    // Once it holds, more events cannot undo it.
    bool OnlyFromBelow() const { return most == std::numeric_limits<double>::infinity() && !differs; }
};

struct Correlation {
    std::string id, title, name, status, description, author, file;
    int line = 1;
    std::vector<std::string> tags, false_positives;
    Level level = Level::medium;

    CorrelationType type = CorrelationType::event_count;
    std::vector<std::string> rules;     // ids or names, of rules or of other correlations
    std::vector<std::string> group_by;  // fields or aliases
    std::map<std::string, std::map<std::string, std::string>, std::less<>> aliases;  // alias → rule → field
    std::int64_t timespan = 0;                                                       // milliseconds
    Bounds bounds;
    std::string field;       // of value_*
    double percentile = 50;  // of value_percentile
    bool generate = false;   // the rules it is made of give alerts of their own too

    // What the names in `rules` stand for, in their order; set when the book is finished.
    struct Input {
        bool of_correlation = false;
        std::uint32_t number = 0;          // of the rule, or of the correlation
        std::vector<FieldId> group_by;     // of a rule's events
        std::vector<std::uint32_t> taken;  // of a correlation's own group: which part is which of ours
        FieldId field = kAnyField;
    };
    std::vector<Input> inputs;

    // Judged once the timespan is over, not with each event: a figure that may still fall, or must not grow.
    bool JudgedWhenOver() const;
};

// Finds what correlations are made of and puts each after those it needs. Those whose rules are not here, or that need
// themselves, go away and become faults.
void LinkCorrelations(const std::vector<Rule>& rules, std::vector<Correlation>& correlations, Fields& fields,
                      std::vector<RuleFault>& faults);

// Throws RuleFault.
Correlation ReadCorrelation(std::string_view file, const YAML::Node& document);

}  // namespace dongson::soc
