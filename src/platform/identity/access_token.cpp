#include "platform/identity/access_token.h"

#include "core/bytes.h"
#include "core/text.h"
#include "platform/identity/storage/access_token_store.h"
#include "platform/identity/storage/account_store.h"

namespace dongson::identity {

using storage::Transaction;

namespace {

constexpr std::size_t kMostTokens = 20;
constexpr std::int64_t kTenMinutes = 10LL * 60 * 1000;

}  // namespace

Result<IssuedToken> IssueToken(storage::Database& database, AccountId account, std::string_view name, Instant now) {
    if (Trim(name).empty())
        return std::unexpected(
            Refusal{"TOKEN_NO_NAME", Say("Ghi mã này dùng cho chương trình nào, để sau này biết mà thu hồi."), "ten_ma"});
    IssuedToken issued{{Fresh<AccessTokenTag>(), account, Shorten(Trim(name), 100), now, std::nullopt},
                       Base64Url(RandomBytes(32))};
    return database.InTransaction([&](Transaction& tx) -> Result<IssuedToken> {
        AccessTokenStore tokens(tx);
        if (tokens.Of(account).size() >= kMostTokens)
            return std::unexpected(
                Refusal{"TOKEN_TOO_MANY", Say("Mỗi tài khoản có nhiều nhất 20 mã. Hãy thu hồi mã không dùng nữa."), "ten_ma"});
        tokens.Insert(issued.token, BytesOf(Digest(issued.secret)));
        return issued;
    });
}

std::vector<AccessToken> TokensOf(storage::Database& database, AccountId account) {
    return database.Read([&](Transaction& tx) { return AccessTokenStore(tx).Of(account); });
}

bool RevokeToken(storage::Database& database, AccountId account, AccessTokenId id) {
    bool revoked = false;
    database.MustWrite([&](Transaction& tx) { revoked = AccessTokenStore(tx).Delete(id, account); });
    return revoked;
}

std::optional<Officer> OfficerOfToken(storage::Database& database, std::string_view secret, Instant now) {
    if (secret.empty()) return std::nullopt;
    std::optional<AccessToken> token;
    auto officer = database.Read([&](Transaction& tx) -> std::optional<Officer> {
        token = AccessTokenStore(tx).GetByDigest(BytesOf(Digest(secret)));
        auto account = token ? AccountStore(tx).Get(token->account) : std::nullopt;
        if (!account || account->kind != AccountKind::officer) return std::nullopt;
        Officer found{*std::move(account), AccountStore(tx).Appointments(token->account)};
        if (found.appointments.empty()) return std::nullopt;
        return found;
    });
    // Used again: written down at most every ten minutes.
    if (officer && (!token->used || token->used->ms + kTenMinutes < now.ms))
        database.MustWrite([&](Transaction& tx) { AccessTokenStore(tx).Touch(token->id, now); });
    return officer;
}

}  // namespace dongson::identity
