// One version of one definition: a form, and whatever else a province may say otherwise than the program ships it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/time.h"

namespace dongson::definitions {

using EditionId = Id<struct EditionTag>;

// A text that ships is nobody's to change; the others are a province's.
enum class Stage : unsigned char { shipped, draft, proposed, approved, withdrawn };
std::string_view StageWord(Stage stage);  // as rows have it: "draft"
std::string_view StageName(Stage stage);  // as people read it: "Bản nháp"
Stage ParseStage(std::string_view word);

struct Edition {
    EditionId id;
    std::string type, key;     // "form", "birth"
    std::int64_t version = 0;  // 0: as the program shipped it
    Stage stage = Stage::draft;
    std::string text, digest;
    AccountId author;  // none: the program's
    std::string author_name;
    AccountId approver;
    std::string approver_name;
    std::string reason;
    Instant made;
    std::optional<Instant> decided;  // approved, or withdrawn
    Date valid_from;                 // once it is approved, and no later than that

    bool Ships() const { return version == 0; }
    // One that may still become what holds.
    bool Open() const { return stage == Stage::draft || stage == Stage::proposed; }
};

// What was done to an edition once.
struct EditionEvent {
    EditionId edition;
    std::int64_t version = 0;
    Stage became = Stage::draft;
    AccountId by;
    std::string by_name, reason;
    Instant at;
    std::int64_t ledger = 0;  // its entry; 0: of before acts were entered
};

}  // namespace dongson::definitions
