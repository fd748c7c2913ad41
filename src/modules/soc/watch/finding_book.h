// What rules found since it was last told, by rule and by whom it is about. With events by the thousand, what is told stays
// small.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "modules/soc/domain/alert.h"
#include "modules/soc/engine/correlator.h"
#include "modules/soc/events/event_store.h"
#include "modules/soc/intelligence/recogniser.h"

namespace dongson::soc {

class FindingBook {
  public:
    void Note(Finding finding);
    // Empty from then on.
    std::vector<Finding> Take();

  private:
    std::map<std::pair<std::string, Entity>, Finding> findings_;
};

// A rule holds for one event.
Finding FindingOf(const Rule& rule, const Entity& entity, const EventKey& key, const EventRecord& record);
// An indicator stands in one event: alerts are told apart by the indicator, and their events show whom it met.
Finding FindingOf(const IndicatorMatch& match, const EventKey& key, const EventRecord& record);
// A correlation holds; its events are numbers as the store gives them.
Finding FindingOf(const Correlation& correlation, const CorrelationAlert& alert, const EventStore& store);

}  // namespace dongson::soc
