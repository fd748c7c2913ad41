// What other rooms of the administration show of what waits.
#pragma once

#include <vector>

#include "modules/administration/pages/waiting_page.h"
#include "platform/identity/audience.h"
#include "storage/database.h"

namespace dongson::administration {

struct WaitingCounts {
    std::size_t proposals = 0, editions = 0;
};
WaitingCounts CountWaiting(storage::Transaction& tx, Instant now);
std::vector<WaitingCard> WaitingAbout(const identity::OfficerRequest& request, storage::Transaction& tx, AccountId account);
// The codes of many, for whoever carried it out.
web::Response CodesAsFile(const std::vector<identity::Access>& codes);

}  // namespace dongson::administration
