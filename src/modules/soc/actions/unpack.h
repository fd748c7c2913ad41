// Files that analysts bring come packed or not.
#pragma once

#include <string>
#include <string_view>

#include "core/refusal.h"

namespace dongson::soc {

// As it is, or out of gzip. Refuses what is damaged, or larger than `most` bytes; the field is "tep".
Result<std::string> Unpacked(std::string_view bytes, std::size_t most);

}  // namespace dongson::soc
