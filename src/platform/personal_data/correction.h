// A person says that what is kept of them is wrong, and what is right; whoever keeps it decides. Whoever keeps something that may
// be corrected declares it here, as they declare what they keep (kept.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/refusal.h"
#include "core/time.h"
#include "platform/identity/account.h"
#include "platform/platform.h"
#include "storage/database.h"

namespace dongson::personal_data {

// Stored as words: "", "taken_back", "granted", "refused".
enum class CorrectionState : unsigned char { waits, taken_back, granted, refused };
std::string_view WordOf(CorrectionState state);
CorrectionState CorrectionStateOf(std::string_view word);  // what nobody knows waits for nobody: refused
Sentence NameOf(CorrectionState state);

struct Correction {
    std::int64_t id = 0;
    AccountId account;
    std::string kind, reference, field, label;
    std::string before, after, reason;
    FileId proof;
    UnitId unit;  // whose signer decides; none: two administrators
    std::string salt;
    Instant asked, due;
    CorrectionState state = CorrectionState::waits;
    std::string answer;
    AccountId decided_by;
    std::string decided_by_name;
    std::optional<Instant> decided;
    std::int64_t asked_entry = 0, decided_entry = 0;

    bool Waits() const { return state == CorrectionState::waits; }
    bool Late(Instant now) const { return decided.value_or(now) > due; }
};

// One value of somebody's that may be wrong.
struct Correctable {
    std::string kind, reference, field;
    std::string label;  // Vietnamese: "Họ tên người nộp"
    std::string value;  // as it stands, and as it is typed: a day is 27/03/1990
    UnitId unit;        // who decides today; none: two administrators

    // As a form names it: "one_stop.dossier|H56-…|name".
    std::string Key() const { return kind + "|" + reference + "|" + field; }
};

// What one who keeps something lets be corrected. Called in the transaction of the act.
struct Corrects {
    std::string_view kind;
    // What is kept of this account and may be wrong.
    std::vector<Correctable> (*of)(const Platform& platform, storage::Transaction& tx, const identity::Account& whose);
    // What was typed in its normal form, or why it cannot be.
    Result<std::string> (*check)(const Platform& platform, storage::Transaction& tx, const Correctable& which,
                                 const std::string& typed);
    // Who decides: in the unit that is asked, or anywhere where that is none.
    const identity::Capability* capability;
    // Puts the right value in the place of the wrong one.
    // `by`: none where two administrators do it.
    Result<void> (*carry_out)(const Platform& platform, storage::Transaction& tx, const identity::Officer* by,
                              const Correction& correction);
    // Where an officer looks at it; and what a correction leaves as it is, to be done by another way: empty where nothing.
    std::string (*path)(const Correction& correction) = nullptr;
    Sentence (*leaves)(const Platform& platform, storage::Transaction& tx, const Correction& correction) = nullptr;
};

// Set once, as the house opens.
void UseCorrects(std::vector<Corrects> corrects);
const std::vector<Corrects>& EveryCorrects();
const Corrects* CorrectsOf(std::string_view kind);  // none: nobody keeps such data any more

// What the platform itself keeps: name and day of birth of an account.
Corrects AccountCorrects();

}  // namespace dongson::personal_data
