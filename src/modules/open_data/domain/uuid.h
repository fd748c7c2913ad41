// Clients of CKAN know everything by a UUID: ours is the number of the thing, written as one (RFC 9562, version 8).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/ids.h"

namespace dongson::open_data {

std::string UuidOf(std::int64_t id);
template <class Tag>
std::string UuidOf(Id<Tag> id) {
    return UuidOf(id.value);
}
// Nothing when the text is no UUID of ours.
std::optional<std::int64_t> IdOfUuid(std::string_view text);

}  // namespace dongson::open_data
