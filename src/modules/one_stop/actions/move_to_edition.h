// Dossiers that run go on by another edition of their process: named one by one, by somebody else than who wrote it.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "core/refusal.h"
#include "platform/definitions/definitions.h"
#include "platform/platform.h"

namespace dongson::one_stop {

struct MoveAsked {
    std::vector<std::string> codes;
    std::string reason;
};
inline constexpr std::size_t kMovedMost = 200;  // in one act: a list that somebody has read

// To the edition that is in force. All of them, or none: each that cannot go on by it is named, with why.
std::expected<int, Refusals> MoveToEdition(const Platform& platform, const definitions::By& by,
                                           const definitions::Edition& edition, const MoveAsked& asked);

}  // namespace dongson::one_stop
