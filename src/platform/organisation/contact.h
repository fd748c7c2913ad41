// How people reach a unit: where it is, when it is open, whom to call.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/refusal.h"
#include "core/time.h"
#include "storage/database.h"

namespace dongson::organisation {

// As it is written for people, one line each; empty: not told.
struct Contact {
    std::string address, phone, email, hours, remark;

    bool empty() const { return *this == Contact{}; }
    bool operator==(const Contact&) const = default;
};

// One change of it. A unit that was never written about has none.
struct ContactVersion {
    UnitId unit;
    std::int64_t version = 0;
    Contact contact;
    Instant changed;
    std::string changed_by;
};

// With the blanks around it taken off, or what is wrong with which field ("address", "phone", "email", "hours", "remark").
std::expected<Contact, Refusals> CleanContact(const Contact& typed);

class ContactStore {
  public:
    explicit ContactStore(storage::Transaction& tx) : tx_(tx) {}

    // The newest first.
    std::vector<ContactVersion> Versions(UnitId unit, int rows);
    std::optional<ContactVersion> Newest(UnitId unit);
    std::map<UnitId, ContactVersion> All();
    // False when somebody wrote another version meanwhile. `before`: the version that was read; 0: none.
    bool Add(UnitId unit, std::int64_t before, const Contact& contact, AccountId by, std::string_view by_name, Instant now);

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::organisation
