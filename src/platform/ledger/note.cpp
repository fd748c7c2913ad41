#include "platform/ledger/note.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <unistd.h>

#include <charconv>
#include <fstream>

#include "core/text.h"
#include "platform/ledger/tree.h"

namespace dongson::ledger {

namespace {

constexpr std::string_view kDash = "\xe2\x80\x94 ";  // U+2014 and a blank
constexpr std::string_view kProofHeader = "c2sp.org/tlog-proof@v1";

std::unexpected<Refusal> Refuse(std::string code, Sentence sentence) {
    return std::unexpected(Refusal{std::move(code), std::move(sentence), "tep"});
}

// First four bytes of SHA-256(name ‖ LF ‖ 01 ‖ key).
std::string KeyId(std::string_view name, std::string_view key) {
    return std::string(BytesOf(Digest(std::string(name) + "\n\x01" + std::string(key))).substr(0, 4));
}

std::optional<std::int64_t> ToNumber(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < 0) return std::nullopt;
    return value;
}

std::optional<Sha256> ToHash(std::string_view base64) {
    const auto bytes = FromBase64(base64);
    Sha256 hash{};
    if (!bytes || bytes->size() != hash.size()) return std::nullopt;
    std::ranges::copy(*bytes, hash.begin());
    return hash;
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

SigningKey SigningKey::Load(const std::string& path, std::string name) {
    std::ifstream file(path);
    if (!file) {
        const auto text = Base64(RandomBytes(crypto_sign_SEEDBYTES)) + "\n";
        const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (descriptor < 0 || ::write(descriptor, text.data(), text.size()) != static_cast<ssize_t>(text.size()) ||
            ::fsync(descriptor) != 0) {
            if (descriptor >= 0) ::close(descriptor);
            throw std::runtime_error("cannot write the ledger key " + path);
        }
        ::close(descriptor);
        file.open(path);
    }
    std::string text;
    std::getline(file, text);
    const auto seed = FromBase64(text);
    if (!seed || seed->size() != crypto_sign_SEEDBYTES) throw std::runtime_error("not a ledger key: " + path);
    return FromSeed(*seed, std::move(name));
}

std::string SigningKey::Sign(std::string_view text) const {
    std::string signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(reinterpret_cast<unsigned char*>(signature.data()), nullptr,
                         reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                         reinterpret_cast<const unsigned char*>(secret_.data()));
    return fmt::format("{}\n{}{} {}\n", text, kDash, name_, Base64(KeyId(name_, public_) + signature));
}

std::string SigningKey::Verifier() const {
    return fmt::format("{}+{}+{}", name_, Hex(KeyId(name_, public_)), Base64("\x01" + public_));
}

Result<std::string> OpenNote(std::string_view note, std::string_view verifier) {
    const auto first = verifier.find('+'), second = verifier.find('+', first + 1);
    const auto key = second == std::string_view::npos ? std::nullopt : FromBase64(verifier.substr(second + 1));
    if (!key || key->size() != 1 + crypto_sign_PUBLICKEYBYTES || (*key)[0] != 1)
        return Refuse("LEDGER_BAD_KEY", Say("Khóa công khai của sổ cái không đọc được."));
    const auto name = verifier.substr(0, first);
    const auto split = note.rfind("\n\n");
    if (split == std::string_view::npos) return Refuse("LEDGER_BAD_NOTE", Say("Tệp không có chữ ký của sổ cái."));
    const auto text = note.substr(0, split + 1);
    for (auto line : Split(note.substr(split + 2), '\n')) {
        if (!line.starts_with(kDash)) continue;
        line.remove_prefix(kDash.size());
        const auto blank = line.rfind(' ');
        if (blank == std::string_view::npos || line.substr(0, blank) != name) continue;
        const auto signature = FromBase64(line.substr(blank + 1));
        if (!signature || signature->size() != 4 + crypto_sign_BYTES ||
            signature->substr(0, 4) != KeyId(name, std::string_view(*key).substr(1)))
            continue;
        if (crypto_sign_verify_detached(reinterpret_cast<const unsigned char*>(signature->data()) + 4,
                                        reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                                        reinterpret_cast<const unsigned char*>(key->data()) + 1) == 0)
            return std::string(text);
    }
    return Refuse("LEDGER_BAD_SIGNATURE", Say("Chữ ký của sổ cái không đúng: tệp đã bị sửa, hoặc không do cổng này cấp."));
}

std::string CheckpointText(const Checkpoint& checkpoint) {
    return fmt::format("{}\n{}\n{}\n", checkpoint.origin, checkpoint.size, Base64(BytesOf(checkpoint.root)));
}

Result<Checkpoint> ParseCheckpoint(std::string_view text) {
    const auto lines = Split(text, '\n');
    if (lines.size() < 4) return Refuse("LEDGER_BAD_CHECKPOINT", Say("Mốc của sổ cái không đúng dạng."));
    const auto size = ToNumber(lines[1]);
    const auto root = ToHash(lines[2]);
    if (!size || !root) return Refuse("LEDGER_BAD_CHECKPOINT", Say("Mốc của sổ cái không đúng dạng."));
    return Checkpoint{std::string(lines[0]), *size, *root};
}

std::string WriteProof(const Proof& proof) {
    auto text = fmt::format("{}\nextra {}\nindex {}\n", kProofHeader, Base64(proof.extra), proof.index);
    for (const auto& hash : proof.path) text += Base64(BytesOf(hash)) + "\n";
    return text + "\n" + proof.checkpoint;
}

Result<Proof> ParseProof(std::string_view text) {
    const auto split = text.find("\n\n");
    const auto lines = Split(text.substr(0, split), '\n');
    if (split == std::string_view::npos || lines.size() < 2 || lines[0] != kProofHeader)
        return Refuse("LEDGER_BAD_PROOF", Say("Đây không phải tệp chứng nhận của sổ cái (tlog-proof)."));
    Proof proof;
    std::size_t next = 1;
    if (lines[next].starts_with("extra ")) {
        const auto extra = FromBase64(lines[next].substr(6));
        if (!extra) return Refuse("LEDGER_BAD_PROOF", Say("Đây không phải tệp chứng nhận của sổ cái (tlog-proof)."));
        proof.extra = *extra;
        ++next;
    }
    const auto index = next < lines.size() && lines[next].starts_with("index ") ? ToNumber(lines[next].substr(6)) : std::nullopt;
    if (!index) return Refuse("LEDGER_BAD_PROOF", Say("Đây không phải tệp chứng nhận của sổ cái (tlog-proof)."));
    proof.index = *index;
    for (++next; next < lines.size(); ++next) {
        const auto hash = ToHash(lines[next]);
        if (!hash || proof.path.size() > 63)
            return Refuse("LEDGER_BAD_PROOF", Say("Đây không phải tệp chứng nhận của sổ cái (tlog-proof)."));
        proof.path.push_back(*hash);
    }
    proof.checkpoint = text.substr(split + 2);
    return proof;
}

std::string EntryOf(std::string_view salt, std::string_view content) {
    return std::string(BytesOf(Digest(std::string(salt) + std::string(content))));
}
std::string ExtraOf(std::string_view salt, std::string_view content) {
    return Base64(salt) + "\n" + std::string(content);
}

Result<Proven> CheckProof(std::string_view file, std::string_view verifier) {
    const auto proof = ParseProof(file);
    if (!proof) return std::unexpected(proof.error());
    const auto note = OpenNote(proof->checkpoint, verifier);
    if (!note) return std::unexpected(note.error());
    const auto checkpoint = ParseCheckpoint(*note);
    if (!checkpoint) return std::unexpected(checkpoint.error());
    const auto line = proof->extra.find('\n');
    const auto salt = line == std::string::npos ? std::nullopt : FromBase64(std::string_view(proof->extra).substr(0, line));
    if (!salt) return Refuse("LEDGER_BAD_PROOF", Say("Đây không phải tệp chứng nhận của sổ cái (tlog-proof)."));
    Proven proven{proof->extra.substr(line + 1), proof->index, checkpoint->size};
    if (!CheckInclusion(LeafHash(EntryOf(*salt, proven.content)), proof->index, checkpoint->size, proof->path, checkpoint->root))
        return Refuse("LEDGER_NOT_INCLUDED", Say("Nội dung trong tệp không có trong sổ cái đã ký: tệp đã bị sửa."));
    return proven;
}

}  // namespace dongson::ledger
