// Files fetched on schedule become uploads: what is clean goes to review by itself, what is not waits for its officer.
#pragma once

#include <string_view>

#include "modules/open_data/domain/pull.h"
#include "platform/identity/account.h"
#include "platform/platform.h"
#include "storage/database.h"

namespace dongson::open_data {

// Refuses an address that is no http(s) one, and a resource that has no version whose columns a file could be held to.
Result<Pull> BeginPull(const Platform& platform, const identity::Officer& officer, Pull pull);
Result<bool> EndPull(const Platform& platform, const identity::Officer& officer, PullId id);
// Fetches now, whatever the schedule says; what came of it stands in the pull.
Result<Pull> PullNow(const Platform& platform, const identity::Officer& officer, PullId id);
// For a table that has no version yet: fetched as soon as there is time and then on schedule. What comes first waits for its
// officer.
void FetchFromNowOn(const Platform& platform, storage::Transaction& tx, Pull pull);
inline constexpr std::string_view kPullJob = "open_data.pull";  // its payload: the pull's id
// Fetches what is due, for the schedule; does nothing when it has been fetched or ended meanwhile.
void PullWhenDue(const Platform& platform, PullId id);

}  // namespace dongson::open_data
