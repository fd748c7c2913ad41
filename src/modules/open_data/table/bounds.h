// Whether what a segment points at lies within it, so that whoever reads it need not look again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace dongson::open_data {

// `bytes` begin with the segment, at an eight-byte boundary, and end where it may reach at most.
bool HoldsTogether(std::string_view bytes, std::size_t columns);

}  // namespace dongson::open_data
