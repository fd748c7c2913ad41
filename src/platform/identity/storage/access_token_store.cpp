#include "platform/identity/storage/access_token_store.h"

#include "platform/identity/storage/access_token_sql.h"

namespace dongson::identity {

using storage::Blob;
using storage::Row;

namespace {

AccessToken ReadToken(Row& row) {
    return {.id = row.Next<AccessTokenId>(),
            .account = row.Next<AccountId>(),
            .name = row.Next<std::string>(),
            .created = row.Next<Instant>(),
            .used = row.Next<std::optional<Instant>>()};
}

}  // namespace

void AccessTokenStore::Insert(const AccessToken& token, std::string_view digest) {
    tx_.Run(kInsertToken, {{"id", token.id},
                           {"digest", Blob{digest}},
                           {"account", token.account},
                           {"name", token.name},
                           {"created", token.created}});
}

std::optional<AccessToken> AccessTokenStore::GetByDigest(std::string_view digest) {
    return tx_.SelectOne(kTokenByDigest, {{"digest", Blob{digest}}}, ReadToken);
}

std::vector<AccessToken> AccessTokenStore::Of(AccountId account) {
    return tx_.Select(kTokensOf, {{"account", account}}, ReadToken);
}

void AccessTokenStore::Touch(AccessTokenId id, Instant now) {
    tx_.Run(kTouchToken, {{"id", id}, {"now", now}});
}

bool AccessTokenStore::Delete(AccessTokenId id, AccountId account) {
    return tx_.Run(kDeleteToken, {{"id", id}, {"account", account}}) == 1;
}

void AccessTokenStore::DeleteAll(AccountId account) {
    tx_.Run(kDeleteTokensOf, {{"account", account}});
}

}  // namespace dongson::identity
