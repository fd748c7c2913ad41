#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "platform/identity/account.h"
#include "storage/database.h"

namespace dongson::identity {

// An officer as a list shows one.
struct OfficerRow {
    AccountId id;
    std::string login, name, email, phone;
    bool has_password = false, has_codes = false;
    Instant created;
    std::optional<Instant> disabled;
};

struct AccountEvent {
    Instant at;
    std::string by, event, detail;
};

class StaffStore {
  public:
    explicit StaffStore(storage::Transaction& tx) : tx_(tx) {}

    std::vector<OfficerRow> Officers();
    // A post with whose it is, of any time.
    struct Post {
        AccountId account;
        Appointment held;
    };
    std::optional<Post> Get(AppointmentId id);
    std::vector<Post> PostsOf(AccountId account);  // the newest first
    std::vector<Post> Posts();                     // everybody's, of any time
    void EndPost(AppointmentId id, Date last);
    void SetPosition(AppointmentId id, std::string_view position);
    // Who may do something on a day and has come in at least once, by which post.
    std::vector<std::pair<AccountId, AppointmentId>> AbleOn(const Capability& capability, Date day);
    std::vector<std::pair<AccountId, AppointmentId>> AbleOn(const Capability& capability, Date day, const RoleBook& book);

    void CameIn(AccountId id, Instant now);     // signed in
    std::map<AccountId, Instant> LastCameIn();  // of all who did since it is written down

    bool Disable(AccountId id, Instant now);
    bool Enable(AccountId id);
    // Password and one-time codes are gone.
    void TakeAccess(AccountId id);
    void SetOfficer(AccountId id, std::string_view name, std::string_view email, std::string_view phone);

    void GiveCode(AccountId id, std::string_view digest, Instant until);
    bool CodeFits(AccountId id, std::string_view digest, Instant now);
    bool SpendCode(AccountId id, std::string_view digest, Instant now);
    void DropCode(AccountId id);
    std::optional<Instant> CodeUntil(AccountId id);

    void Note(AccountId id, AccountId by, std::string_view by_name, std::string_view event, std::string_view detail, Instant now);
    std::vector<AccountEvent> Events(AccountId id, int rows);

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::identity
