// How much room a disk has, and how much of it is kept free for what must be written.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace dongson {

struct DiskRoom {
    std::int64_t free = 0, whole = 0;
    // A small disk keeps less free.
    std::int64_t least() const;
    std::int64_t reserve() const;
    // With so much free a disk that was nearly full is so no longer.
    std::int64_t enough() const { return 2 * least() + reserve(); }
};

// Of the disk that a folder lies on; nothing when it cannot be asked.
std::optional<DiskRoom> RoomOf(const std::string& folder);

}  // namespace dongson
