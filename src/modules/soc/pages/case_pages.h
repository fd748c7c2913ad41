// Cases: the list, opening one, one with its clocks, tasks and timeline; and what shifts hand over.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "modules/soc/domain/incident.h"
#include "modules/soc/storage/case_store.h"
#include "web/components.h"
#include "web/meanwhile.h"

namespace dongson::soc {

struct CaseListView {
    Instant now;
    std::vector<Case> open, closed;
};
web::Html CaseListPage(const CaseListView& view);

struct NewCaseView {
    std::string title, category, grade = "2", detected;
    bool personal_data = false;
    std::vector<Alert> alerts;  // that it begins with
    Refusals faults;
};
web::Html NewCasePage(const NewCaseView& view);

struct CaseView {
    Instant now;
    Case incident;
    std::vector<Alert> alerts;
    std::vector<CaseEntry> entries;
    std::vector<CaseTask> tasks;
    std::map<AccountId, std::string> names;
    std::string unit;
    Refusals faults;
    std::string typed_note, typed_how;
    web::Meanwhile meanwhile;
};
web::Html CasePage(const CaseView& view);

struct HandoverView {
    std::vector<Handover> handovers;
    std::map<AccountId, std::string> names;
    AccountId reader;
    std::string suggestion;  // what stands open now, to begin with
    Refusals faults;
};
web::Html HandoverPage(const HandoverView& view);

}  // namespace dongson::soc
