// All rules against one event: exactly those hold that plain evaluation finds, at the price of the few that could.
#pragma once

#include <memory>
#include <vector>

#include "modules/soc/engine/evaluate.h"
#include "modules/soc/engine/event.h"
#include "modules/soc/engine/log_sources.h"
#include "modules/soc/engine/rule.h"
#include "modules/soc/engine/text_index.h"

namespace dongson::soc {

class RuleBook;

// What one thread needs to detect; for one detector.
struct DetectionRoom {
    SearchRoom search;
    std::vector<std::uint32_t> seen;  // by rule: the round it was last evaluated in
    std::uint32_t round = 0;
    std::uint64_t evaluated = 0;  // rules, all events together
    EventClass of = 0;            // what the last event was
};

// Immutable once made: shared by threads. `book` and `sources` must outlive it.
class Detector {
  public:
    Detector(const RuleBook& book, const LogSources& sources, EvaluationOptions options = {});
    ~Detector();

    // Before a thread's first Detect.
    void Prepare(DetectionRoom& room) const;
    // Appends the numbers of the rules that hold, in order. The event's fields may get the names that its source's rules use.
    void Detect(Event& event, EventClass otherwise, DetectionRoom& room, std::vector<std::uint32_t>& hits) const;
    // The same by evaluating every rule.
    void DetectPlainly(Event& event, EventClass otherwise, std::vector<std::uint32_t>& hits) const;
    // How many rules are evaluated for every event of their source.
    std::size_t AlwaysEvaluated(EventClass of) const;

  private:
    struct Plan;
    std::shared_ptr<const Plan> MakePlan(std::vector<std::uint32_t> rules) const;

    const RuleBook& book_;
    const LogSources& sources_;
    EvaluationOptions options_;
    std::vector<std::shared_ptr<const Plan>> plans_;  // by class
};

}  // namespace dongson::soc
