// What the ledger says of a case whose words are bound by digests: each step, and how the case stood after it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/time.h"
#include "platform/ledger/audit.h"
#include "platform/platform.h"
#include "platform/workflow/case.h"
#include "storage/database.h"

namespace dongson::workflow {

// How one kind's entries are written.
struct EntryWords {
    std::string_view code;  // the key its code stands under: "ma-nhiem-vu"
    std::string_view row;   // what an audit calls it: "task"
    bool salts_who = true;  // whether the salt binds who did a step too; entries of tasks were made without
};

// SHA-256 of the values one after another, each with its length: no two lists give the same.
std::string DigestOfAll(const std::vector<std::string>& values);
// In an entry; empty where there is none.
std::string EntryTime(const std::optional<Instant>& at);

// The entry's id. `happening` is given the salt by which its words are bound; `standing` says how the case is after it.
std::int64_t EnterStep(const Platform& platform, storage::Transaction& tx, const EntryWords& words, const Case& subject,
                       Happening& happening, std::vector<ledger::EntryLine> standing);

// A case as its rows are.
struct StandingCase {
    CaseId id;
    std::string state;
    std::vector<ledger::EntryLine> lines;
};
// Holds each case, its steps and what was sent with them against the entries. `read`: nothing where it is gone.
void AuditCases(const Platform& platform, ledger::Audit& audit, const EntryWords& words, const std::vector<std::string>& codes,
                const std::function<std::optional<StandingCase>(storage::Transaction& tx, const std::string& code)>& read);

}  // namespace dongson::workflow
