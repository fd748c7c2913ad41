// How many originals, certified and plain copies of each component: as a page's fields or a program's object say it.
#pragma once

#include <boost/json.hpp>
#include <vector>

#include "modules/one_stop/domain/issued_paper.h"
#include "modules/one_stop/domain/procedure.h"
#include "web/form.h"

namespace dongson::one_stop {

// Fields "chinh_0", "chung_thuc_0", "sao_0" … and "so_bo"; without "so_bo" it is what a supplement asks for: "can_chinh_0" ….
HandedIn HandedInOf(const web::Form& form, const Procedure& procedure);
// {"sets": 1, "components": [{"component": 0, "originals": 1, "certified": 0, "copies": 2}, …]}
HandedIn HandedInOf(const boost::json::object& object);

}  // namespace dongson::one_stop
