// The roles as a province changed them.
#pragma once

#include <string>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "platform/identity/record.h"
#include "platform/identity/role.h"
#include "storage/database.h"

namespace dongson::identity {

// One version of one role. Version 0 is the one that ships, and stands in no row.
struct RoleEdition {
    RoleDefinition role;
    std::int64_t version = 0;
    bool as_shipped = false;  // it follows what ships
    AccountId author;
    std::string author_name, reason;
    Instant made;
    std::int64_t entry = 0;  // of the ledger; 0: of before these acts were entered
};
// What the ledger holds of it.
std::vector<RecordLine> LinesOf(const RoleEdition& edition);

class RoleStore {
  public:
    explicit RoleStore(storage::Transaction& tx) : tx_(tx) {}

    std::int64_t Mark();  // 0: nothing was ever changed
    // Another mark; nobody else changes a role until the transaction ends.
    void MarkAnew();
    void Add(const RoleEdition& edition);
    std::vector<RoleEdition> Editions(std::string_view role);  // the newest first
    std::vector<RoleEdition> Newest();                         // of each role that was ever changed
    std::vector<RoleEdition> Every();

  private:
    storage::Transaction& tx_;
};

// Puts the roles in force that the database has, when they are others than those in force.
void FollowRoles(storage::Transaction& tx);

}  // namespace dongson::identity
