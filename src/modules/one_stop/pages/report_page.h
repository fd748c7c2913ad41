// The report of a period, and the dossiers behind each of its numbers.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/refusal.h"
#include "modules/one_stop/domain/report_table.h"
#include "modules/one_stop/pages/saved_views_page.h"
#include "web/html.h"

namespace dongson::one_stop {

// What a report was asked for, as it stands in its address.
struct ReportChoice {
    std::string from, until;  // as typed
    std::string named;        // a period's name instead: it is another one tomorrow
    std::string unit;         // empty: one's own
    ReportAbout about = ReportAbout::period;
    ReportBy by = ReportBy::domain;

    web::Url At(std::string path) const;
};

struct ReportView {
    ReportChoice choice;
    std::vector<std::pair<std::string, std::string>> units;  // that may be chosen: as the address names them, and for people
    std::string unit_name;                                   // whose report it is
    bool several = false;                                    // of several units: they may be told apart
    bool people = false;                                     // may see how much lies with whom
    Date today;
    Refusals faults;
    SavedViewsBar saved;
    std::optional<Report> report;  // none: something is wrong
};
web::Html ReportPage(const ReportView& view);

struct ReportRowsView {
    ReportView of;
    std::string what;  // "Lĩnh vực: Đất đai", of which column
    std::vector<Passage> dossiers;
    std::vector<UnitId> own;  // whose dossiers may be opened, and their people named
    bool cut = false;
};
web::Html ReportRowsPage(const ReportRowsView& view);

}  // namespace dongson::one_stop
