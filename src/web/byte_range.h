#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace dongson::web {

struct ByteRange {
    std::int64_t first, last;  // both inclusive
    bool operator==(const ByteRange&) const = default;
};

// What a Range header asks of a file (RFC 9110 §14). Several ranges, or a broken header, ask for the whole.
struct WantedRange {
    enum class Kind : unsigned char { whole, part, unsatisfiable } kind;
    ByteRange range;  // of a part
};
WantedRange ParseByteRange(std::string_view header, std::int64_t size);

}  // namespace dongson::web
