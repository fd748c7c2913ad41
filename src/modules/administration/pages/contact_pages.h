// What the public page of a unit says of how people reach it, as those of the unit change it.
#pragma once

#include <string>
#include <vector>

#include "core/refusal.h"
#include "platform/organisation/contact.h"
#include "platform/organisation/find_units.h"
#include "web/html.h"

namespace dongson::administration {

inline constexpr std::string_view kContactsPath = "/can-bo/lien-he";

struct ContactLine {
    const organisation::Unit* unit = nullptr;
    bool told = false;  // something stands there
};
struct ContactsView {
    std::string text;  // what was typed
    bool all = false;  // whoever administrates sees every unit, the others theirs
    std::vector<ContactLine> lines;
};
web::Html ContactsPage(const ContactsView& view);

struct ContactView {
    const organisation::Unit& unit;
    organisation::Contact typed;
    std::vector<organisation::ContactVersion> versions;  // the newest first
    bool saved = false;
    Refusals faults;
};
web::Html ContactPage(const ContactView& view);

}  // namespace dongson::administration
