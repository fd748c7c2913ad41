// Asks witnesses to cosign checkpoints (C2SP tlog-witness): other bodies that remember the newest one they saw and sign nothing
// that does not continue it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "platform/ledger/note.h"
#include "platform/ledger/tree.h"

namespace dongson::ledger {

struct WitnessAddress {
    std::string url;  // add-checkpoint is below it
    std::string key;  // "name+id+key"
};

class Witnesses {
  public:
    Witnesses() = default;
    explicit Witnesses(std::vector<WitnessAddress> witnesses);

    std::string Keys() const;  // with blanks between
    bool empty() const { return witnesses_.empty(); }
    // Proves that the tree of a size continues the tree of an older one.
    using Prove = std::function<std::vector<Sha256>(std::int64_t old_size)>;
    // The note with the cosignature of each witness that answered, and how many did.
    std::pair<std::string, int> Cosign(const std::string& note, std::int64_t size, const Prove& prove);

  private:
    struct One {
        std::string url, text;
        Verifier key;
        std::int64_t seen = 0;
        bool silent = false;
    };
    std::string Ask(One& witness, const std::string& note, std::int64_t size, const Prove& prove);
    std::vector<One> witnesses_;
};

}  // namespace dongson::ledger
