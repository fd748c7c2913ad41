// Components by their case: all at once when they are few, else each case folded until it is opened.
#pragma once

#include <functional>

#include "modules/one_stop/domain/paper_groups.h"
#include "web/html.h"

namespace dongson::one_stop {

// `row` shows one component by its index; a group of which `used` is true for any component stands open.
web::Html PaperGroupsOf(const std::vector<Paper>& papers, const std::function<web::Html(int)>& row,
                        const std::function<bool(int)>& used);

// How many of it the catalogue asks for, in brackets; nothing where it says none.
web::Html PaperCount(const Paper& paper);

}  // namespace dongson::one_stop
