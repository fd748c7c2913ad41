#include "modules/administration/storage/review_store.h"

#include "modules/administration/storage/review_sql.h"

namespace dongson::administration {

void ReviewStore::Insert(AppointmentId post, AccountId by, std::string_view by_name, Instant now) {
    tx_.Run(kInsertReview, {{"id", FreshId()}, {"post", post}, {"now", now}, {"by", by}, {"by_name", by_name}});
}

std::map<AppointmentId, PostReview> ReviewStore::Newest() {
    std::map<AppointmentId, PostReview> newest;
    tx_.Select(kNewestReviews, {}, [&](storage::Row& row) {
        const auto post = row.Next<AppointmentId>();
        auto& review = newest[post];
        review.at = row.Next<Instant>();
        review.by = row.Next<std::string>();
        return true;
    });
    return newest;
}

}  // namespace dongson::administration
