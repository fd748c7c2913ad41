#include "platform/sealing/keyring.h"

#include <fmt/format.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "core/bytes.h"
#include "core/read_file.h"
#include "core/text.h"
#include "core/write_file.h"

namespace dongson::sealing {

namespace {

constexpr std::size_t kKeyBytes = crypto_kdf_KEYBYTES, kIdBytes = 4;
constexpr char kContext[] = "dongpers";  // eight bytes, as libsodium wants them
static_assert(sizeof kContext == crypto_kdf_CONTEXTBYTES + 1);
constexpr std::string_view kFirstLine =
    "# Keys of sealed personal data. Without this file it cannot be read: dongson backup keeps it.";
constexpr KeyState kStates[] = {KeyState::coming, KeyState::current, KeyState::leaving, KeyState::retired};

std::string Derived(const std::string& bytes, std::uint64_t number) {
    std::string derived(kKeyBytes, '\0');
    crypto_kdf_derive_from_key(reinterpret_cast<unsigned char*>(derived.data()), derived.size(), number, kContext,
                               reinterpret_cast<const unsigned char*>(bytes.data()));
    return derived;
}

std::optional<KeyState> StateOf(std::string_view word) {
    for (const auto state : kStates)
        if (WordOf(state) == word) return state;
    return std::nullopt;
}

std::optional<std::string> KeyBytes(std::string_view hex) {
    auto bytes = FromHex(hex);
    return bytes && bytes->size() == kKeyBytes ? bytes : std::nullopt;
}

// "key 1a2b3c4d current 2026-12-02 <64 hex digits>"
std::optional<Key> KeyIn(const std::vector<std::string_view>& words) {
    if (words.size() != 5 || words[0] != "key" || words[1].size() != 2 * kIdBytes) return std::nullopt;
    const auto state = StateOf(words[2]);
    auto bytes = KeyBytes(words[4]);
    if (!state || !bytes) return std::nullopt;
    return Key::Of(std::string(words[1]), *state, std::string(words[3]), *std::move(bytes));
}

std::string TextOf(const Keyring& ring) {
    auto text = fmt::format("{}\nfinder {}\n", kFirstLine, Hex(ring.finder));
    for (const auto& key : ring.keys)
        text += fmt::format("key {} {} {} {}\n", key.id, WordOf(key.state), key.made, Hex(key.bytes));
    return text;
}

}  // namespace

std::string_view WordOf(KeyState state) {
    switch (state) {
        case KeyState::coming:
            return "coming";
        case KeyState::current:
            return "current";
        case KeyState::leaving:
            return "leaving";
        case KeyState::retired:
            return "retired";
    }
    return "";
}

Key Key::Of(std::string id, KeyState state, std::string made, std::string bytes) {
    Key key{.id = std::move(id), .state = state, .made = std::move(made), .bytes = std::move(bytes), .seal = {}};
    key.seal = Derived(key.bytes, 1);
    key.nonce = Derived(key.bytes, 2);
    return key;
}

Key Key::Fresh(std::string made, KeyState state) {
    return Of(Hex(RandomBytes(kIdBytes)), state, std::move(made), RandomBytes(kKeyBytes));
}

Keyring Keyring::Fresh(const std::string& today) {
    return {.finder = RandomBytes(kKeyBytes), .keys = {Key::Fresh(today, KeyState::current)}};
}

Result<Keyring> Keyring::Read(const std::string& path) {
    const auto no = [&] {
        return std::unexpected(
            Refusal{"PERSONAL_KEYS", Say("{1} holds no keys of personal data, or not as this program writes them", path), ""});
    };
    const auto text = ReadFile(path);
    if (!text) return no();
    Keyring ring;
    for (const auto line : Split(std::string_view(*text), '\n')) {
        if (line.empty() || line.starts_with('#')) continue;
        const auto words = Split(line, ' ');
        if (words.size() == 2 && words[0] == "finder") {
            ring.finder = KeyBytes(words[1]).value_or("");
        } else {
            auto key = KeyIn(words);
            if (!key) return no();
            ring.keys.push_back(*std::move(key));
        }
    }
    const bool one = std::ranges::count(ring.keys, KeyState::current, &Key::state) == 1;
    if (ring.finder.empty() || !one) return no();
    return ring;
}

void Keyring::Write(const std::string& path) const {
    WriteDurably(path, TextOf(*this));
}

bool Keyring::WriteNew(const std::string& path) const {
    const auto mine = path + "." + std::to_string(::getpid()) + ".new";
    WriteDurably(mine, TextOf(*this));
    const bool made = ::link(mine.c_str(), path.c_str()) == 0;
    std::filesystem::remove(mine);
    return made;
}

const Key* Keyring::Find(std::string_view id) const {
    const auto found = std::ranges::find(keys, id, &Key::id);
    return found == keys.end() ? nullptr : &*found;
}
Key* Keyring::In(KeyState state) {
    const auto found = std::ranges::find(keys, state, &Key::state);
    return found == keys.end() ? nullptr : &*found;
}
const Key* Keyring::In(KeyState state) const {
    const auto found = std::ranges::find(keys, state, &Key::state);
    return found == keys.end() ? nullptr : &*found;
}
const Key* Keyring::Other() const {
    const auto* coming = In(KeyState::coming);
    return coming != nullptr ? coming : In(KeyState::leaving);
}

}  // namespace dongson::sealing
