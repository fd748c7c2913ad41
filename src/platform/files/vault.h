// A folder that holds pieces of backups, encrypted and each once: what did not change since the last backup costs nothing.
// Whoever has the folder and not the key sees how many pieces there are, how large, and when they came.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/refusal.h"

namespace dongson::files {

// 32 random bytes in a file of its own, as one line of hex. Without it nothing can be read again.
struct VaultKey {
    std::string bytes;

    static VaultKey Fresh();
    static Result<VaultKey> Read(const std::string& path);
    Result<void> Write(const std::string& path) const;  // refuses a file that is there
};

class Vault {
  public:
    // Makes the folder when there is none. A key that is not this folder's is refused (VAULT_KEY).
    static Result<Vault> Open(std::string folder, const VaultKey& key);

    // Stores a piece unless it is there; its name depends on its bytes and the key. Throws std::runtime_error when it cannot.
    std::string Put(std::string_view bytes);
    // Refuses what is missing, damaged or another's (VAULT_DAMAGED).
    Result<std::string> Get(std::string_view name) const;

    // Lists of pieces, by the moment they were made: "2026-11-30T02-00-00-000Z".
    Result<void> PutList(std::string_view name, std::string_view text);
    Result<std::string> GetList(std::string_view name) const;
    std::vector<std::string> Lists() const;  // the oldest first

    std::int64_t stored() const { return stored_; }  // bytes written by this object

  private:
    Vault(std::string folder, const VaultKey& key);
    std::string PathOf(std::string_view name) const;

    std::string folder_, naming_, sealing_;  // keys of their own for names and for bytes
    std::int64_t stored_ = 0;
};

}  // namespace dongson::files
