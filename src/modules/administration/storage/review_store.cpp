#include "modules/administration/storage/review_store.h"

#include "core/row_digest.h"
#include "modules/administration/storage/review_sql.h"

namespace dongson::administration {

namespace {

ledger::BoundRow Bound(std::int64_t id, AppointmentId post, Instant at, AccountId by, const std::string& by_name) {
    return {std::to_string(id), DigestOfValues({ToText(post), std::to_string(at.ms), ToText(by), by_name})};
}

}  // namespace

ledger::BoundRow ReviewStore::Insert(AppointmentId post, AccountId by, std::string_view by_name, Instant now) {
    const auto id = FreshId();
    tx_.Run(kInsertReview, {{"id", id}, {"post", post}, {"now", now}, {"by", by}, {"by_name", by_name}});
    return Bound(id, post, now, by, std::string(by_name));
}

std::vector<ledger::BoundRow> ReviewStore::Rows() {
    return tx_.Select(kReviewRows, {}, [](storage::Row& row) {
        const auto id = row.Next<std::int64_t>();
        const auto post = row.Next<AppointmentId>();
        const auto at = row.Next<Instant>();
        const auto by = row.Next<AccountId>();
        return Bound(id, post, at, by, row.Next<std::string>());
    });
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
