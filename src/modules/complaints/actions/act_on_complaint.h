// What people do to a complaint: the events of its process, and beside it words, a division of work, and the publishing of an
// answer.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/refusal.h"
#include "modules/complaints/domain/complaint_kind.h"
#include "platform/platform.h"
#include "platform/workflow/case_papers.h"
#include "platform/workflow/writing.h"

namespace dongson::complaints {

struct Act {
    std::string code, event;
    std::int64_t expected_version = 0;
    std::string reason = {};
    bool remote = false;                    // of accepting: where the law gives more days
    std::string why = {};                   // of not accepting: one of WhyNots()
    std::string outcome = {}, result = {};  // of a proposed decision, of an answer
    UnitId unit = {};                       // of passing it on: to whom
    std::vector<UnitId> asked = {};         // of asking
    int asked_days = 3;
    std::int64_t consultation = 0;
    std::vector<workflow::NewPaper> papers = {};
};

Result<Complaint> ActOnComplaint(const Platform& platform, const workflow::Actor& actor, const Act& act);

Result<Complaint> AssignComplaint(const Platform& platform, const identity::Officer& officer, std::string_view code,
                                  AccountId assignee, std::int64_t expected_version);

Result<void> WriteNote(const Platform& platform, const identity::Officer& officer, const workflow::NewNote& note);
Result<void> WriteToFiler(const Platform& platform, const identity::Officer& officer, std::string_view code,
                          std::string_view text);
Result<void> WriteToOffice(const Platform& platform, const identity::Account& filer, std::string_view code,
                           std::string_view text);

// An answer to feedback is shown to everybody where who asked agreed: one officer writes question and answer without a word of a
// person, another looks and publishes it.
struct Publishing {
    std::string code;
    std::int64_t expected_version = 0;
    std::string question = {}, answer = {};  // of the first look
    bool publish = false;                    // the second
};
Result<Complaint> PublishAnswer(const Platform& platform, const identity::Officer& officer, const Publishing& wanted);

}  // namespace dongson::complaints
