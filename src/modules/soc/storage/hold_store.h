// Holds in the database; none is ever deleted.
#pragma once

#include <vector>

#include "modules/soc/domain/hold.h"
#include "storage/database.h"

namespace dongson::soc {

class HoldStore {
  public:
    explicit HoldStore(storage::Transaction& tx) : tx_(tx) {}
    void Insert(const Hold& hold);
    // False when there is none, or it was lifted before.
    bool Lift(std::int64_t hold, AccountId by, std::string_view reason, Instant now);
    std::vector<Hold> All();  // the newest first

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::soc
