// Dossiers in a row: the register of a unit, and what an officer looked for.
#pragma once

#include <string>
#include <vector>

#include "core/refusal.h"
#include "modules/one_stop/domain/dossier.h"
#include "modules/one_stop/domain/running_records.h"
#include "modules/one_stop/pages/saved_views_page.h"
#include "web/html.h"

namespace dongson::one_stop {

// The register, and the period it is asked for as it was typed.
struct RegisterView {
    Register book;
    std::string from, until;
    Date today;
    Refusals faults;
    SavedViewsBar saved = {.page = ListPage::register_book};
};
web::Html RegisterPage(const RegisterView& view);

// Dossiers found by name, number, phone, code, procedure, days.
struct FoundView {
    std::string text, from, until;  // as typed
    std::vector<Dossier> rows;
    bool asked = false, cut = false;
    bool lacking = false;  // some of an earlier program cannot be found yet
    Refusals faults;
    SavedViewsBar saved = {.page = ListPage::search};
};
web::Html FindPage(const FoundView& view);

}  // namespace dongson::one_stop
