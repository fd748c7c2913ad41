// Links to the papers that a dossier was issued, with their numbers and days.
#pragma once

#include <string>
#include <vector>

#include "modules/one_stop/domain/dossier.h"
#include "modules/one_stop/domain/issued_paper.h"
#include "web/html.h"

namespace dongson::one_stop {

// List items. Forms of the time before papers were kept stand among them, by their key. `base` is the address before the paper's.
web::Html IssuedLinks(const std::string& base, const std::vector<IssuedPaper>& issued, const std::vector<Happening>& happenings);

}  // namespace dongson::one_stop
