// What must stand in an event for a rule to hold, as far as an index can find it: the rule is evaluated only then.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/soc/engine/rule.h"

namespace dongson::soc {

struct TriggerKey {
    enum class Place : unsigned char { whole, start, end, within, present };  // present: any value at all
    FieldId field = kAnyField;
    Place place = Place::whole;
    std::string text;  // in small letters
    auto operator<=>(const TriggerKey&) const = default;
};

// One key at least is found wherever the rule holds. Nothing when no such keys are known: the rule is always evaluated.
struct Trigger {
    std::vector<TriggerKey> keys;
    double chance = 0;  // a guess of how often one is found in an event of the rule's source
};
std::optional<Trigger> TriggerOf(const Condition& condition);

}  // namespace dongson::soc
