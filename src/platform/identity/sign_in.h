// Coming in and going out.
#pragma once

#include <string>

#include "core/refusal.h"
#include "platform/identity/account.h"
#include "platform/platform.h"
#include "storage/database.h"

namespace dongson::identity {

struct Credentials {
    std::string login, password, one_time_code;
    std::string device, address;
    bool officers_only = false;  // where people apply at the national portal and have no passwords here
};

struct OpenedSession {
    Session session;
    std::string token;  // goes into the cookie and is kept nowhere
    Account account;
};

// The login that was meant: as typed, in small letters, when an account has it, else the number it reads as, in the form that
// registration keeps. Failures are counted by it, so that writing a number otherwise is no new guess.
std::string LoginOf(storage::Transaction& tx, std::string_view typed, Instant now);

// Refuses with SIGN_IN_WRONG (without saying whether the account exists), SIGN_IN_CODE_WANTED when a one-time code is needed,
// SIGN_IN_DISABLED when the password is right and the account was ended, SIGN_IN_NATIONAL when it is right and a citizen's where
// only officers come in, or SIGN_IN_WAIT when this address has failed too often
// for this account, or all addresses together far too often; an address that the account is signed in from already waits for its
// own failures only.
Result<OpenedSession> SignIn(storage::Database& database, const Credentials& credentials, Instant now);
void SignOut(storage::Database& database, const Session& session);

// The session a cookie belongs to, if it still lives: 12 hours of rest for citizens, 4 for officers, and never longer than
// UseSessionEnd says, however busy it is.
std::optional<Visitor> Recognise(storage::Database& database, std::string_view token, Instant now);

inline constexpr std::int64_t kSessionEnd = 7 * kDay;
void UseSessionEnd(std::int64_t milliseconds);
// Removes sessions that ended, failures and reset links that no longer count. Returns how many rows.
std::int64_t SweepSignIns(storage::Database& database, Instant now);

struct Registration {
    AccountKind kind = AccountKind::citizen;
    std::string name, person_number, born, phone, email, address, password;
    std::string slip;  // the code of a counter's slip: the account is proven from its first moment
};
// Every fault at once, each with its field. Without a slip a number that has an account is refused; with one it is taken back
// from an account that never proved it.
std::expected<Account, Refusals> Register(const Platform& platform, const Registration& wanted);

}  // namespace dongson::identity
