// What the ledger knows beside the database, so that a restored backup cannot undo it: the newest tree ever signed, and when each
// was.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/bytes.h"
#include "core/refusal.h"
#include "core/time.h"

namespace dongson::ledger {

struct SignedTree {
    std::int64_t size = 0;
    Sha256 root{};
    std::string note;
    Instant at;
};

class Outside {
  public:
    explicit Outside(std::string folder) : folder_(std::move(folder)) {}

    // Whether a log was ever signed from this folder.
    bool HasTraces() const;
    // The newest tree signed, held against the key; nothing when none was. Refuses a file that is damaged.
    Result<std::optional<SignedTree>> Newest(const std::string& verifier) const;
    // Durable when it returns; throws std::runtime_error when the disk refuses.
    void Remember(const SignedTree& tree) const;

    struct Signature {
        std::int64_t size = 0;
        Instant at;
    };
    // The later ones of all signatures, oldest first: between which two moments a position was signed.
    std::vector<Signature> Signatures() const;

  private:
    std::string folder_;
};

}  // namespace dongson::ledger
