// Many officers at once: what a list would change, shown before it is carried out.
#pragma once

#include <string>

#include "modules/administration/storage/list_store.h"
#include "platform/identity/staff_list.h"
#include "platform/organisation/directory.h"
#include "web/html.h"

namespace dongson::administration {

web::Html UploadPage(const Refusals& faults);

struct PlanView {
    StaffList list;
    identity::StaffPlan plan;
    Refusals faults;
    std::string reason = {};  // as it was typed
    bool has_second = false;  // somebody else administrates
};
// The rows that change something, the first of them; those of who signs or administrates stand first.
web::Html ChangesOf(const identity::StaffPlan& plan, const organisation::Units& units);
web::Html PlanPage(const PlanView& view, const organisation::Units& units);

}  // namespace dongson::administration
