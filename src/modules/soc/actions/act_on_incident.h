// An incident from its opening to its end: every act is one event of its process, or stands beside it in the timeline.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/soc/centre/centre.h"
#include "modules/soc/domain/alert.h"
#include "modules/soc/domain/incident.h"
#include "platform/identity/account.h"
#include "platform/workflow/case_papers.h"
#include "platform/workflow/writing.h"

namespace dongson::soc {

struct NewIncident {
    std::string title, category;
    int grade = 1;
    bool personal_data = false;
    Instant detected{};  // none: the first event of its alerts, or now
    std::vector<AlertId> alerts;
};
// Opens one with its alerts, and gives the steps of its kind's playbook. Refuses without a title or with an alert that is in
// another.
Result<Incident> OpenIncident(const Platform& platform, const identity::Officer& officer, const NewIncident& wanted);

// What an analyst makes of it: what they say of it now, and the state it is in from now on; each is an event where it differs.
// The version is that it was read with.
struct Change {
    std::string code;
    std::int64_t expected_version = 0;
    Description description;
    std::string state;   // "contained"
    std::string reason;  // of a step back, and of opening it again
};
Result<Incident> ChangeIncident(const Platform& platform, const identity::Officer& officer, const Change& wanted);

// One event of its process that asks for nothing but a reason.
Result<Incident> MoveIncident(const Platform& platform, const identity::Officer& officer, std::string_view code,
                              std::string_view event, std::int64_t expected_version, std::string_view reason);

// What others on duty should know, with files; the same again is one note.
Result<void> AddNote(const Platform& platform, const identity::Officer& officer, const workflow::NewNote& note);
Result<void> AddAlert(const Platform& platform, const identity::Officer& officer, std::string_view code, AlertId alert);
// An event becomes evidence: its bytes' digest is kept and entered in the public ledger.
Result<void> AddEvidence(Centre& centre, const identity::Officer& officer, std::string_view code, const EventKey& event);
// The authority has been told: "notice" or "report".
Result<Incident> TellAuthority(const Platform& platform, const identity::Officer& officer, std::string_view code,
                               std::string_view obligation, std::string_view how);

// Other units are asked about it, each until when; they learn what the question says and what goes with it, nothing else.
struct QuestionOnIncident {
    std::string code;
    std::int64_t expected_version = 0;
    std::vector<UnitId> units;
    int days = 3;  // working days they have, 1 to 60
    std::string text;
    bool share = false;  // they are told what it is called, its kind and its grade, as it stands now
    std::vector<workflow::NewPaper> papers = {};
    std::optional<int> hours = {};  // by the clock, 1 to 72, instead of days
};
// Refuses with the field that is wrong (don_vi, so_ngay, ly_do), and where somebody else changed it since (SOC_CASE_CHANGED).
Result<Incident> AskOnIncident(const Platform& platform, const identity::Officer& officer, const QuestionOnIncident& asked);

struct AnswerOnQuestion {
    std::string code;
    std::int64_t question = 0;
    std::string text;
    std::vector<workflow::NewPaper> papers = {};
};
// By whoever answers for the unit that was asked; the same answer again is done once.
Result<void> AnswerOnIncident(const Platform& platform, const identity::Officer& officer, const AnswerOnQuestion& answer);
Result<Incident> StopWaiting(const Platform& platform, const identity::Officer& officer, std::string_view code,
                             std::int64_t question, std::string_view reason);
// The question, where the officer answers for the unit that it was put to, or for the one that took over; answered or not.
std::optional<workflow::Consultation> QuestionPutTo(const Platform& platform, storage::Transaction& tx,
                                                    const identity::Officer& officer, const Incident& incident,
                                                    std::int64_t question);

// Whoever is on duty gives it to one of them, or takes it.
Result<Incident> AssignIncident(const Platform& platform, const identity::Officer& officer, std::string_view code,
                                AccountId assignee, std::int64_t expected_version);

}  // namespace dongson::soc
