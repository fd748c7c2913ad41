// The counter: which procedure, and the papers of whoever walked in. Made for the keyboard.
#pragma once

#include <string>
#include <vector>

#include "modules/one_stop/domain/alike_dossier.h"
#include "modules/one_stop/domain/issued_paper.h"
#include "modules/one_stop/pages/public_pages.h"
#include "web/html.h"

namespace dongson::one_stop {

struct CounterView {
    SearchView search;
    FoundProcedures often;  // what this counter takes in most, while nothing is asked
};
web::Html CounterSearchPage(const CounterView& view);

struct CounterFormView {
    Procedure procedure;
    Form form;
    Answers answers;
    Person typed;
    bool all_present = false;
    Answers mandatary;                                // who stands there for them, as typed
    std::string key;                                  // makes a form that is sent twice count once
    std::vector<const organisation::Unit*> deciding;  // communes that may decide it; empty where the law names the department
    UnitId competent;                                 // the one chosen
    UnitId counter;                                   // whose it is
    std::string counter_name;
    HandedIn handed_in;
    std::optional<Delivery> delivery = Delivery::counter;
    std::string delivery_address;
    std::vector<AlikeDossier> alike;       // of the number typed
    std::vector<std::string> alike_units;  // where each was handed in
    bool filled_in = false;                // from what the counter knows
    Refusals faults;
};
web::Html CounterFormPage(const CounterFormView& view);

}  // namespace dongson::one_stop
