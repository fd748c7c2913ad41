// Guesses at passwords and codes. Each is counted before it is compared, so that many at once are no more than one after another;
// a right one is taken back.
#pragma once

#include <string>
#include <string_view>

#include "core/refusal.h"
#include "platform/identity/account.h"
#include "platform/identity/storage/account_store.h"
#include "storage/database.h"

namespace dongson::identity {

// How long to wait after so many failures: a minute after five, twice as long after each more, an hour at most.
inline constexpr std::int64_t kFreeFailures = 5;
std::int64_t WaitAfter(std::int64_t failures);
// Until the next guess is let through; nothing or less when it is already.
std::int64_t WaitOf(const AccountStore::Failures& failures, Instant now);
Refusal MustWait(std::int64_t wait, std::string field);

// In the place of an address: the failures of all addresses; of whoever is signed in already, at the password and at the code.
// A right password forgives no wrong code.
inline constexpr std::string_view kEverywhere = "*", kSignedIn = "signed-in", kSignedInCode = "signed-in-code";

// A guess of whoever is signed in already: counted, or refused with SIGN_IN_WAIT when there were too many.
Result<void> CountGuess(storage::Database& database, const Account& account, std::string_view kind, std::string field,
                        Instant now);
// It was right: what failed before counts no longer.
void GuessedRight(storage::Database& database, const Account& account, std::string_view kind);

}  // namespace dongson::identity
