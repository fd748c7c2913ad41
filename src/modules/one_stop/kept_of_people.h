// What the one-stop keeps of people: their dossiers, drafts and what they said of the office.
#pragma once

#include <vector>

#include "platform/personal_data/kept.h"

namespace dongson::one_stop {

inline constexpr std::string_view kKeepDraftsDays = "keep_drafts_days";

std::vector<personal_data::Kept> KeptOfPeople();

}  // namespace dongson::one_stop
