#include <algorithm>

#include "modules/soc/engine/correlation.h"
#include "modules/soc/engine/selection.h"

namespace dongson::soc {

namespace {

enum class State : unsigned char { untouched, being_linked, linked, refused };

// Depth first: what a correlation needs is placed before it.
class Linker {
  public:
    Linker(const std::vector<Rule>& rules, std::vector<Correlation>& correlations, Fields& fields, std::vector<RuleFault>& faults)
        : rules_(rules),
          correlations_(correlations),
          fields_(fields),
          faults_(faults),
          states_(correlations.size()),
          places_(correlations.size()) {}

    void LinkAll() {
        for (std::size_t i = 0; i < correlations_.size(); ++i) Link(i);
        correlations_ = std::move(placed_);
    }

  private:
    bool Link(std::size_t at) {
        if (states_[at] != State::untouched) return states_[at] == State::linked;
        states_[at] = State::being_linked;
        Correlation& correlation = correlations_[at];
        for (const std::string& name : correlation.rules) {
            const std::string reason = AddInput(correlation, name);
            if (reason.empty()) continue;
            faults_.push_back({correlation.file, correlation.line, reason});
            states_[at] = State::refused;
            return false;
        }
        states_[at] = State::linked;
        places_[at] = static_cast<std::uint32_t>(placed_.size());
        placed_.push_back(correlation);
        return true;
    }

    // Empty when the name was found.
    std::string AddInput(Correlation& correlation, const std::string& name) {
        const auto named = [&](const auto& each) { return each.id == name || each.name == name; };
        Correlation::Input input;
        if (const auto rule = std::ranges::find_if(rules_, named); rule != rules_.end()) {
            input.number = static_cast<std::uint32_t>(rule - rules_.begin());
            for (const std::string& group : correlation.group_by)
                input.group_by.push_back(fields_.Of(FieldFor(correlation, group, name)));
            if (!correlation.field.empty()) input.field = fields_.Of(FieldFor(correlation, correlation.field, name));
            correlation.inputs.push_back(std::move(input));
            return "";
        }
        const auto other = std::ranges::find_if(correlations_, named);
        if (other == correlations_.end()) return "there is no rule \"" + name + "\" to correlate";
        const auto at = static_cast<std::size_t>(other - correlations_.begin());
        if (states_[at] == State::being_linked) return "\"" + name + "\" would need itself";
        if (!Link(at)) return "\"" + name + "\" was refused, and this one needs it";
        if (!correlation.field.empty()) return "\"" + name + "\" is a correlation and has no field \"" + correlation.field + "\"";
        for (const std::string& group : correlation.group_by) {
            const std::string wanted = FieldFor(correlation, group, name);
            const auto part = std::ranges::find(other->group_by, wanted);
            if (part == other->group_by.end())
                return std::string("\"")
                    .append(name)
                    .append("\" is not grouped by \"")
                    .append(wanted)
                    .append("\", which this one is");
            input.taken.push_back(static_cast<std::uint32_t>(part - other->group_by.begin()));
        }
        input.of_correlation = true;
        input.number = places_[at];
        correlation.inputs.push_back(std::move(input));
        return "";
    }

    static std::string FieldFor(const Correlation& correlation, const std::string& name, const std::string& rule) {
        const auto alias = correlation.aliases.find(name);
        if (alias == correlation.aliases.end()) return name;
        const auto field = alias->second.find(rule);
        return field == alias->second.end() ? name : field->second;
    }

    const std::vector<Rule>& rules_;
    std::vector<Correlation>& correlations_;
    Fields& fields_;
    std::vector<RuleFault>& faults_;
    std::vector<State> states_;
    std::vector<std::uint32_t> places_;  // in placed_
    std::vector<Correlation> placed_;
};

}  // namespace

void LinkCorrelations(const std::vector<Rule>& rules, std::vector<Correlation>& correlations, Fields& fields,
                      std::vector<RuleFault>& faults) {
    Linker(rules, correlations, fields, faults).LinkAll();
}

}  // namespace dongson::soc
