// A newer list held against what a province has: what it would add, change and end; field by field, with what is the province's
// own kept apart (docs/decisions/0052).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "modules/one_stop/domain/procedure_sheet.h"
#include "platform/definitions/edition.h"

namespace dongson::one_stop {

enum class DifferenceKind : unsigned char { added, changed, abolished };
std::string_view DifferenceWord(DifferenceKind kind);  // "new", as rows and addresses have it
std::string_view DifferenceName(DifferenceKind kind);  // "Mới"
std::optional<DifferenceKind> ParseDifferenceKind(std::string_view word);

// A part that the list says otherwise than it did, or than the province says.
struct ChangedPart {
    std::string part;
    bool own = false;  // the province says it otherwise than the list did: it stays, unless somebody takes the list's
};

// What a list says of procedures: the rest is the province's to decide, and no list changes it.
bool IsOfLists(std::string_view part);

// `before`: what the list said when it was last decided on; `now`: what holds; `then`: what the newer list says.
std::vector<ChangedPart> PartsChangedBy(const ProcedureSheet& before, const ProcedureSheet& now, const ProcedureSheet& then);
// What holds, with what the list changed; what is the province's own as well where `whole`.
ProcedureSheet Merged(const ProcedureSheet& now, const ProcedureSheet& then, const std::vector<ChangedPart>& parts, bool whole);

using ProcedureListId = Id<struct ProcedureListTag>;

struct ProcedureListing {
    ProcedureListId id;
    std::string name;  // of the file
    Instant made;
    AccountId by;
    std::string by_name;
    std::int64_t procedures = 0;
};

struct ProcedureDifference {
    ProcedureListId list;
    std::string code;
    DifferenceKind kind = DifferenceKind::added;
    std::string name, domain;
    std::vector<ChangedPart> parts;
    std::string text;      // what the list says; empty of one that is abolished
    std::string decision;  // "", "taken", "left"
    std::string decided_by;
    std::optional<Instant> decided;
    std::string reason;
    definitions::EditionId edition;  // that it became
    std::string stage;               // of that edition, as rows have it
};

}  // namespace dongson::one_stop
