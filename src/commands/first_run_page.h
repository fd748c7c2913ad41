#pragma once

#include <string_view>

#include "commands/province.h"
#include "web/html.h"

namespace dongson::commands {

// `settings`: the file that has them already; then only the administrator is asked for. Empty: none.
web::Html FirstRunPage(const ProvinceWanted& typed, std::string_view code, std::string_view settings, const Refusals& faults);
// What was made, and how to come in.
web::Html FirstRunDonePage(const ProvinceMade& made);
// Without the code, or with another.
web::Html FirstRunClosedPage();

}  // namespace dongson::commands
