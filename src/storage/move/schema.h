// Whether a database is one that this very program may read without changing it first.
#pragma once

#include "core/refusal.h"

namespace dongson::storage {

class Connection;

// Every migration of this program ran on it, and no other.
Result<void> HasThisSchema(Connection& connection);

}  // namespace dongson::storage
