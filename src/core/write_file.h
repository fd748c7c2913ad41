// A file written whole or not at all.
#pragma once

#include <string>
#include <string_view>

namespace dongson {

// On the disk under its name when it returns, readable by this user alone; before that the old file stands, and what is half
// written beside it ends in ".fresh". Throws std::runtime_error when the disk refuses.
void WriteDurably(const std::string& path, std::string_view bytes);
// A file that others wrote: on the disk, and under its new name, when it returns.
void RenameDurably(const std::string& from, const std::string& to);

}  // namespace dongson
