#include "core/disk_room.h"

#include <sys/statvfs.h>

#include <algorithm>

namespace dongson {

namespace {
constexpr std::int64_t kReserve = 16 << 20, kLeast = 32 << 20;
}

std::int64_t DiskRoom::least() const {
    return std::min(kLeast, whole / 20);
}

std::int64_t DiskRoom::reserve() const {
    return std::min(kReserve, whole / 20);
}

std::optional<DiskRoom> RoomOf(const std::string& folder) {
    struct statvfs found{};
    if (::statvfs(folder.c_str(), &found) != 0) return std::nullopt;
    const auto block = static_cast<std::int64_t>(found.f_frsize);
    return DiskRoom{static_cast<std::int64_t>(found.f_bavail) * block, static_cast<std::int64_t>(found.f_blocks) * block};
}

}  // namespace dongson
