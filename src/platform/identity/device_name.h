// What a browser calls itself, for people.
#pragma once

#include <string>
#include <string_view>

namespace dongson::identity {

// "Chrome trên Windows", in the language of whoever reads; what nobody knows as it is, cut at 60 characters.
std::string DeviceName(std::string_view user_agent);

}  // namespace dongson::identity
