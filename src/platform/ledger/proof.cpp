#include "platform/ledger/note.h"

#include <fmt/format.h>

#include <charconv>

#include "core/text.h"
#include "platform/ledger/tree.h"

namespace dongson::ledger {

namespace {

constexpr std::string_view kProofHeader = "c2sp.org/tlog-proof@v1";

std::unexpected<Refusal> Refuse(std::string code, Sentence sentence) {
    return std::unexpected(Refusal{std::move(code), std::move(sentence), "tep"});
}

std::unexpected<Refusal> NoProof() {
    return Refuse("LEDGER_BAD_PROOF", Say("Đây không phải tệp chứng nhận của sổ cái (tlog-proof)."));
}

// Digits, without a nought in front: one text for one number.
std::optional<std::int64_t> ToNumber(std::string_view text) {
    std::int64_t value = 0;
    if (text.empty() || text.size() > 18 || (text.size() > 1 && text[0] == '0') ||
        text.find_first_not_of("0123456789") != std::string_view::npos)
        return std::nullopt;
    std::from_chars(text.data(), text.data() + text.size(), value);
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
    if (split == std::string_view::npos || lines.size() < 2 || lines[0] != kProofHeader) return NoProof();
    Proof proof;
    std::size_t next = 1;
    if (lines[next].starts_with("extra ")) {
        const auto extra = FromBase64(lines[next].substr(6));
        if (!extra) return NoProof();
        proof.extra = *extra;
        ++next;
    }
    const auto index = next < lines.size() && lines[next].starts_with("index ") ? ToNumber(lines[next].substr(6)) : std::nullopt;
    if (!index) return NoProof();
    proof.index = *index;
    for (++next; next < lines.size(); ++next) {
        const auto hash = ToHash(lines[next]);
        if (!hash || proof.path.size() > 63) return NoProof();
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
    if (checkpoint->origin != verifier.substr(0, verifier.find('+')))
        return Refuse("LEDGER_BAD_CHECKPOINT", Say("Mốc của sổ cái không đúng dạng."));
    const auto line = proof->extra.find('\n');
    const auto salt = line == std::string::npos ? std::nullopt : FromBase64(std::string_view(proof->extra).substr(0, line));
    if (!salt) return NoProof();
    Proven proven{proof->extra.substr(line + 1), proof->index, checkpoint->size};
    if (!CheckInclusion(LeafHash(EntryOf(*salt, proven.content)), proof->index, checkpoint->size, proof->path, checkpoint->root))
        return Refuse("LEDGER_NOT_INCLUDED", Say("Nội dung trong tệp không có trong sổ cái đã ký: tệp đã bị sửa."));
    return proven;
}

}  // namespace dongson::ledger
