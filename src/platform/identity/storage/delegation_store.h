#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "platform/identity/delegation.h"
#include "platform/identity/storage/account_store.h"
#include "storage/database.h"

namespace dongson::identity {

class DelegationStore {
  public:
    explicit DelegationStore(storage::Transaction& tx) : tx_(tx) {}

    void Insert(const Delegation& delegation);
    std::optional<Delegation> Get(DelegationId id);
    std::vector<Delegation> OfPost(AppointmentId post);  // not revoked
    // Of any time, the newest first.
    std::vector<Delegation> From(AccountId account);
    std::vector<Delegation> To(AccountId account);
    std::vector<Delegation> OfUnit(UnitId unit);
    std::vector<Delegation> All();
    // Who works in a unit on a day.
    std::vector<AccountStore::Colleague> WhoWorksIn(UnitId unit, Date day);
    // False when it is revoked already.
    bool Revoke(DelegationId id, std::string_view by_name, std::string_view reason, Instant now);

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::identity
