// Which words a block holds, in a few bits a word: never misses one, and claims one in a hundred that is not there. Split blocks
// of 32 bytes, one bit in each of eight lanes, as Parquet has them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace dongson::soc {

// The filter's bytes; a multiple of 32.
std::string MakeBloom(std::span<const std::uint64_t> hashes);
// Whether it may be there. A filter without bytes holds nothing.
bool BloomMayHold(std::string_view filter, std::uint64_t hash);

}  // namespace dongson::soc
