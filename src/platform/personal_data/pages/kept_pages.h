#pragma once

#include "core/refusal.h"
#include "core/settings.h"
#include "web/html.h"

namespace dongson::personal_data {

// Everything that is kept of people, why and how long: from what each part of the program declares.
web::Html KeptPage(const Settings& settings);

inline constexpr const char* kCopyPassword = "mat_khau_cu";
web::Html CopyPage(const Refusals& faults);

}  // namespace dongson::personal_data
