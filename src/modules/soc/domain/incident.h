// A security incident: what it is, how bad, what the law wants by when. It is a case of the platform's engine.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/language.h"
#include "core/refusal.h"
#include "core/time.h"
#include "platform/workflow/case.h"

namespace dongson::soc {

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

// What analysts say of an incident, and correct as they learn more.
struct Description {
    std::string title, category;
    int grade = 1;  // 1 slight … 4 grave
    bool personal_data = false;
    std::string cause, scope, remedy, lessons;
    bool operator==(const Description&) const = default;
};
// What is missing of it, or is none; it names the field.
std::optional<Refusal> RefuseDescription(const Description& description);

// Whoever leads it is its assignee; it lies with the unit of the centre that opened it.
struct Incident : workflow::Case, Description {
    UnitId unit;               // affected
    Instant detected, opened;  // detected: what the law's clocks start with
    std::optional<Instant> noticed, reported;
};

// What has to be told of an incident, until when, and when it was: "notice" and "report".
std::vector<workflow::Obligation> ObligationsOf(const Incident& incident, const IncidentRules& rules = IncidentRules::Shipped());

// How its state was called in its reports and in the ledger before there was a process, and is: "da-ngan-chan"; empty: there is
// none.
std::string_view StateWord(std::string_view state);
std::string_view StateOf(std::string_view word);  // the other way

// An event that shows what happened.
struct Evidence {
    std::string event;   // standard-123
    std::string digest;  // SHA-256 of its bytes
};

}  // namespace dongson::soc
