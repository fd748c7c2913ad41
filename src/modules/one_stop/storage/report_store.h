// What a report is made of: the dossiers of one unit as they passed through a period, and sums of what came in and went out of
// all of them (migration 0091).
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "modules/one_stop/domain/report.h"
#include "modules/one_stop/domain/report_steps.h"
#include "storage/database.h"

namespace dongson::one_stop {

enum class FlowPart : unsigned char { unit, domain };

// A sum that is not what the dossiers are.
struct AstrayFlow {
    UnitId unit;
    std::string span, domain, flow;
    std::int64_t since = 0, more = 0;  // dossiers in the sum than there are
};

class ReportStore {
  public:
    explicit ReportStore(storage::Transaction& tx) : tx_(tx) {}

    // What a unit had on hand in the period, in the order of receipt; then what it refused.
    std::vector<Passage> Passages(UnitId unit, const ReportPeriod& period);
    std::vector<StepTaken> Steps(UnitId unit, const ReportPeriod& period);

    // Of every unit, or of every field in all of them, about all that was on hand in the period.
    using Key = std::pair<UnitId, std::string>;
    std::map<Key, ReportCounts> Counts(FlowPart part, const ReportPeriod& period, Instant now);

    // Adds what changed to the sums, so many changes at most; how many there were.
    int Fold(int rows);
    std::vector<AstrayFlow> Astray(int rows);

  private:
    using Flows = std::map<Key, std::map<std::string, std::int64_t>>;
    Flows Before(FlowPart part, Date day, Instant now);

    storage::Transaction& tx_;
};

}  // namespace dongson::one_stop
