// Members of ZIP archives, read as they are asked for and never more than they may be.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/refusal.h"
#include "modules/open_data/intake/bytes.h"

namespace dongson::open_data {

struct ArchiveLimits {
    std::int64_t member_bytes = 4LL << 30;  // unpacked
    std::int64_t ratio = 500;               // unpacked to packed: beyond it a member is a bomb
    std::int64_t members = 10'000;
};

struct ArchiveMember {
    std::string name;
    std::int64_t size = 0;  // unpacked, as the archive says
};

bool IsArchive(std::string_view beginning);
// Refuses what is no archive, has too many members, or a member that grows too much.
Result<std::vector<ArchiveMember>> MembersOf(const std::string& path, const ArchiveLimits& limits = {});
// Reading throws when more comes out than the limits let through, or the bytes are broken.
Result<std::unique_ptr<ByteSource>> OpenMember(const std::string& path, const std::string& member,
                                               const ArchiveLimits& limits = {});

}  // namespace dongson::open_data
