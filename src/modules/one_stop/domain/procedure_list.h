// The whole list, for who has asked nothing yet.
#pragma once

#include <cstdint>
#include <vector>

#include "modules/one_stop/domain/everyday.h"
#include "modules/one_stop/domain/procedure_finder.h"

namespace dongson::one_stop {

// Indices: first what people come for every day, as the sayings name it; then the rest by name.
std::vector<std::uint32_t> EverydayFirst(const std::vector<NamedProcedure>& procedures, const Speech& speech);

}  // namespace dongson::one_stop
