// How to ask for the events of whom an alert is about.
#pragma once

#include <optional>
#include <string>

#include "modules/soc/domain/alert.h"

namespace dongson::soc {

// Nothing where no event tells.
std::optional<std::string> QueryAbout(const Entity& entity);

}  // namespace dongson::soc
