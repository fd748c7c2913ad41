#pragma once

#include <string>
#include <string_view>

namespace dongson {

/** Where a test finds a file of the tree it was built from: InSource("/tests/data/locked.pdf"). One object knows the folder; no
 * other differs by it. */
std::string InSource(std::string_view path);

}  // namespace dongson
