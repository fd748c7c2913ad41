#include "platform/ledger/note.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "core/text.h"

namespace dongson::ledger {

namespace {

constexpr std::string_view kDash = "\xe2\x80\x94 ";  // U+2014 and a blank

std::unexpected<Refusal> Refuse(std::string code, Sentence sentence) {
    return std::unexpected(Refusal{std::move(code), std::move(sentence), "tep"});
}

// First four bytes of SHA-256(name ‖ LF ‖ kind ‖ key); `key` begins with the kind.
std::string KeyId(std::string_view name, std::string_view key) {
    return std::string(BytesOf(Digest(std::string(name) + "\n" + std::string(key))).substr(0, 4));
}

bool Verifies(std::string_view key, std::string_view signature, std::string_view text) {
    return signature.size() == crypto_sign_BYTES &&
           crypto_sign_verify_detached(reinterpret_cast<const unsigned char*>(signature.data()),
                                       reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                                       reinterpret_cast<const unsigned char*>(key.data())) == 0;
}

// C2SP tlog-cosignature, "cosignature/v1".
std::string CosignedText(std::string_view text, std::int64_t seconds) {
    return fmt::format("cosignature/v1\ntime {}\n{}", seconds, text);
}

}  // namespace

SigningKey SigningKey::FromSeed(std::string_view seed, std::string name) {
    SigningKey key;
    key.name_ = std::move(name);
    key.secret_.resize(crypto_sign_SECRETKEYBYTES);
    key.public_.resize(crypto_sign_PUBLICKEYBYTES);
    crypto_sign_seed_keypair(reinterpret_cast<unsigned char*>(key.public_.data()),
                             reinterpret_cast<unsigned char*>(key.secret_.data()),
                             reinterpret_cast<const unsigned char*>(seed.data()));
    return key;
}

void SigningKey::Make(const std::string& path) {
    const auto text = Base64(RandomBytes(crypto_sign_SEEDBYTES)) + "\n";
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    const bool written = descriptor >= 0 && ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                         ::fsync(descriptor) == 0;
    if (descriptor >= 0) ::close(descriptor);
    if (!written) throw std::runtime_error("cannot write the ledger key " + path);
}

SigningKey SigningKey::Load(const std::string& path, std::string name) {
    std::ifstream file(path);
    std::string text;
    if (!std::getline(file, text)) throw std::runtime_error("cannot read the ledger key " + path);
    const auto seed = FromBase64(text);
    if (!seed || seed->size() != crypto_sign_SEEDBYTES) throw std::runtime_error("not a ledger key: " + path);
    return FromSeed(*seed, std::move(name));
}

std::string SigningKey::Detached(std::string_view text) const {
    std::string signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(reinterpret_cast<unsigned char*>(signature.data()), nullptr,
                         reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                         reinterpret_cast<const unsigned char*>(secret_.data()));
    return signature;
}

std::string SigningKey::Sign(std::string_view text) const {
    return fmt::format("{}\n{}{} {}\n", text, kDash, name_, Base64(KeyId(name_, TypedKey(KeyKind::log)) + Detached(text)));
}

std::string SigningKey::Cosign(std::string_view text, std::int64_t seconds) const {
    std::string bytes = KeyId(name_, TypedKey(KeyKind::witness));
    for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(seconds >> shift & 0xff);
    return fmt::format("{}{} {}\n", kDash, name_, Base64(bytes + Detached(CosignedText(text, seconds))));
}

std::string SigningKey::TypedKey(KeyKind kind) const {
    return static_cast<char>(kind) + public_;
}

std::string SigningKey::VerifierOf(KeyKind kind) const {
    return fmt::format("{}+{}+{}", name_, Hex(KeyId(name_, TypedKey(kind))), Base64(TypedKey(kind)));
}

Result<Verifier> ParseVerifier(std::string_view text) {
    const auto bad = [] { return Refuse("LEDGER_BAD_KEY", Say("Khóa công khai của sổ cái không đọc được.")); };
    // The base64 of the key may hold a plus; the name and the id do not.
    const auto first = text.find('+'), second = text.find('+', first == std::string_view::npos ? first : first + 1);
    if (first == std::string_view::npos || first == 0 || second == std::string_view::npos) return bad();
    const auto name = text.substr(0, first);
    const auto key = FromBase64(text.substr(second + 1));
    if (!key || key->size() != 1 + crypto_sign_PUBLICKEYBYTES || name.find_first_of(" \t\r\n") != std::string_view::npos)
        return bad();
    Verifier verifier{std::string(name), "", static_cast<KeyKind>((*key)[0]), key->substr(1)};
    if (verifier.kind != KeyKind::log && verifier.kind != KeyKind::witness) return bad();
    verifier.id = KeyId(name, *key);
    if (Hex(verifier.id) != text.substr(first + 1, second - first - 1)) return bad();
    return verifier;
}

Result<Note> ParseNote(std::string_view text) {
    const auto bad = [] { return Refuse("LEDGER_BAD_NOTE", Say("Tệp không có chữ ký của sổ cái.")); };
    const auto split = text.rfind("\n\n");
    const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; };
    if (split == std::string_view::npos || !text.ends_with('\n') || std::ranges::any_of(text, control)) return bad();
    Note note{std::string(text.substr(0, split + 1)), {}};
    auto lines = text.substr(split + 2);
    if (lines.empty()) return bad();
    lines.remove_suffix(1);
    for (auto line : Split(lines, '\n')) {
        if (!line.starts_with(kDash)) return bad();
        line.remove_prefix(kDash.size());
        const auto blank = line.find(' ');
        const auto name = line.substr(0, blank);
        const auto bytes = blank == std::string_view::npos ? std::nullopt : FromBase64(line.substr(blank + 1));
        if (name.empty() || name.find('+') != std::string_view::npos || !bytes || bytes->size() < 5) return bad();
        note.signatures.push_back({std::string(name), bytes->substr(0, 4), bytes->substr(4)});
    }
    return note;
}

