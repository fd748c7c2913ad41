// Help for whoever applies, and what everybody may expect of the pages.
#pragma once

#include <string_view>

#include "web/html.h"

namespace dongson::one_stop {

// Of a topic ("tiep-can", "du-lieu-ca-nhan"); of everything when it is none of them.
web::Html HelpPage(std::string_view topic);

}  // namespace dongson::one_stop
