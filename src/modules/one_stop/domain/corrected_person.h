// How a correction of personal data (platform/personal_data/correction.h) is called where it is about a dossier.
#pragma once

#include <string_view>

namespace dongson::one_stop {

inline constexpr std::string_view kCorrectsDossier = "one_stop.dossier";

namespace names {
inline constexpr std::string_view kCorrectPerson = "correct_person";  // beside the process: no event is called so
}

}  // namespace dongson::one_stop
