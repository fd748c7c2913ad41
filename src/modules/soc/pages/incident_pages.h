// Incidents: the list, opening one, one with what is owed, what may be done, its steps and its timeline.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "modules/soc/domain/alert.h"
#include "modules/soc/domain/incident.h"
#include "modules/soc/pages/question_pages.h"
#include "platform/workflow/process.h"
#include "platform/workflow/task.h"
#include "web/components.h"
#include "web/meanwhile.h"

namespace dongson::soc {

struct IncidentListView {
    Instant now;
    std::vector<Incident> open, closed;
};
web::Html IncidentListPage(const IncidentListView& view);

struct NewIncidentView {
    std::string title, category, grade = "2", detected;
    bool personal_data = false;
    std::vector<Alert> alerts;  // that it begins with
    Refusals faults;
};
web::Html NewIncidentPage(const NewIncidentView& view);

struct IncidentView {
    Instant now;
    Incident incident;
    std::vector<Alert> alerts;
    std::vector<workflow::Happening> happenings;
    std::map<std::int64_t, Evidence> evidence;  // by what happened
    QuestionsView questions = {};
    std::vector<workflow::Task> steps;
    bool may_change = false;                                    // whoever reads, now: it is open, and lies with their centre
    std::vector<const workflow::Event*> moves;                  // that whoever reads may make now
    std::vector<std::pair<AccountId, std::string>> colleagues;  // to whom it may be given; none: not by whoever reads
    std::optional<Sentence> not_closed;                         // what is missing before it may be closed
    std::map<AccountId, std::string> names;
    std::string unit, centre;
    Refusals faults;
    std::string event;  // the move that was refused
    std::string typed_note, typed_how, typed_reason, typed_result;
    std::int64_t step = 0;    // the one that was refused
    bool lost_files = false;  // files that were chosen have to be chosen again
    web::Meanwhile meanwhile;
};
web::Html IncidentPage(const IncidentView& view);

}  // namespace dongson::soc
