// Access tokens in the database.
#pragma once

#include "platform/identity/access_token.h"

namespace dongson::identity {

class AccessTokenStore {
  public:
    explicit AccessTokenStore(storage::Transaction& tx) : tx_(tx) {}
    void Insert(const AccessToken& token, std::string_view digest);
    std::optional<AccessToken> GetByDigest(std::string_view digest);
    std::vector<AccessToken> Of(AccountId account);
    void Touch(AccessTokenId id, Instant now);
    bool Delete(AccessTokenId id, AccountId account);
    void DeleteAll(AccountId account);

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::identity
