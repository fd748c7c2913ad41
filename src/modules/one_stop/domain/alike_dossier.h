// A second dossier of one person and procedure: pointed out at the counter, and taken only when it is meant.
#pragma once

#include <string>

#include "core/ids.h"
#include "core/time.h"

namespace dongson::one_stop {

// A dossier of the same person and procedure that is not over and that the counter may read.
struct AlikeDossier {
    std::string code;
    UnitId intake;
    Instant submitted;
};

// The box on the form by which a clerk says that another is meant.
inline constexpr std::string_view kDespiteAlikeField = "van_lap";

}  // namespace dongson::one_stop
