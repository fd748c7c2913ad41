// A witness (C2SP tlog-witness): remembers the newest checkpoint of each log it watches, and cosigns a newer one only when it
// continues that. Any other body can run one; it needs nothing of the log but its public key.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "core/time.h"
#include "platform/ledger/note.h"

namespace dongson::ledger {

class Witness {
  public:
    // The folder keeps what was seen. Throws std::runtime_error when a log's key is none.
    Witness(std::string folder, SigningKey key, const std::vector<std::string>& logs, const Clock& clock);

    struct Answer {
        int status = 200;
        std::string type = "text/plain; charset=utf-8", body;
    };
    // The body and the answer of POST add-checkpoint. What is answered with 200 is durably remembered.
    Answer AddCheckpoint(std::string_view body);
    // The newest checkpoint seen of each log, cosigned: for people to compare.
    std::string Newest() const;
    std::string Verifier() const { return key_.VerifierOf(KeyKind::witness); }

  private:
    struct Log {
        std::string verifier, path, note;  // note: the newest seen, with this witness's cosignature
        std::int64_t size = 0;
        Sha256 root{};
    };
    const std::string folder_;
    const SigningKey key_;
    const Clock& clock_;
    mutable std::mutex mutex_;
    std::map<std::string, Log> logs_;  // by origin
};

}  // namespace dongson::ledger
