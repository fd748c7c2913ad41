// What anyone may see: the start, the procedures, tracking, and the figures.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/refusal.h"
#include "modules/one_stop/domain/dossier.h"
#include "modules/one_stop/domain/procedure.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "modules/one_stop/storage/procedure_store.h"
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
    std::vector<ProcedureRow> rows;                    // of this page
    std::vector<const OthersWork*> elsewhere;          // who else does what was asked for
    std::vector<std::pair<std::string, int>> domains;  // facet: of everything found
};
web::Html SearchPage(const SearchView& view);

struct ProcedureView {
    Procedure procedure;
    std::string department;  // name
    bool accepts_online = true;
};
web::Html ProcedurePage(const ProcedureView& view);
// What the source says about the papers, to open.
web::Html Guidance(const Procedure& procedure);

// A dossier as the public or its owner may see it.
struct TrackingView {
    Dossier dossier;
    std::string status;  // the citizen's words
    int national_status = 0;
    std::vector<Happening> happenings;
    std::vector<Sentence> reasons;          // why the due date is what it is
    std::string intake, competent, holder;  // names of the units that sit there today
    bool late = false;
    bool estimated = false;  // the due date lies in a year whose days off are not published yet
};
web::Html TrackingForm(std::string_view code, std::string_view last_four, const Refusals& faults);
web::Html TrackingPage(const TrackingView& view);
// The parts both the public and the owner see.
web::Html StatusTag(const TrackingView& view);
web::Html DueLine(const TrackingView& view);
web::Html CitizenTimeline(const TrackingView& view);

struct FiguresView {
    Date from, until;
    ToldCounts whole;
    std::map<std::string, ToldCounts> by_unit, by_domain;
    std::optional<FigureCounts> own;  // of the officer's unit, whose numbers lead to their rows; none on the public page
};
// The new due day, where a happening gave one.
web::Html ExtensionLine(const Dossier& dossier, const Happening& happening);

web::Html FiguresPage(const FiguresView& view);

web::Html HelpPage(std::string_view topic);

}  // namespace dongson::one_stop
