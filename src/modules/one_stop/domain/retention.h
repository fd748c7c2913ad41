// How long a dossier is kept after it is over, who says so, and from which day it may be destroyed. Where nobody has said it is
// kept: no term is guessed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/time.h"

namespace dongson::one_stop {

struct UnitOnPaper;

inline constexpr int kYearsOfReceipts = 10;  // Decree 174/2016, article 13

inline constexpr int kForGood = 0, kRuleEnds = -1;  // instead of years

struct RetentionRule {
    std::int64_t id = 0;
    std::string procedure;  // its code; empty: every procedure of the domain
    std::string domain;
    int years = kForGood;  // kRuleEnds: from then on there is none for the same ends
    std::string basis;     // "Thông tư …, mục …"
    std::string set_by;    // who said yes, where another asked for it
    Instant set;
    std::string asked_by = {};  // empty: nobody had to be asked
    bool alone = false;         // it wanted two, and there was nobody else
    std::optional<Instant> ended = {};
    AccountId set_by_id = {};
    std::int64_t ledger = 0;  // 0: of before they were entered
};

// A dossier that is over, as a list of records has it: without a person.
struct PastDossier {
    CaseId id;
    std::string code, procedure, procedure_name, domain;
    Instant closed;
    std::optional<Instant> paid;  // of its last receipt
    bool held = false;            // something keeps it whatever its term
    bool listed = false;          // on a list that waits or is being carried out
    bool correcting = false;      // somebody asks to have something of theirs in it corrected
    std::string linked_to = {};   // the code of what is not over and points here, or is pointed at
};

// That of the procedure goes before that of its domain; none: it is kept.
const RetentionRule* RuleFor(const std::vector<RetentionRule>& rules, std::string_view procedure, std::string_view domain);
// Whether something could be destroyed after this change that could not be before, or is no longer said to be kept for good.
// `domains`: in which the procedure is or was;
// of a rule for a domain, that one.
bool LetsMoreGo(const std::vector<RetentionRule>& before, const RetentionRule& change, const std::vector<std::string>& domains);
// Years count from the first of January after the one in which it ended: never too early, whichever way a basis counts.
// A receipt is a paper of accounts and keeps its dossier as long as those are kept.
std::optional<Date> MayGoFrom(const RetentionRule* rule, const PastDossier& dossier);

// The field the reason for ending a hold is typed into: each hold on the page has one.
std::string EndsHoldBecause(std::int64_t hold);

// What may go, from when, and by what, as it stands in the minute.
struct DuePast {
    PastDossier dossier;
    Date since;
    std::string basis;
};

// One list of what is to be destroyed.
struct Destruction {
    std::int64_t id = 0;
    UnitId unit;
    std::string reason;
    AccountId asked_by;
    std::string asked_by_name;
    Instant asked;
    std::string decision;  // empty, granted, refused
    AccountId decided_by;
    std::string decided_by_name;
    std::optional<Instant> decided;
    std::string notation;
    FileId minute;
    std::int64_t ledger = 0;

    struct Item {
        CaseId dossier;
        std::string code, procedure_name;
        Instant closed;
        std::string basis;
        std::optional<Instant> destroyed;
    };
    std::vector<Item> items;

    bool Waits() const { return decision.empty(); }
    bool Granted() const { return decision == "granted"; }
    std::size_t Destroyed() const;
};

// The minute, on A4.
std::string DestructionMinute(const Destruction& list, const UnitOnPaper& unit, Instant now);

}  // namespace dongson::one_stop
