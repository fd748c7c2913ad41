// Lets a log go on after an older backup of its database was restored: the tree continues from the hashes that its tiles hold
// outside the database, what is lost is listed as lost, and no number is given twice.
#pragma once

#include <string>
#include <vector>

#include "platform/ledger/ledger.h"
#include "platform/numbering/numbering.h"

namespace dongson::ledger {

struct Mended {
    std::int64_t size = 0;    // of the tree that was signed, and is the database's again
    std::int64_t common = 0;  // how many first entries the database had of it
    std::int64_t waits = 0;   // entries that another tree had placed, and which get a new place
    std::int64_t found = 0;   // entries that waited, though they were signed already
    std::int64_t lost = 0;    // entries of which only the hash is left
    bool clock = false;       // the newest signature lay in the future
    bool took_over = false;   // another folder signed before
    bool memory = false;      // the folder had forgotten the newest tree
    std::vector<numbering::LostNumbers> numbers;
};

// Nothing else may use the database. With `here`, this folder signs from now on although another did.
class Mending {
  public:
    explicit Mending(Ledger& ledger) : ledger_(ledger) {}
    Result<Mended> Run(bool here);

  private:
    Result<void> TakeOver(bool here);
    Result<void> Remember();
    Result<std::vector<std::string>> SignedEntries(std::int64_t from, std::int64_t size) const;
    std::int64_t CommonPart(storage::Transaction& tx, std::int64_t most) const;
    Result<void> Rebuild(storage::Transaction& tx, const SignedTree& tree);
    void CutTiles(storage::Transaction& tx, std::int64_t size) const;
    void SaveLost(storage::Transaction& tx, std::int64_t position, const std::string& entry, const SignedTree& tree) const;

    Ledger& ledger_;
    Mended mended_;
};

}  // namespace dongson::ledger