const NoteSignature* Note::Of(const Verifier& by) const {
    const auto found =
        std::ranges::find_if(signatures, [&](const NoteSignature& one) { return one.name == by.name && one.id == by.id; });
    return found == signatures.end() ? nullptr : &*found;
}

Result<std::string> OpenNote(std::string_view text, std::string_view verifier) {
    const auto by = ParseVerifier(verifier);
    if (!by) return std::unexpected(by.error());
    if (by->kind != KeyKind::log) return Refuse("LEDGER_BAD_KEY", Say("Khóa công khai của sổ cái không đọc được."));
    auto note = ParseNote(text);
    if (!note) return std::unexpected(note.error());
    const auto* signature = note->Of(*by);
    if (signature == nullptr || !Verifies(by->key, signature->bytes, note->text))
        return Refuse("LEDGER_BAD_SIGNATURE", Say("Chữ ký của sổ cái không đúng: tệp đã bị sửa, hoặc không do cổng này cấp."));
    return std::move(note->text);
}

std::optional<std::int64_t> CosignedAt(const Note& note, const Verifier& by) {
    const auto* signature = note.Of(by);
    if (signature == nullptr || by.kind != KeyKind::witness || signature->bytes.size() != 8 + crypto_sign_BYTES)
        return std::nullopt;
    std::uint64_t seconds = 0;
    for (const char byte : signature->bytes.substr(0, 8)) seconds = seconds << 8 | static_cast<unsigned char>(byte);
    if (seconds > static_cast<std::uint64_t>(INT64_MAX)) return std::nullopt;
    const auto at = static_cast<std::int64_t>(seconds);
    if (!Verifies(by.key, signature->bytes.substr(8), CosignedText(note.text, at))) return std::nullopt;
    return at;
}

}  // namespace dongson::ledger
