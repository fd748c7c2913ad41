// Looks for indicators in the values of an event that may be one: addresses where fields hold addresses, names where names, and
// every word of a text that nobody could read.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "modules/soc/engine/event.h"
#include "modules/soc/intelligence/indicator_set.h"

namespace dongson::soc {

struct IndicatorMatch {
    const IndicatorSet::Feed* feed = nullptr;
    IndicatorLine indicator;
};

// May be shared by threads.
class Recogniser {
  public:
    // Gives `fields` those that it looks at (data/soc/observables.yaml).
    Recogniser(std::shared_ptr<const IndicatorSet> indicators, Fields& fields);

    const IndicatorSet& indicators() const { return *indicators_; }
    // Appends those that had not run out at `time`; a feed's indicator once an event. `every_word`: the event is a text.
    void Recognise(const Event& event, Instant time, bool every_word, std::vector<IndicatorMatch>& matches) const;

  private:
    std::shared_ptr<const IndicatorSet> indicators_;
    std::array<std::vector<FieldId>, kIndicatorKinds> fields_;  // by kind
};

}  // namespace dongson::soc
