// Every statement about followers and vocabularies of tags.
#pragma once

#include "storage/database.h"

namespace dongson::open_data {

using storage::Statement;

inline constexpr Statement kFollow{"open_data.follow", R"(
    INSERT INTO follower (account_id, kind, object, since) VALUES ($account, $kind, $object, $since) ON CONFLICT DO NOTHING)"};
inline constexpr Statement kUnfollow{"open_data.unfollow", R"(
    DELETE FROM follower WHERE account_id = $account AND kind = $kind AND object = $object)"};
inline constexpr Statement kFollowers{"open_data.followers", R"(
    SELECT account_id FROM follower WHERE kind = $kind AND object = $object ORDER BY since, account_id)"};
inline constexpr Statement kFollowed{"open_data.followed", R"(
    SELECT object FROM follower WHERE account_id = $account AND kind = $kind ORDER BY since, object)"};
inline constexpr Statement kInsertVocabulary{"open_data.insert_vocabulary", R"(
    INSERT INTO tag_vocabulary (id, name, tags) VALUES ($id, $name, $tags) ON CONFLICT DO NOTHING)"};
inline constexpr Statement kUpdateVocabulary{"open_data.update_vocabulary", R"(
    UPDATE tag_vocabulary SET name = $name, tags = $tags WHERE id = $id)"};
inline constexpr Statement kDeleteVocabulary{"open_data.delete_vocabulary", "DELETE FROM tag_vocabulary WHERE id = $id"};
inline constexpr Statement kVocabularies{"open_data.vocabularies", "SELECT id, name, tags FROM tag_vocabulary ORDER BY name"};

}  // namespace dongson::open_data
