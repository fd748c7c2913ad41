#pragma once

#include <vector>

#include "modules/one_stop/domain/cash_day.h"
#include "storage/database.h"

namespace dongson::one_stop {

class FeeClaimStore {
  public:
    explicit FeeClaimStore(storage::Transaction& tx) : tx_(tx) {}

    void Insert(const FeeClaim& claim);
    void Decide(const FeeClaim& claim);
    // In the order they were made.
    std::vector<FeeClaim> Of(CaseId dossier);
    // Of one that was accepted before anybody knew the fee.
    void SayRelieved(std::int64_t claim, std::int64_t relieved);
    // Of dossiers handed in at a unit, by the day of the yes; of everybody when none is named.
    std::vector<GivenRelief> Accepted(UnitId unit, AccountId decider, Date from, Date until);

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::one_stop
