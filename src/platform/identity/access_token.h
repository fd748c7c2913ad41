// Tokens that officers give to programs: a program that shows one acts as the officer, as long as the officer is one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/refusal.h"
#include "platform/identity/account.h"
#include "platform/platform.h"
#include "storage/database.h"

namespace dongson::identity {

using AccessTokenId = Id<struct AccessTokenTag>;

struct AccessToken {
    AccessTokenId id;
    AccountId account;
    std::string name;  // what it is for: "harvester of the health department"
    Instant created;
    std::optional<Instant> used;
};

struct IssuedToken {
    AccessToken token;
    std::string secret;  // shown once and kept nowhere
};

// Asks for the password again, for a token lasts longer than a session, and tells the officer. Refuses a token without a name,
// and more than twenty of one account. A new password ends them all (password.h).
Result<IssuedToken> IssueToken(const Platform& platform, const Account& account, std::string_view name,
                               std::string_view password);
std::vector<AccessToken> TokensOf(storage::Database& database, AccountId account);
// False when the account has no such token.
bool RevokeToken(storage::Database& database, AccountId account, AccessTokenId id);
// Whoever the token speaks for; nothing when it is none, was revoked, or its officer has no appointment any more.
std::optional<Officer> OfficerOfToken(storage::Database& database, std::string_view secret, Instant now);

}  // namespace dongson::identity
