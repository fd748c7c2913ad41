#pragma once

#include <vector>

#include "modules/one_stop/domain/fee_relief.h"
#include "storage/database.h"

namespace dongson::one_stop {

class FeeClaimStore {
  public:
    explicit FeeClaimStore(storage::Transaction& tx) : tx_(tx) {}

    void Insert(const FeeClaim& claim);
    void Decide(const FeeClaim& claim);
    // In the order they were made.
    std::vector<FeeClaim> Of(CaseId dossier);

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::one_stop
