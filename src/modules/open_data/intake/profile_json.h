// A profile as it is kept with the upload it belongs to.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "modules/open_data/intake/profile.h"

namespace dongson::open_data {

// All but its layout and encoding, which the upload keeps by themselves.
std::string ProfileToJson(const Profile& profile);
// Nothing when it is none.
std::optional<Profile> ProfileFromJson(std::string_view json);

}  // namespace dongson::open_data
