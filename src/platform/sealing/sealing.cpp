#include "platform/sealing/sealing.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>

#include "core/bytes.h"
#include "core/log.h"
#include "platform/sealing/keys_in_use.h"

namespace dongson::sealing {

namespace {

using Steady = std::chrono::steady_clock;

constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr char kMark = '~';
constexpr std::size_t kIdSigns = 8, kHead = kIdSigns + 2;
constexpr std::string_view kWords[] = {"number", "phone", "email", "seed", "answers", "papers"};
constexpr std::size_t kMarkSigns = 10;

const unsigned char* Raw(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* Raw(std::string& bytes) {
    return reinterpret_cast<unsigned char*>(bytes.data());
}

// What this process goes by. The file is looked at once a second at most, by whoever comes first.
class Held {
  public:
    void Use(std::string path, Keyring ring) {
        const std::lock_guard lock(mutex_);
        path_ = std::move(path);
        stamp_ = Stamp();
        ring_.store(path_.empty() ? nullptr : std::make_shared<const Keyring>(std::move(ring)));
    }

    std::shared_ptr<const Keyring> Now() {
        constexpr std::int64_t kLookMs = 1000;
        const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(Steady::now().time_since_epoch()).count();
        auto looked = looked_.load(std::memory_order_relaxed);
        if (now - looked >= kLookMs && looked_.compare_exchange_strong(looked, now)) Look();
        return ring_.load();
    }
    // For a key that is not known here: perhaps it was made this moment.
    std::shared_ptr<const Keyring> AfterLook() {
        Look();
        return ring_.load();
    }

  private:
    using FileStamp = std::pair<ino_t, std::int64_t>;
    FileStamp Stamp() const {
        struct stat found{};
        if (path_.empty() || ::stat(path_.c_str(), &found) != 0) return {};
        return {found.st_ino, found.st_mtim.tv_sec * 1'000'000'000 + found.st_mtim.tv_nsec};
    }
    void Look() {
        const std::lock_guard lock(mutex_);
        const auto stamp = Stamp();
        // A file that went away is no reason to forget what was in it.
        if (stamp == stamp_ || stamp == FileStamp{}) return;
        if (auto ring = Keyring::Read(path_)) {
            ring_.store(std::make_shared<const Keyring>(*std::move(ring)));
            stamp_ = stamp;
        } else {
            Log(Severity::error, "PERSONAL_KEYS", {{"file", path_}});
        }
    }

    std::mutex mutex_;
    std::string path_;
    FileStamp stamp_{};
    std::atomic<std::int64_t> looked_{0};
    std::atomic<std::shared_ptr<const Keyring>> ring_;
};

Held& Ring() {
    static Held held;
    return held;
}

std::string SealedWith(const Key& key, Kind kind, std::string_view clear) {
    const auto word = kWords[static_cast<std::size_t>(kind)];
    std::string bytes(kNonce + clear.size() + kTag, '\0');
    // The nonce follows from key, kind and value: another value never meets it again.
    crypto_generichash_state state;
    crypto_generichash_init(&state, Raw(key.nonce), key.nonce.size(), kNonce);
    crypto_generichash_update(&state, Raw(word), word.size());
    crypto_generichash_update(&state, Raw(std::string_view("\0", 1)), 1);
    crypto_generichash_update(&state, Raw(clear), clear.size());
    crypto_generichash_final(&state, Raw(bytes), kNonce);
    crypto_aead_xchacha20poly1305_ietf_encrypt(Raw(bytes) + kNonce, nullptr, Raw(clear), clear.size(), Raw(word), word.size(),
                                               nullptr, Raw(bytes), Raw(key.seal));
    std::string text;
    const auto body = Base64Url(bytes);
    text.reserve(kHead + body.size());
    text += kMark;
    text += key.id;
    text += kMark;
    text += body;
    return text;
}

std::optional<std::string> OpenedWith(const Key& key, Kind kind, std::string_view body) {
    const auto word = kWords[static_cast<std::size_t>(kind)];
    std::string bytes(body.size(), '\0');
    std::size_t size = 0;
    if (sodium_base642bin(Raw(bytes), bytes.size(), body.data(), body.size(), nullptr, &size, nullptr,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
        size < kNonce + kTag)
        return std::nullopt;
    std::string clear(size - kNonce - kTag, '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(Raw(clear), nullptr, nullptr, Raw(bytes) + kNonce, size - kNonce, Raw(word),
                                                   word.size(), Raw(bytes), Raw(key.seal)) != 0)
        return std::nullopt;
    return clear;
}

}  // namespace

std::string PathOfKeys(const std::string& data_folder) {
    return data_folder + "/personal.keys";
}

namespace {

std::unexpected<Refusal> Missing(Sentence sentence) {
    return std::unexpected(Refusal{"PERSONAL_KEYS_MISSING", std::move(sentence), ""});
}

// With every key that the database was written with.
Result<Keyring> RingOf(const std::string& path, const std::vector<std::string>& known) {
    if (!std::filesystem::exists(path))
        return Missing(Say("{1} is gone, and personal data in the database is sealed with it; put it back from a backup", path));
    auto ring = Keyring::Read(path);
    if (!ring) return ring;
    for (const auto& id : known)
        if (ring->Find(id) == nullptr)
            return Missing(
                Say("{1} lacks the key {2}, and personal data in the database is sealed with it; put the file back from a backup",
                    path, id));
    return ring;
}

}  // namespace

Result<void> UseKeysOf(const std::string& data_folder, storage::Database& database, const std::string& today) {
    const auto path = PathOfKeys(data_folder);
    const auto known = KeysInUse(database);
    if (known.empty() && !std::filesystem::exists(path)) Keyring::Fresh(today).WriteNew(path);
    auto ring = RingOf(path, known);
    if (!ring) return std::unexpected(ring.error());
    for (const auto& key : ring->keys)
        if (key.state == KeyState::current || key.state == KeyState::coming) NoteInUse(database, key.id);
    Ring().Use(path, *std::move(ring));
    return {};
}

Result<void> ReadKeysOf(const std::string& data_folder, storage::Database& database) {
    const auto path = PathOfKeys(data_folder);
    const auto known = KeysInUse(database);
    if (known.empty() && !std::filesystem::exists(path)) return {};
    auto ring = RingOf(path, known);
    if (!ring) return std::unexpected(ring.error());
    Ring().Use(path, *std::move(ring));
    return {};
}

Result<void> HasKeysOf(const std::string& data_folder, storage::Database& database) {
    const auto known = HasKeyTable(database) ? KeysInUse(database) : std::vector<std::string>();
    if (known.empty()) return {};
    if (const auto ring = RingOf(PathOfKeys(data_folder), known); !ring) return std::unexpected(ring.error());
    return {};
}

void UseNoKeys() {
    Ring().Use("", {});
}

std::string Sealed(Kind kind, std::string_view clear) {
    const auto ring = Ring().Now();
    if (!ring || clear.empty()) return std::string(clear);
    return SealedWith(*ring->In(KeyState::current), kind, clear);
}

bool IsSealed(std::string_view stored) {
    return stored.size() > kHead && stored[0] == kMark && stored[kHead - 1] == kMark;
}

bool IsSealedNow(std::string_view stored) {
    const auto ring = Ring().Now();
    return ring && IsSealed(stored) && stored.substr(1, kIdSigns) == ring->In(KeyState::current)->id;
}

std::string CurrentKey() {
    const auto ring = Ring().Now();
    return ring ? ring->In(KeyState::current)->id : "";
}

std::string Opened(Kind kind, std::string stored) {
    if (!IsSealed(stored)) return stored;
    const auto id = std::string_view(stored).substr(1, kIdSigns);
    auto ring = Ring().Now();
    const auto* key = ring ? ring->Find(id) : nullptr;
    if (key == nullptr) {
        ring = Ring().AfterLook();
        key = ring ? ring->Find(id) : nullptr;
    }
    if (key == nullptr)
        throw storage::StorageError("personal data is sealed with the key " + std::string(id) + ", which is not here");
    auto opened = OpenedWith(*key, kind, std::string_view(stored).substr(kHead));
    if (!opened) throw storage::StorageError("sealed personal data was changed, or lies where another kind belongs");
    return *std::move(opened);
}

Sought Seek(Kind kind, std::string_view clear) {
    Sought sought{.now = std::string(clear), .other = {}, .clear = std::string(clear)};
    if (const auto ring = Ring().Now(); ring && !clear.empty()) {
        sought.now = SealedWith(*ring->In(KeyState::current), kind, clear);
        if (const auto* other = ring->Other()) sought.other = SealedWith(*other, kind, clear);
    }
    if (sought.other.empty()) sought.other = sought.now;
    return sought;
}

std::string MarkOf(std::string_view text) {
    const auto ring = Ring().Now();
    if (!ring) return std::string(text);
    std::string digest(crypto_generichash_BYTES_MIN, '\0');
    crypto_generichash(Raw(digest), digest.size(), Raw(text), text.size(), Raw(ring->finder), ring->finder.size());
    // Letters alone: whoever looks for digits meets none here.
    std::string mark = "=";
    for (std::size_t index = 0; index < kMarkSigns; ++index) mark += static_cast<char>('a' + (digest[index] & 0xf));
    return mark;
}

}  // namespace dongson::sealing
