// What was left of newer lists of procedures: by whom, when and why; any of it may be opened again.
#pragma once

#include <string>
#include <vector>

#include "modules/one_stop/domain/procedure_difference.h"
#include "web/html.h"

namespace dongson::one_stop {

struct LeftView {
    std::string code;  // as asked for; empty: all
    std::int64_t found = 0;
    int page = 1, pages = 1;
    std::vector<ProcedureDifference> rows;  // the last that was left first
};
web::Html LeftDifferencesPage(const LeftView& view);

}  // namespace dongson::one_stop
