// Watches a log from outside: keeps its checkpoints and tiles, holds each new tree against the one before, and so is a whole
// mirror of it.
#pragma once

#include <string>
#include <vector>

#include "platform/ledger/note.h"
#include "platform/ledger/static_files.h"

namespace dongson::ledger {

// Reads a path below the log's address; throws std::runtime_error when it cannot.
using Fetch = std::function<std::string(const std::string& path)>;
// libcurl's, below a URL.
Fetch FetchFrom(std::string url);

class Watch {
  public:
    // The folder holds checkpoint and tiles as any web server may hand them out, and in evidence/ what contradicts them.
    Watch(std::string folder, std::string verifier, const std::vector<std::string>& witnesses, Fetch fetch);

    enum class Verdict : unsigned char { same, grown, went_back, forked };
    struct Seen {
        Verdict verdict = Verdict::same;
        std::int64_t size = 0, before = 0;
        int cosigners = 0;  // of the witnesses named
        std::int64_t cosigned_at = 0;
        std::string evidence;  // the file that holds both checkpoints
    };
    // Looks once. Throws std::runtime_error when the log cannot be read, or its signature is not its own.
    Seen Look();

  private:
    std::optional<Checkpoint> Kept(std::string& note) const;
    std::string KeepEvidence(const std::string& ours, const std::string& theirs) const;
    bool Take(const Checkpoint& old, const Checkpoint& fresh, const std::string& note);

    const std::string folder_, verifier_;
    std::vector<Verifier> witnesses_;
    const Fetch fetch_;
    StaticFiles files_;
};

}  // namespace dongson::ledger
