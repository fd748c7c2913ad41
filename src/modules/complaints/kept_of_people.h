// What complaints and feedback keep of people.
#pragma once

#include <vector>

#include "platform/personal_data/kept.h"

namespace dongson::complaints {

std::vector<personal_data::Kept> KeptOfPeople();

}  // namespace dongson::complaints
