#include "platform/identity/access_token.h"

#include "core/bytes.h"
#include "core/log.h"
#include "core/text.h"
#include "platform/identity/password.h"
#include "platform/identity/proof.h"
#include "platform/identity/storage/access_token_store.h"
#include "platform/identity/storage/account_store.h"
#include "storage/scarcity.h"

namespace dongson::identity {

using storage::Transaction;

namespace {

constexpr std::size_t kMostTokens = 20;
constexpr std::int64_t kTenMinutes = 10LL * 60 * 1000;

std::unexpected<Refusal> No(std::string code, Sentence sentence, std::string field) {
    return std::unexpected(Refusal{std::move(code), std::move(sentence), std::move(field)});
}

}  // namespace

Result<IssuedToken> IssueToken(const Platform& platform, const Account& account, std::string_view name,
                               std::string_view password) {
    const auto now = platform.clock.Now();
    if (Trim(name).empty())
        return No("TOKEN_NO_NAME", Say("Ghi mã này dùng cho chương trình nào, để sau này biết mà thu hồi."), "ten_ma");
    if (auto asked = AskAgain(platform.storage, account, password, now); !asked) return std::unexpected(asked.error());
    IssuedToken issued{{Fresh<AccessTokenTag>(), account.id, Shorten(Trim(name), 100), now, std::nullopt},
                       Base64Url(RandomBytes(32))};
    auto made = platform.storage.InTransaction([&](Transaction& tx) -> Result<IssuedToken> {
        AccessTokenStore tokens(tx);
        // Two at once are counted one after another, and a password that was changed meanwhile makes none.
        const auto locked = AccountStore(tx).Lock(account.id);
        if (!locked || locked->password_hash != account.password_hash)
            return No("PASSWORD_ASKED_AGAIN", Say("Nhập đúng mật khẩu hiện nay của bạn để thay đổi điều này."), "mat_khau_cu");
        if (AccountStore(tx).Appointments(account.id, now.LocalDate()).empty())
            return No("TOKEN_NO_POST", Say("Hôm nay bạn không giữ chức vụ nào nên không tạo được mã."), "ten_ma");
        if (tokens.Of(account.id).size() >= kMostTokens)
            return No("TOKEN_TOO_MANY", Say("Mỗi tài khoản có nhiều nhất 20 mã. Hãy thu hồi mã không dùng nữa."), "ten_ma");
        tokens.Insert(issued.token, BytesOf(Digest(issued.secret)));
        Tell(
            platform, tx, account,
            Say("Một mã truy cập cho chương trình vừa được tạo: {1}. Nếu không phải bạn, hãy đổi mật khẩu: mọi mã sẽ bị thu hồi.",
                issued.token.name));
        return issued;
    });
    if (made) Log(Severity::warning, "TOKEN_ISSUED", {{"user.name", LoggedLogin(account.login)}});
    return made;
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
        if (!account || account->kind != AccountKind::officer || account->disabled) return std::nullopt;
        Officer found{*std::move(account), AccountStore(tx).Appointments(token->account, now.LocalDate())};
        if (found.appointments.empty()) return std::nullopt;
        return found;
    });
    // Used again: written down at most every ten minutes.
    const storage::Essential essential;  // on a full disk programs still read
    if (officer && (!token->used || token->used->ms + kTenMinutes < now.ms))
        database.MustWrite([&](Transaction& tx) { AccessTokenStore(tx).Touch(token->id, now); });
    return officer;
}

}  // namespace dongson::identity
