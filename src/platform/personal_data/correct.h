// Corrections are asked for, taken back and decided. Each asking and each decision stands in the ledger, by digests of what was
// said.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "platform/files/files.h"
#include "platform/identity/proposed_acts.h"
#include "platform/personal_data/correction.h"

namespace dongson::ledger {
class Audit;
}

namespace dongson::personal_data {

inline constexpr std::size_t kMostOpenCorrections = 5;  // of one account
inline constexpr int kCorrectionDays = 2;               // working days (docs/decisions/0058)

// Everything kept of them that may be corrected, the account first.
std::vector<Correctable> CorrectableOf(const Platform& platform, storage::Transaction& tx, const identity::Account& whose);

struct NewCorrection {
    std::string which;  // Correctable::Key
    std::string value, reason;
    std::vector<files::FileStore::Kept> proof;  // one
};
// All that is wrong with it at once, by field: "du_lieu", "gia_tri", "ly_do", "tep". Its number.
std::expected<std::int64_t, Refusals> AskCorrection(const Platform& platform, const identity::Account& whose,
                                                    const NewCorrection& wanted);
// By who asked, while nobody has decided.
Result<void> TakeBackCorrection(const Platform& platform, const identity::Account& whose, std::int64_t id);

struct CorrectionDecision {
    std::int64_t id = 0;
    bool granted = false;
    std::string answer;  // why; the person reads it
};
// By an officer who may where it is kept, never about themselves. What an account says of its holder waits for a second
// administrator: Outcome::asked.
std::expected<identity::Outcome, Refusals> DecideCorrection(const Platform& platform, const identity::Officer& officer,
                                                            const CorrectionDecision& decision);
bool Decides(const identity::Officer& officer, const Correction& correction);

// What waits for this officer, and what was decided lately where they decide: the nearest due first, the latest decided first.
std::vector<Correction> CorrectionsFor(const Platform& platform, const identity::Officer& officer, bool waiting, int rows);

// An account's correction, as two administrators do it.
identity::ActKind CorrectionAct();
bool IsCorrectionOf(const identity::ProposedAct& act, const Correction& correction);

// Holds each correction and the bytes of its proof against the ledger.
void AuditCorrections(const Platform& platform, ledger::Audit& audit);

}  // namespace dongson::personal_data
