// C2SP signed notes and the files made of them: checkpoints and proofs that anyone can check offline.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/bytes.h"
#include "core/refusal.h"

namespace dongson::ledger {

enum class KeyKind : unsigned char { log = 1, witness = 4 };  // as C2SP signed-note counts them

// The Ed25519 key of a log or of a witness. The name is what stands in front of signatures: "dongson.thanhhoa.vn/so-cai".
class SigningKey {
  public:
    // Writes a new key (mode 0600) where none is. Throws std::runtime_error when it cannot be written.
    static void Make(const std::string& path);
    // Throws std::runtime_error when there is none, or it cannot be read: a new one is never made in silence.
    static SigningKey Load(const std::string& path, std::string name);
    static SigningKey FromSeed(std::string_view seed, std::string name);

    std::string Sign(std::string_view text) const;  // the whole note: text, an empty line, the signature line
    // A witness's line below a note: that it saw this text at that time (C2SP tlog-cosignature).
    std::string Cosign(std::string_view text, std::int64_t seconds) const;
    std::string Verifier() const { return VerifierOf(KeyKind::log); }  // "name+keyid+base64", as note verifiers take it
    std::string VerifierOf(KeyKind kind) const;
    const std::string& name() const { return name_; }

  private:
    std::string Detached(std::string_view text) const;
    std::string TypedKey(KeyKind kind) const;
    std::string name_, secret_, public_;
};

// "name+id+key", read. The id is held against name and key.
struct Verifier {
    std::string name, id;
    KeyKind kind = KeyKind::log;
    std::string key;
};
Result<Verifier> ParseVerifier(std::string_view text);

struct NoteSignature {
    std::string name, id, bytes;
};
// A text and the signatures below it, none of them checked yet.
struct Note {
    std::string text;
    std::vector<NoteSignature> signatures;
    const NoteSignature* Of(const Verifier& by) const;
};
Result<Note> ParseNote(std::string_view text);

// The text of a note whose signature by the log is good.
Result<std::string> OpenNote(std::string_view note, std::string_view verifier);
// When a witness saw the note's text, in seconds; nothing when it did not, or its cosignature is false.
std::optional<std::int64_t> CosignedAt(const Note& note, const Verifier& by);

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
