// Coming in and going out.
#pragma once

#include <string>

#include "core/refusal.h"
#include "platform/identity/account.h"
#include "storage/database.h"

namespace dongson::identity {

struct Credentials {
    std::string login, password, one_time_code;
    std::string device, address;
};

struct SignedIn {
    Session session;
    std::string token;  // goes into the cookie and is kept nowhere
    Account account;
};

// Refuses with SIGN_IN_WRONG (without saying whether the account exists), SIGN_IN_CODE_WANTED when a one-time code is needed, or
// SIGN_IN_WAIT when this address has failed too often for this account. Another address is never made to wait.
Result<SignedIn> SignIn(storage::Database& database, const Credentials& credentials, Instant now);
void SignOut(storage::Database& database, const Session& session);

// The session a cookie belongs to, if it still lives: 12 hours of rest for citizens, 4 for officers.
struct Visitor {
    Session session;
    Account account;
    std::vector<Appointment> appointments;
};
std::optional<Visitor> Recognise(storage::Database& database, std::string_view token, Instant now);

struct Registration {
    AccountKind kind = AccountKind::citizen;
    std::string name, person_number, born, phone, email, address, password;
};
// Every fault at once, each with its field.
std::expected<Account, Refusals> Register(storage::Database& database, const Registration& wanted, Instant now);

// A token to be sent to the person; nothing when there is no such account. Lives an hour.
std::optional<std::string> BeginReset(storage::Database& database, std::string_view login, Instant now);
// Sets the password and closes every session of the account.
Result<void> FinishReset(storage::Database& database, std::string_view token, std::string_view password, Instant now);

}  // namespace dongson::identity
