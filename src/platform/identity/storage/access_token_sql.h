// Every statement about access tokens.
#pragma once

#include "storage/database.h"

namespace dongson::identity {

using storage::Statement;

inline constexpr Statement kInsertToken{"identity.insert_token", R"(
    INSERT INTO access_token (id, token_digest, account_id, name, created_at) VALUES ($id, $digest, $account, $name, $created))"};
inline constexpr Statement kTokenByDigest{"identity.token_by_digest", R"(
    SELECT id, account_id, name, created_at, used_at FROM access_token WHERE token_digest = $digest)"};
inline constexpr Statement kTokensOf{"identity.tokens_of", R"(
    SELECT id, account_id, name, created_at, used_at FROM access_token WHERE account_id = $account ORDER BY created_at DESC, id DESC)"};
inline constexpr Statement kTouchToken{"identity.touch_token", R"(
    UPDATE access_token SET used_at = $now WHERE id = $id)"};
inline constexpr Statement kDeleteToken{"identity.delete_token", R"(
    DELETE FROM access_token WHERE id = $id AND account_id = $account)"};
inline constexpr Statement kDeleteTokensOf{"identity.delete_tokens_of", R"(
    DELETE FROM access_token WHERE account_id = $account)"};

}  // namespace dongson::identity
