// Who does the work of a unit that ended, said by people: with a condition that is asked in the same transaction.
#pragma once

#include <functional>

#include "platform/organisation/directory.h"

namespace dongson::organisation {

// Asked last of all; what it refuses is not done.
using Allowed = std::function<Result<void>(storage::Transaction&)>;
Result<void> ConfirmSuccessors(storage::Database& database, const Units& units, std::string_view key,
                               const std::vector<std::string>& successors, std::string_view by, Instant now,
                               const Allowed& allowed);

}  // namespace dongson::organisation
