// The keys that personal data is sealed with, in a file beside the database and never in it: who has the database alone reads
// nothing of what is sealed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/refusal.h"

namespace dongson::sealing {

// From its first day to its last. A program that runs reads the file again within a second, so each step is taken by all before
// the next one begins.
enum class KeyState : unsigned char {
    coming,   // read and looked for by, not sealed with yet
    current,  // what is written is sealed with it: one key
    leaving,  // still read and looked for by, until nothing is left under it
    retired   // nothing is under it; kept for what comes back from a backup
};
std::string_view WordOf(KeyState state);

struct Key {
    std::string id;  // eight hex digits
    KeyState state = KeyState::coming;
    std::string made;           // a day
    std::string bytes;          // what the two below are derived from
    std::string seal, nonce{};  // of its own for each use

    static Key Fresh(std::string made, KeyState state);
    // As it is read back: derives what is derived.
    static Key Of(std::string id, KeyState state, std::string made, std::string bytes);
};

struct Keyring {
    std::string finder;  // for the marks of searched numbers; stays for good
    std::vector<Key> keys;

    static Keyring Fresh(const std::string& today);
    // Refuses what is no ring (PERSONAL_KEYS).
    static Result<Keyring> Read(const std::string& path);
    void Write(const std::string& path) const;
    // False when somebody made one meanwhile.
    bool WriteNew(const std::string& path) const;

    const Key* Find(std::string_view id) const;
    Key* In(KeyState state);
    const Key* In(KeyState state) const;
    // That what was written before may be under, beside the current one.
    const Key* Other() const;
};

}  // namespace dongson::sealing
