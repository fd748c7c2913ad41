// One event of the process, done to one dossier: the rule, the clock, the effects, the ledger and the notice, in one transaction.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/refusal.h"
#include "modules/one_stop/actions/open_dossier.h"
#include "modules/one_stop/domain/fee_receipt.h"
#include "modules/one_stop/domain/issued_paper.h"

namespace dongson::one_stop {

struct Act {
    std::string code, event;
    std::int64_t expected_version = 0;
    std::string reason;
    AccountId assignee;            // of the effect "assign"
    std::vector<UnitId> asked;     // of "ask_opinion": each is asked the same
    int asked_days = 3;            // working days they have
    std::int64_t opinion = 0;      // of "answer_opinion" and "drop_opinion": which one; 0: the actor's own, the only one
    Date until;                    // of an extension
    std::string result_text;       // of "attach_result"
    bool result_seen = false;      // whoever acts had the result's text before them: left empty it is refused, not filled in
    std::string chosen_case = {};  // of receiving: which of the procedure's cases it is (Procedure::CasesOf); empty: as it is
    std::string agreed = {};       // of a new appointment: who agreed to it in writing
    std::string fee, fee_basis;    // as typed, where the sum is unknown: "100.000", "Nghị quyết …"
    Payment payment = {};          // of "mark_paid", where something is owed
    std::string receiver = {};     // of "hand_over": who takes the result in the applicant's stead; empty: the applicant
    bool to_mandatary = false;     // of "hand_over": whoever has the dossier's mandate takes it
    // Of a request for a supplement: what is asked for; of receiving: what was handed in, as counted; no sets: not counted.
    std::vector<ComponentCount> components;
    int sets = 0;
    Answers answers = {};  // of "supplement": what is corrected of what was declared; questions not named stay as they were
    // Of "supplement"; of "attach_result" the signed scan; what goes with a question or an answer.
    std::vector<NewPaper> papers;
};

// All that is wrong with a sum that a clerk says, as typed, in the order of the form.
Refusals ChargeFaults(std::string_view fee, std::string_view basis);

// Refuses with ONE_STOP_CHANGED (409) when someone else acted since the page was made.
Result<Dossier> ActOnDossier(const Platform& platform, const Actor& actor, const Act& act);

// A leader of the holding unit gives the dossier to one of its specialists, or whoever administrates does; or a specialist takes
// it.
Result<Dossier> AssignDossier(const Platform& platform, const identity::Officer& officer, const std::string& code,
                              AccountId assignee, std::int64_t expected_version);

// Whoever passed it on by mistake takes it back, as long as nobody has opened it where it went.
Result<Dossier> TakeBack(const Platform& platform, const identity::Officer& officer, const std::string& code,
                         std::int64_t expected_version);

// The applicant rates a finished dossier, once.
struct Rating {
    std::map<std::string, int> points;  // by index; indices that are not asked and other points than 0, 1 and 2 are left out
    std::string remark;
};
Result<void> RateDossier(const Platform& platform, const identity::Account& citizen, const std::string& code,
                         const Rating& rating);

}  // namespace dongson::one_stop
