// A newer list of procedures: uploaded, looked at difference by difference, decided on.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/refusal.h"
#include "modules/one_stop/domain/procedure_difference.h"
#include "modules/one_stop/domain/procedure_sheet.h"
#include "web/html.h"

namespace dongson::one_stop {

inline constexpr char kListsPath[] = "/can-bo/quan-tri/danh-muc-thu-tuc";
inline constexpr char kLeftPath[] = "/can-bo/quan-tri/danh-muc-thu-tuc/de-lai";

web::Html ProcedureListsPage(const std::vector<ProcedureListing>& lists, const Refusals& faults);

// One difference with what the list said before, what holds, and what would.
struct DifferenceView {
    ProcedureDifference difference;
    ProcedureSheet before, now, then;
};

struct ProcedureListView {
    ProcedureListing list;
    std::string kind, domain, decision;                  // as asked for
    std::map<std::string, std::int64_t> kinds, domains;  // how many of each wait, or were decided
    std::int64_t found = 0, to_approve = 0;
    std::string mark;  // of what waits for approval
    int page = 1, pages = 1;
    std::vector<DifferenceView> rows;
    std::string day, reason;  // as typed
    std::vector<Sentence> told;
    Refusals faults;
};
web::Html ProcedureListPage(const ProcedureListView& view);

}  // namespace dongson::one_stop
