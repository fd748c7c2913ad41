// What shifts told one another, in the database.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "storage/database.h"

namespace dongson::soc {

// What one shift told the next, and who of the next took it.
struct Handover {
    std::int64_t id = 0;
    Instant at;
    AccountId account;
    std::string text;
    std::optional<Instant> taken;
    AccountId taken_by;
};

class HandoverStore {
  public:
    explicit HandoverStore(storage::Transaction& tx) : tx_(tx) {}
    void Add(const Handover& handover);
    bool Take(std::int64_t handover, AccountId account, Instant now);  // false when it was taken, or is one's own
    std::vector<Handover> Newest();

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::soc
