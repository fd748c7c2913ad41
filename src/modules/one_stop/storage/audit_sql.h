// What an audit reads beside the stores.
#pragma once

#include "storage/database.h"

namespace dongson::one_stop {

inline constexpr storage::Statement kEveryCode{"one_stop.every_code", "SELECT code FROM dossier ORDER BY id"};

}  // namespace dongson::one_stop
