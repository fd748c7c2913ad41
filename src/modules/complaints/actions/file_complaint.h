// A complaint or feedback comes in: from whoever it is about, or at the counter for them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/refusal.h"
#include "modules/complaints/domain/complaint.h"
#include "platform/organisation/directory.h"
#include "platform/platform.h"
#include "platform/workflow/case_papers.h"

namespace dongson::complaints {

struct NewComplaint {
    bool feedback = false;
    std::string about;       // one of Abouts()
    std::string about_code;  // of a dossier of theirs; of a procedure what it is called
    std::string named;       // of an officer
    UnitId unit;             // whose decision, whose act; of a dossier: whoever has it
    std::string said, wish;
    std::optional<Date> known = {};
    bool may_publish = false;
    std::string former = {};                          // the code of the first complaint, of a second one
    std::string name, number, address, phone, email;  // of whoever comes with a paper
    std::vector<workflow::NewPaper> papers = {};
    std::string key = {};  // idempotency; empty: none
};

// Working days of our own for an answer to feedback: no source that was read states them.
inline constexpr std::string_view kFeedbackDays = "complaints_feedback_days";
inline constexpr int kDefaultFeedbackDays = 15;

Result<Complaint> FileComplaint(const Platform& platform, const identity::Account& filer, NewComplaint wanted);
// Whether it names who signs for a unit: then neither they nor whoever works under them handles it.
bool NamesHead(storage::Transaction& tx, const Complaint& complaint, const organisation::Units& units, UnitId unit, Date day);
// By a clerk of the unit that is complained of, for somebody who came.
Result<Complaint> FileForSomebody(const Platform& platform, const identity::Officer& clerk, NewComplaint wanted);

}  // namespace dongson::complaints
