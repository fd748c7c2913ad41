// A security incident as a case: what it is, how bad, what the law wants by when.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/language.h"
#include "core/refusal.h"
#include "core/time.h"
#include "modules/soc/domain/alert.h"

namespace dongson::soc {

enum class CaseState : unsigned char { open, contained, resolved, closed };
inline constexpr CaseState kCaseStates[] = {CaseState::open, CaseState::contained, CaseState::resolved, CaseState::closed};
std::string_view CaseStateWord(CaseState state);
std::optional<CaseState> ParseCaseState(std::string_view word);
std::string_view CaseStateName(CaseState state);  // for people

// A step of a playbook.
struct PlaybookStep {
    std::string text;         // what is to be done
    std::int64_t within = 0;  // milliseconds after the case was opened; 0: no time is set
    std::string search;       // what helps to see, {entity} standing for whom the case's alerts are about; or nothing
};

// A kind of incident, with the playbook that is known to help (data/soc/incidents.yaml).
struct Category {
    std::string key, name;
    std::vector<PlaybookStep> steps;
    // Nothing for a task that somebody added by hand, or of an earlier playbook.
    const PlaybookStep* Find(std::string_view task) const;
};
// What has to be told, and how soon after an incident of at least this grade was detected.
struct ClockRule {
    std::string key, name, law;
    int from_grade = 1;
    bool personal_data = false;  // only when personal data was touched
    std::int64_t hours = 0;
};
struct IncidentRules {
    std::vector<Category> categories;
    std::vector<ClockRule> clocks;
    const Category* Find(std::string_view key) const;
    // Those that ship. Throws std::logic_error when they cannot be read.
    static const IncidentRules& Shipped();
};
std::string_view GradeName(int grade);  // 1 to 4, for people

struct Case {
    CaseId id;
    std::string code;  // SC-2026-0001
    std::string title, category;
    int grade = 1;  // 1 slight … 4 grave
    CaseState state = CaseState::open;
    UnitId unit;  // affected
    AccountId lead;
    Instant detected, opened;  // detected: what the law's clocks start with
    std::optional<Instant> noticed, reported, closed;
    bool personal_data = false;
    std::string cause, scope, remedy, lessons;
    std::int64_t version = 1;
};

// What has to be told of a case, until when, and when it was.
struct LegalClock {
    std::string key, name, law;
    Instant due;
    std::optional<Instant> met;
};
std::vector<LegalClock> ClocksOf(const Case& incident, const IncidentRules& rules = IncidentRules::Shipped());

enum class EntryKind : unsigned char { note, state, alert, evidence, task, told };
std::string_view EntryKindName(EntryKind kind);  // for people

// A line of a case's timeline.
struct CaseEntry {
    std::int64_t id = 0;
    CaseId of;
    Instant at;
    AccountId account;
    EntryKind kind = EntryKind::note;
    std::string text;
    std::string event;   // standard-123, of evidence
    std::string digest;  // SHA-256 of the evidence's bytes
};

struct CaseTask {
    std::int64_t id = 0;
    std::string text;
    std::optional<Instant> done;
    AccountId done_by;
};

// Whether a case may be closed: it says what caused it, what was touched, what was done and what was learned, and everything the
// law wants told is told. The refusal names the field.
std::optional<Refusal> RefuseClosing(const Case& incident);

}  // namespace dongson::soc
