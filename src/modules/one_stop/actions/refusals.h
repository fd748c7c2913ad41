// How the actions of this folder say no.
#pragma once

#include <expected>
#include <string>

#include "core/refusal.h"
#include "storage/database.h"

namespace dongson::one_stop {

std::unexpected<Refusal> No(std::string code, Sentence sentence, std::string field = "", RefusalKind kind = RefusalKind::invalid);

// Why nobody applies for what a code names: the province suspends it, or nothing has that code.
Refusal NotOffered(storage::Database& database, std::string_view code);

// Of the engine: somebody else acted since the page was made. What was typed comes back with it.
inline constexpr std::string_view kChanged = "ONE_STOP_CHANGED";

}  // namespace dongson::one_stop
