// What other units are asked about an incident: as the centre sees it, and as those who are asked do.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "platform/desk/ask_units.h"
#include "platform/workflow/case.h"
#include "web/components.h"

namespace dongson::soc {

// Every question of an incident, with what was sent along.
struct QuestionsView {
    std::string code;
    Instant now;
    bool may_ask = false;  // whoever reads, now
    std::vector<workflow::Consultation> asked;
    std::map<UnitId, std::string> units;
    std::map<std::int64_t, std::vector<workflow::CasePaper>> files;  // by the happening they were sent with
    Refusals faults = {};
    std::int64_t event = 0;  // the question whose form was refused
    std::string typed = {};
};
// Links to files of a case whose pages begin so; nothing where there is none.
web::Html FilesBelow(const std::string& stem, const std::vector<workflow::CasePaper>& files);

web::Html QuestionSection(const QuestionsView& view);

struct AskView {
    std::string code;
    std::int64_t version = 0;
    desk::UnitsToAsk offered;
    desk::AskedBefore before = {};
    std::string text = {};
    bool share = false;
    bool lost_files = false;  // files that were chosen have to be chosen again
    Refusals faults = {};
};
web::Html AskPage(const AskView& view);

// The question as whoever is asked reads it: nothing else of the incident is here to be shown.
struct QuestionView {
    std::string code;
    Instant now;
    workflow::Consultation question;
    std::string asker, unit;  // who asks, who is asked
    std::vector<workflow::CasePaper> sent, answered;
    Refusals faults = {};
    std::string typed = {};
};
web::Html QuestionPage(const QuestionView& view);

}  // namespace dongson::soc
