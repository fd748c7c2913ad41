// Holds the database against its ledger: the tree against its signature, every entry against the tree, and what rows say now
// against what was entered when they came to say it.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "platform/ledger/ledger.h"

namespace dongson::ledger {

// One line of an entry, as a row gives it today.
struct EntryLine {
    std::string key, value;
    std::string column;  // where it stands in the database
};
std::string EntryText(const std::vector<EntryLine>& lines);

// What a row says it entered.
struct Claim {
    std::int64_t entry = 0;  // the id that Append gave
    std::string row;         // "dossier H56-…-0001"
    std::vector<EntryLine> lines;
};

class Audit {
  public:
    explicit Audit(Ledger& ledger) : ledger_(ledger) {}

    // The signature, the whole tree again from its entries, and every entry's place and content.
    void HoldTree();
    // A line that the entry does not have is passed over: entries of earlier versions have fewer.
    void Hold(const Claim& claim);
    // Entries that begin so are of rows that must have claimed them: a row that was taken out is found here.
    void HoldUnclaimed(std::string_view beginning);
    void Fault(std::string what) { faults_.push_back(std::move(what)); }

    std::int64_t entries() const { return entries_; }
    std::int64_t lines() const { return lines_; }
    const std::vector<std::string>& faults() const { return faults_; }

  private:
    Ledger& ledger_;
    std::int64_t entries_ = 0, lines_ = 0;
    std::set<std::int64_t> claimed_;
    std::vector<std::string> faults_;
};

}  // namespace dongson::ledger
