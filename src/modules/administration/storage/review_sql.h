#pragma once

#include "storage/database.h"

namespace dongson::administration {

using storage::Statement;

inline constexpr Statement kInsertReview{"administration.insert_review", R"(
    INSERT INTO post_review (id, post_id, at, by_id, by_name) VALUES ($id, $post, $now, $by, $by_name))"};
inline constexpr Statement kReviewRows{"administration.review_rows",
                                       "SELECT id, post_id, at, by_id, by_name FROM post_review ORDER BY id"};
inline constexpr Statement kNewestReviews{"administration.newest_reviews", R"(
    SELECT post_id, at, by_name
      FROM post_review r
     WHERE at = (SELECT MAX(at) FROM post_review WHERE post_id = r.post_id))"};

}  // namespace dongson::administration
