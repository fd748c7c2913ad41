// Passwords over their life: what is good enough, being asked again, changing, forgetting.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/refusal.h"
#include "platform/identity/account.h"
#include "platform/identity/proof.h"
#include "platform/platform.h"
#include "storage/database.h"

namespace dongson::identity {

// What of a person no password may be made of: the number, the phone, the name, the e-mail's name.
std::vector<std::string> OwnWords(const Account& account);

// Before what matters is changed the password is asked for again: a stolen session does not know it. Five failures are free.
Result<void> AskAgain(storage::Database& database, const Account& account, std::string_view password, Instant now);

// Sets a new password, ends every other session and every access token, and tells the person.
Result<void> ChangePassword(const Platform& platform, const Account& account, SessionId current, std::string_view password,
                            std::string_view wanted);

// A token to be sent to the person; nothing when there is no such account. Lives an hour.
std::optional<std::string> BeginReset(storage::Database& database, AccountId account, Instant now);
// Sets the password, closes every session of the account and ends its access tokens. A token that is none costs no hashing.
Result<void> FinishReset(const Platform& platform, std::string_view token, std::string_view password);
// The same for a proven owner without e-mail: whom a source vouches for sets a new password of the account that holds the number.
// An unproven holder's is not theirs to open: they register with the claim, and the number returns to them. One-time codes stay
// on.
Result<void> ResetByProof(const Platform& platform, ProofSource& source, std::string_view number, std::string_view claim,
                          std::string_view password);

// Switches one-time codes on with a code of the seed the server made for this session, or off with the password and a code.
Result<void> SwitchTotp(const Platform& platform, const Account& account, const Session& session, std::string_view password,
                        std::string_view code);
// The seed that waits for its first code; made when there is none.
std::string PendingTotp(storage::Database& database, const Session& session);

// Changes where the person is reached; a new e-mail address needs the password, and the old one is told.
struct Contact {
    std::string phone, email, address, password;
};
std::expected<void, Refusals> ChangeContact(const Platform& platform, const Account& account, const Contact& wanted);

}  // namespace dongson::identity
