// Numbers by name in a file that is replaced whole: "standard 123", a line each.
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace dongson::soc {

// None when there is no file.
std::map<std::string, std::uint64_t> ReadNumbers(const std::string& path);
// On disk when it returns. Throws std::system_error.
void KeepNumbers(const std::string& path, const std::map<std::string, std::uint64_t>& numbers);

}  // namespace dongson::soc
