// What people write into a field that is kept, shown to others and put on papers.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/refusal.h"

namespace dongson::one_stop {

// Longer than `most` characters, or with letters that nobody sees.
std::optional<Refusal> RefuseWritten(std::string_view text, std::string field, std::size_t most);

}  // namespace dongson::one_stop
