// How the actions of this folder say no.
#pragma once

#include <expected>
#include <string>

#include "core/refusal.h"

namespace dongson::one_stop {

std::unexpected<Refusal> No(std::string code, Sentence sentence, std::string field = "", RefusalKind kind = RefusalKind::invalid);

// Of the engine: somebody else acted since the page was made. What was typed comes back with it.
inline constexpr std::string_view kChanged = "ONE_STOP_CHANGED";

}  // namespace dongson::one_stop
