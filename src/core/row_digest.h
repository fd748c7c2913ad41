#pragma once

#include <string>
#include <vector>

namespace dongson {

// Of what a row says, value by value, each with its length: no two rows give the same bytes.
std::string DigestOfValues(const std::vector<std::string>& values);

}  // namespace dongson
