// What anyone may see: the start and the procedures.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/refusal.h"
#include "modules/one_stop/domain/dossier.h"
#include "modules/one_stop/domain/procedure.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "modules/one_stop/storage/procedure_shelf.h"
#include "platform/organisation/directory.h"
#include "web/html.h"

namespace dongson::one_stop {

struct HomeView {
    std::vector<ProcedureStore::DomainCount> domains;
    int procedures = 0;
};
web::Html HomePage(const HomeView& view);

struct SearchView {
    std::string text, domain, audience, level, online;
    int page = 1, pages = 1, found = 0;
    std::shared_ptr<const ProcedureShelf> shelf;            // keeps the rows
    std::vector<const ProcedureRow*> rows;                  // of this page
    std::vector<const OthersWork*> elsewhere;               // who else does what was asked for
    std::vector<std::pair<std::string_view, int>> domains;  // facet: of everything found
};
web::Html SearchPage(const SearchView& view);

struct ProcedureView {
    Procedure procedure;
    std::string department;  // name
    bool accepts_online = true;
};
web::Html ProcedurePage(const ProcedureView& view);
// All that is said of it; `apply`: how to begin, between what matters first and the rest.
web::Html ProcedureSaid(const ProcedureView& view, const web::Html& apply);
// What the source says about the papers, to open.
web::Html Guidance(const Procedure& procedure);

}  // namespace dongson::one_stop
