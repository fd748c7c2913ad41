// When posts were last looked over, and by whom.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "platform/ledger/bound_rows.h"
#include "storage/database.h"

namespace dongson::administration {

struct PostReview {
    Instant at;
    std::string by;
};

inline constexpr std::string_view kReviewsTable = "post_review";

class ReviewStore {
  public:
    explicit ReviewStore(storage::Transaction& tx) : tx_(tx) {}

    // Returns its row, to be bound.
    ledger::BoundRow Insert(AppointmentId post, AccountId by, std::string_view by_name, Instant now);
    std::vector<ledger::BoundRow> Rows();          // all there are
    std::map<AppointmentId, PostReview> Newest();  // of every post that ever was

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::administration
