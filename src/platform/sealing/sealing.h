// Values of personal data as they lie in the database: sealed with a key of the ring (XChaCha20-Poly1305). The same value gives
// the same text under the same key, so that a column is looked up, and kept unique, by what lies in it; the text says nothing of
// the value but its length and which other rows have it too.
//
// "~1a2b3c4d~…": the key's name, then nonce and sealed bytes in base64. What does not begin so is still in clear, from before.
#pragma once

#include <string>
#include <string_view>

#include "core/refusal.h"
#include "platform/sealing/keyring.h"
#include "storage/database.h"

namespace dongson::sealing {

// What is bound into the sealed text: one of a kind cannot stand in for another's. Stored; never renamed.
enum class Kind : unsigned char { number, phone, email, seed, answers, papers };

// The ring of a data folder, for the whole process: made when the database has never had one (PERSONAL_KEYS_MISSING when it has,
// and the file is gone). Followed while the program runs: what a rotation writes is known here within a second.
Result<void> UseKeysOf(const std::string& data_folder, storage::Database& database, const std::string& today);
// The same for a command that reads beside a server: nothing is made or written down.
Result<void> ReadKeysOf(const std::string& data_folder, storage::Database& database);
// Refuses a folder of SQLite whose keys are not all there; one from before there were keys has all it needs.
Result<void> HasKeysOf(const std::string& data_folder, storage::Database& database);
std::string PathOfKeys(const std::string& data_folder);
// For tests, and for a house without a folder: nothing is sealed, and nothing sealed can be read.
void UseNoKeys();

// In clear while there are no keys; nothing stays nothing.
std::string Sealed(Kind kind, std::string_view clear);
// Throws StorageError for what no key opens: nobody is shown something else instead.
std::string Opened(Kind kind, std::string stored);
bool IsSealed(std::string_view stored);
// Sealed with the key that is current.
bool IsSealedNow(std::string_view stored);
// The name of that key; empty while there is none.
std::string CurrentKey();

// What a value may lie as: under the current key, under the one that comes or leaves, in clear. SQL asks for all three.
struct Sought {
    std::string now, other, clear;
};
Sought Seek(Kind kind, std::string_view clear);
#define SEALED_AS(name) "($" name "_now, $" name "_other, $" name "_clear)"

// A mark that stands for a searched number or its end, and does not give it away; the text itself while there are no keys.
std::string MarkOf(std::string_view text);

}  // namespace dongson::sealing
