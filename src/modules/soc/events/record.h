// One event as it came, with what is known of it without reading it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/time.h"

namespace dongson::soc {

// What the bytes are, as far as their carrier says: which reader they are for.
enum class Shape : unsigned char { text, syslog, json };

// An event as a collector has it. The source's number is what the collector recognised; 0 is nobody's.
struct Offered {
    std::uint32_t source = 0;
    Shape shape = Shape::text;
    Instant received;
    std::string bytes;
};

struct EventRecord {
    std::uint32_t source = 0;  // the source's number
    Shape shape = Shape::text;
    // Reading it makes values that do not stand in its bytes (hexadecimal decoded, say): nobody can find those by looking for
    // their letters in the bytes.
    bool derived = false;
    Instant received;
    Instant time;  // as the event says; `received` when it does not
    std::string_view bytes;
};

std::string_view ShapeWord(Shape shape);  // "text", "syslog", "json"

// The beginning of what was written, whatever its bytes are, for people to read.
std::string Excerpt(std::string_view bytes, std::size_t letters);

}  // namespace dongson::soc
