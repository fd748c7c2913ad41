// What a rule means: evaluated plainly, test by test. The index only decides which rules need to be evaluated.
#pragma once

#include "modules/soc/engine/event.h"
#include "modules/soc/engine/rule.h"

namespace dongson::soc {

// Where times of day are told: minutes east of Greenwich.
struct EvaluationOptions {
    int minutes_east = 7 * 60;
};

bool Holds(const Atom& atom, const Event& event, EvaluationOptions options = {});
bool Holds(const Condition& condition, const Event& event, EvaluationOptions options = {});

}  // namespace dongson::soc
