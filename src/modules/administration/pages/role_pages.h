// The roles there are, what each gives, and how one came to be.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/refusal.h"
#include "platform/identity/keep_roles.h"
#include "platform/identity/storage/role_store.h"
#include "web/components.h"

namespace dongson::administration {

// `changed`: the newest version of each role that was ever changed.
web::Html RolesPage(const identity::RoleBook& book, const std::vector<identity::RoleEdition>& changed);

struct RoleView {
    bool is_new = false;
    identity::RoleDraft draft;                    // as it is, or as it was typed
    std::vector<identity::RoleEdition> editions;  // the newest first, without version 0
    bool ships = false;                           // there is a version 0
    Refusals faults;
};
web::Html RolePage(const RoleView& view, const identity::RoleBook& book);

// The fields by which a form gives capabilities, one for each part of the program: "quyen_one_stop".
std::string FieldOf(const identity::Capability& capability);

}  // namespace dongson::administration
