#include "platform/files/vault.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>
#include <zstd.h>

#include <algorithm>
#include <filesystem>
#include <stdexcept>

#include "core/bytes.h"
#include "core/read_file.h"
#include "core/text.h"
#include "core/write_file.h"

namespace dongson::files {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kKeyBytes = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kMostBytes = std::size_t{1} << 30;  // of one piece or list, unpacked
constexpr char kContext[] = "dongvlt1";                   // eight bytes, as libsodium wants them
static_assert(sizeof kContext == crypto_kdf_CONTEXTBYTES + 1);
constexpr std::string_view kProof = "key";  // a list of no pieces that only this folder's key opens

const unsigned char* Bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* Bytes(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

std::unexpected<Refusal> Damaged(std::string_view name) {
    return std::unexpected(Refusal{"VAULT_DAMAGED", Say("the piece {1} is missing or damaged", name), ""});
}

std::string DerivedKey(const VaultKey& key, std::uint64_t number) {
    std::string derived(kKeyBytes, '\0');
    crypto_kdf_derive_from_key(Bytes(derived), derived.size(), number, kContext, Bytes(key.bytes));
    return derived;
}

// Packed, then sealed; the name is bound in, so that no piece stands in for another.
std::string Sealed(std::string_view name, std::string_view bytes, const std::string& key) {
    std::string packed(ZSTD_compressBound(bytes.size()), '\0');
    constexpr int kQuick = 3;
    const auto size = ZSTD_compress(packed.data(), packed.size(), bytes.data(), bytes.size(), kQuick);
    if (ZSTD_isError(size)) throw std::runtime_error(ZSTD_getErrorName(size));
    packed.resize(size);
    std::string sealed(kNonceBytes + packed.size() + kTagBytes, '\0');
    randombytes_buf(sealed.data(), kNonceBytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt(Bytes(sealed) + kNonceBytes, nullptr, Bytes(packed), packed.size(), Bytes(name),
                                               name.size(), nullptr, Bytes(sealed), Bytes(key));
    return sealed;
}

Result<std::string> Opened(std::string_view name, std::string_view sealed, const std::string& key) {
    if (sealed.size() < kNonceBytes + kTagBytes) return Damaged(name);
    std::string packed(sealed.size() - kNonceBytes - kTagBytes, '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(Bytes(packed), nullptr, nullptr, Bytes(sealed) + kNonceBytes,
                                                   sealed.size() - kNonceBytes, Bytes(name), name.size(), Bytes(sealed),
                                                   Bytes(key)) != 0)
        return Damaged(name);
    const auto size = ZSTD_getFrameContentSize(packed.data(), packed.size());
    if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR || size > kMostBytes) return Damaged(name);
    std::string bytes(size, '\0');
    const auto got = ZSTD_decompress(bytes.data(), bytes.size(), packed.data(), packed.size());
    if (ZSTD_isError(got) || got != size) return Damaged(name);
    return bytes;
}

}  // namespace

VaultKey VaultKey::Fresh() {
    return {RandomBytes(kKeyBytes)};
}

Result<VaultKey> VaultKey::Read(const std::string& path) {
    constexpr std::size_t kLine = 200;
    const auto text = ReadFile(path, kLine);
    const auto bytes = text ? FromHex(Trim(*text)) : std::nullopt;
    if (!bytes || bytes->size() != kKeyBytes)
        return std::unexpected(Refusal{"VAULT_KEY", Say("{1} is no key: one line of 64 signs, 0 to 9 and a to f", path), ""});
    return VaultKey{*bytes};
}

Result<void> VaultKey::Write(const std::string& path) const {
    const auto line = Hex(bytes) + "\n";
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    const bool good =
        file >= 0 && ::write(file, line.data(), line.size()) == static_cast<ssize_t>(line.size()) && ::fsync(file) == 0;
    if (file >= 0) ::close(file);
    if (!good)
        return std::unexpected(Refusal{"VAULT_KEY", Say("cannot make {1}; a key that is there is not written over", path), ""});
    return {};
}

Vault::Vault(std::string folder, const VaultKey& key)
    : folder_(std::move(folder)), naming_(DerivedKey(key, 1)), sealing_(DerivedKey(key, 2)) {}

Result<Vault> Vault::Open(std::string folder, const VaultKey& key) {
    Vault vault(std::move(folder), key);
    std::error_code error;
    fs::create_directories(vault.folder_ + "/pieces", error);
    fs::create_directories(vault.folder_ + "/lists", error);
    if (!fs::is_directory(vault.folder_ + "/lists"))
        return std::unexpected(Refusal{"VAULT_FOLDER", Say("cannot use the folder {1}", vault.folder_), ""});
    const auto proof = vault.folder_ + "/proof";
    if (!fs::exists(proof)) {
        if (!vault.Lists().empty())
            return std::unexpected(Refusal{"VAULT_DAMAGED", Say("{1} has backups and no proof of their key", vault.folder_), ""});
        WriteDurably(proof, Sealed(kProof, "", vault.sealing_));
    }
    const auto sealed = ReadFile(proof);
    if (!sealed || !Opened(kProof, *sealed, vault.sealing_))
        return std::unexpected(Refusal{"VAULT_KEY", Say("this key does not open the backups in {1}", vault.folder_), ""});
    return vault;
}

std::string Vault::PathOf(std::string_view name) const {
    return folder_ + "/pieces/" + std::string(name.substr(0, 2)) + "/" + std::string(name);
}

std::string Vault::Put(std::string_view bytes) {
    std::string digest(crypto_generichash_BYTES, '\0');
    crypto_generichash(Bytes(digest), digest.size(), Bytes(bytes), bytes.size(), Bytes(naming_), naming_.size());
    auto name = Hex(digest);
    const auto path = PathOf(name);
    if (fs::exists(path)) return name;
    fs::create_directories(fs::path(path).parent_path());
    const auto sealed = Sealed(name, bytes, sealing_);
    WriteDurably(path, sealed);
    stored_ += static_cast<std::int64_t>(sealed.size());
    return name;
}

Result<std::string> Vault::Get(std::string_view name) const {
    const bool plain = name.size() == 2 * crypto_generichash_BYTES && FromHex(name);
    const auto sealed = plain ? ReadFile(PathOf(name)) : std::nullopt;
    return sealed ? Opened(name, *sealed, sealing_) : Damaged(name);
}

Result<void> Vault::PutList(std::string_view name, std::string_view text) {
    const auto path = folder_ + "/lists/" + std::string(name);
    if (fs::exists(path))
        return std::unexpected(Refusal{"VAULT_FOLDER", Say("{1} has a backup of this name already", folder_), ""});
    WriteDurably(path, Sealed(name, text, sealing_));
    return {};
}

Result<std::string> Vault::GetList(std::string_view name) const {
    const bool plain = name.find('/') == std::string_view::npos;
    const auto sealed = plain ? ReadFile(folder_ + "/lists/" + std::string(name)) : std::nullopt;
    return sealed ? Opened(name, *sealed, sealing_) : Damaged(name);
}

std::vector<std::string> Vault::Lists() const {
    std::vector<std::string> names;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder_ + "/lists", error))
        if (!entry.path().filename().string().ends_with(".fresh")) names.push_back(entry.path().filename());
    std::ranges::sort(names);
    return names;
}

}  // namespace dongson::files
