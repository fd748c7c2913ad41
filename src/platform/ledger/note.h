// C2SP signed notes and the files made of them: checkpoints and proofs that anyone can check offline.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/bytes.h"
#include "core/refusal.h"

namespace dongson::ledger {

// The log's Ed25519 key. The name is what stands in front of signatures: "dongson.thanhhoa.vn/so-cai".
class SigningKey {
  public:
    // Reads the key file, or makes one (mode 0600) when there is none. Throws std::runtime_error when it cannot be read.
    static SigningKey Load(const std::string& path, std::string name);
    static SigningKey FromSeed(std::string_view seed, std::string name);

    std::string Sign(std::string_view text) const;  // the whole note: text, an empty line, the signature line
    std::string Verifier() const;                   // "name+keyid+base64", as note verifiers take it
    const std::string& name() const { return name_; }

  private:
    std::string name_, secret_, public_;
};

// The text of a note whose signature by the verifier is good.
Result<std::string> OpenNote(std::string_view note, std::string_view verifier);

struct Checkpoint {
    std::string origin;
    std::int64_t size = 0;
    Sha256 root{};
};

std::string CheckpointText(const Checkpoint& checkpoint);
Result<Checkpoint> ParseCheckpoint(std::string_view text);

// tlog-proof@v1. `extra` carries what was entered (content and salt), so that the proof is about something readable.
struct Proof {
    std::string extra;
    std::int64_t index = 0;
    std::vector<Sha256> path;
    std::string checkpoint;  // the signed note
};

std::string WriteProof(const Proof& proof);
Result<Proof> ParseProof(std::string_view text);

// What a proof says when it holds.
struct Proven {
    std::string content;
    std::int64_t index = 0, size = 0;
};
// Checks the signature, the path, and that the entry is the salted hash of the content.
Result<Proven> CheckProof(std::string_view file, std::string_view verifier);

// The public entry: SHA-256 of salt and content. Nothing personal leaves the house.
std::string EntryOf(std::string_view salt, std::string_view content);
std::string ExtraOf(std::string_view salt, std::string_view content);

}  // namespace dongson::ledger
