// How a finished dossier is rated: Decree 61/2018 art. 31, points 0, 1 or 2 an index. The time is measured, never asked; the
// organisation of the one-stop (5), complaints (8) and the online service (9) are not asked of one dossier. The province adds
// convenience and the whole.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "modules/one_stop/domain/dossier.h"

namespace dongson::one_stop {

struct RatingIndex {
    std::string_view key;                     // of the stored answer
    std::string_view question;                // in the message catalogue
    std::array<std::string_view, 3> answers;  // worth 2, 1 and 0 points
};
extern const std::array<RatingIndex, 6> kRatingIndices;

// Index 1: 2 before the day it was due, 1 on it, 0 after it; nothing where there was no due date.
inline constexpr std::string_view kTimeIndex = "thoi_gian";
std::optional<int> TimePoints(const Dossier& dossier);

}  // namespace dongson::one_stop
