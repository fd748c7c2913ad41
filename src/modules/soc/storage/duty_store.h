// Duty and calls in the database.
#pragma once

#include <optional>
#include <vector>

#include "modules/soc/domain/duty.h"
#include "storage/database.h"

namespace dongson::soc {

class DutyStore {
  public:
    explicit DutyStore(storage::Transaction& tx) : tx_(tx) {}
    // Nobody, when the turn names no account.
    void Set(const DutyTurn& turn, AccountId by, Instant now);
    std::vector<DutyTurn> Between(Date from, Date until);  // both included

    // False when that place was called about the alert already.
    bool Add(const Call& call);
    std::vector<Call> CallsOf(AlertId alert);
    std::vector<Call> Newest(int rows);
    std::optional<Instant> LastCallOf(AccountId account);

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::soc
