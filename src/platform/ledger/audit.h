// Holds the database against its ledger: the tree against its signature, every entry against the tree, and what rows say now
// against what was entered when they came to say it.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "platform/ledger/ledger.h"

namespace dongson::ledger {

// One line of an entry, as a row gives it today.
struct EntryLine {
    std::string key, value;
    std::string column;        // where it stands in the database
    std::string earlier = {};  // what earlier versions wrote for the same; empty: the same as today
};
std::string EntryText(const std::vector<EntryLine>& lines);
// What an entry says, by its keys.
std::map<std::string, std::string, std::less<>> LinesIn(std::string_view content);
// A moment as entries write it (2025-08-29T09:40:00.000Z), to the second; nothing when it is none.
std::optional<Instant> MomentIn(std::string_view text);

// What a row says it entered.
struct Claim {
    std::int64_t entry = 0;  // the id that Append gave
    std::string row;         // "dossier H56-…-0001"
    std::vector<EntryLine> lines;
};

// An entry as it lies in the database.
struct Entered {
    std::int64_t id = 0;
    std::string content;
};

// May run beside a server: it only reads.
class Audit {
  public:
    Audit(storage::Database& database, std::string verifier) : database_(database), verifier_(std::move(verifier)) {}

    // The signature, the whole tree again from its entries, and every entry's place and content.
    void HoldTree();
    // That the tree continues the newest one the folder remembers; a folder that remembers none says nothing.
    void HoldMemory(const std::string& folder);
    // A line that the entry does not have is passed over: entries of earlier versions have fewer.
    void Hold(const Claim& claim);
    // Entries that begin so, for those whose words are not lines; whoever finds the row of one claims it.
    std::vector<Entered> Beginning(std::string_view beginning);
    void ClaimEntry(std::int64_t id) { claimed_.insert(id); }
    // Of any kind: every entry is of a row that must have claimed it, so a row that was taken out is found here.
    void HoldUnclaimed();
    void Fault(std::string what) { faults_.push_back(std::move(what)); }

    std::int64_t entries() const { return entries_; }
    std::int64_t lines() const { return lines_; }
    const std::vector<std::string>& faults() const { return faults_; }

  private:
    storage::Database& database_;
    const std::string verifier_;
    std::int64_t entries_ = 0, lines_ = 0;
    std::set<std::int64_t> claimed_;
    std::vector<std::string> faults_;
};

}  // namespace dongson::ledger
