// When posts were last looked over, and by whom.
#pragma once

#include <map>
#include <string>

#include "core/ids.h"
#include "core/time.h"
#include "storage/database.h"

namespace dongson::administration {

struct PostReview {
    Instant at;
    std::string by;
};

class ReviewStore {
  public:
    explicit ReviewStore(storage::Transaction& tx) : tx_(tx) {}

    void Insert(AppointmentId post, AccountId by, std::string_view by_name, Instant now);
    std::map<AppointmentId, PostReview> Newest();  // of every post that ever was

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::administration
