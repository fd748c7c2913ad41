// The people who work here: how they come, which posts they hold from when until when, how they leave. Every act is written into
// the account's history with who did it, and told to whom it concerns.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/refusal.h"
#include "platform/identity/account.h"
#include "platform/platform.h"
#include "storage/database.h"

namespace dongson::identity {

using ProposalId = Id<struct ProposalTag>;

// A yes to what another administrator asked for (proposal.h).
struct Agreed {
    ProposalId id;
    bool nobody_else = false;  // by somebody who is to say no yes to who asked, where no other administrator was left

    explicit operator bool() const { return static_cast<bool>(id); }
};

// Who acts: an administrator in a browser, or somebody at the server's own console, who has no account.
struct Manager {
    AccountId id;
    std::string name;
    Agreed agreed = {};                       // what another administrator asked for and this one agrees to
    std::string asked_by = {}, because = {};  // who that was, and why

    static Manager Of(const Account& account) { return {account.id, account.name}; }
};

// What a history says of an act: who asked for it stands beside who said yes.
std::string DetailOf(const Manager& by, std::string_view detail);

struct NewOfficer {
    std::string login, name;
    std::string email, phone;  // may be empty
};

struct NewPost {
    UnitId unit;
    Role role;
    std::string position;             // "Chuyên viên"; the role's name when it is empty
    std::optional<Date> from, until;  // both inclusive; none: from today, without end
};

// The code that lets somebody set a password of their own. Shown once; only its digest is kept.
struct Access {
    Account account;
    std::string code;  // ABCD-EFGH-JKMN-PQRS
    Instant until;
};
inline constexpr int kAccessDays = 7;
inline constexpr std::size_t kLongestName = 200, kLongestPosition = 120;  // characters

// A reason is given, and not too long; the refusal is of the field "ly_do".
Result<void> CheckReason(std::string_view reason);
// Powers are somebody else's to give: nobody appoints themselves.
Refusal NotOneself();

// An account without a password and without posts. Every fault at once, each with its field.
std::expected<Access, Refusals> Hire(const Platform& platform, const Manager& by, const NewOfficer& wanted);
// The same with a first post: both or neither.
std::expected<Access, Refusals> HireTo(const Platform& platform, const Manager& by, const NewOfficer& wanted,
                                       const NewPost& post);
// What would be refused of somebody new; nothing is done.
Refusals FaultsOf(const Platform& platform, const NewOfficer& wanted);
// Refuses a unit that does not exist on those days, and a post that is held on one of them already.
std::expected<Appointment, Refusals> AppointTo(const Platform& platform, const Manager& by, AccountId account,
                                               const NewPost& wanted);
// What is wrong with a last day of a post.
std::optional<Refusal> RefuseLastDay(const Appointment& post, Date last, Date today);
// The last day of a post, which may have passed. Refuses when nobody would be left to administrate (STAFF_LAST_OPERATOR).
Result<void> EndPost(const Platform& platform, const Manager& by, AppointmentId post, Date last, std::string_view reason);
// Nobody comes in with the account any more: sessions, access tokens and codes end. What its owner did stays under their name.
Result<void> Disable(const Platform& platform, const Manager& by, AccountId account, std::string_view reason);
// Takes that back. Posts that ended stay ended, and whoever it is sets a new password.
Result<Access> Enable(const Platform& platform, const Manager& by, AccountId account, std::string_view reason);
// For who lost the password or the telephone: both, sessions and access tokens end, a new code is given.
Result<Access> RenewAccess(const Platform& platform, const Manager& by, AccountId account, std::string_view reason);
// How many.
Result<std::int64_t> EndSessions(const Platform& platform, const Manager& by, AccountId account, std::string_view reason);

// The owner of a code sets a password. Refuses with ACTIVATION_WRONG, whatever of it is wrong.
Result<Account> Activate(const Platform& platform, std::string_view login, std::string_view code, std::string_view password);

// What modules do with the transaction that ends a post or an account: work that nobody holds any more goes back to its unit.
// Each module adds its own; an empty one: nothing is done any more.
using WhenPostsChange = std::function<void(const Platform& platform, storage::Transaction& tx)>;
void UseWhenPostsChange(WhenPostsChange when);
void PostsChanged(const Platform& platform, storage::Transaction& tx);

// "nguyen.van.an": from three to forty small letters, digits, dots and lines, a letter first; no person's number.
Result<std::string> ParseLogin(std::string_view typed, Date today);

}  // namespace dongson::identity
