#include "platform/ledger/witness.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "core/read_file.h"
#include "core/text.h"
#include "core/write_file.h"
#include "platform/ledger/tree.h"

namespace dongson::ledger {

namespace {

struct Asked {
    std::int64_t old_size = 0;
    std::vector<Sha256> proof;
    std::string note;
};

// "old <size>", lines of hashes, an empty line, the checkpoint.
std::optional<Asked> ParseAsked(std::string_view body) {
    const auto split = body.find("\n\n");
    if (split == std::string_view::npos || !body.starts_with("old ")) return std::nullopt;
    Asked asked{.note = std::string(body.substr(split + 2))};
    const auto lines = Split(body.substr(4, split - 4), '\n');
    const auto& size = lines[0];
    const auto [end, error] = std::from_chars(size.data(), size.data() + size.size(), asked.old_size);
    if (error != std::errc() || end != size.data() + size.size() || asked.old_size < 0 || lines.size() > 64) return std::nullopt;
    for (std::size_t index = 1; index < lines.size(); ++index) {
        const auto bytes = FromBase64(lines[index]);
        if (!bytes || bytes->size() != sizeof(Sha256)) return std::nullopt;
        std::ranges::copy(*bytes, asked.proof.emplace_back().begin());
    }
    return asked;
}

}  // namespace

Witness::Witness(std::string folder, SigningKey key, const std::vector<std::string>& logs, const Clock& clock)
    : folder_(std::move(folder)), key_(std::move(key)), clock_(clock) {
    std::filesystem::create_directories(folder_);
    for (const auto& verifier : logs) {
        const auto parsed = ParseVerifier(verifier);
        if (!parsed || parsed->kind != KeyKind::log) throw std::runtime_error("not the key of a log: " + verifier);
        Log log{.verifier = verifier, .path = folder_ + "/" + Hex(BytesOf(Digest(parsed->name))).substr(0, 32)};
        std::error_code ignored;
        if (const auto note = ReadFile(log.path)) {
            const auto opened = OpenNote(*note, verifier);
            const auto seen = opened ? ParseCheckpoint(*opened) : std::unexpected(opened.error());
            // A memory that cannot be read is not a memory of nothing.
            if (!seen) throw std::runtime_error("damaged: " + log.path);
            log.note = *note;
            log.size = seen->size;
            log.root = seen->root;
        } else if (std::filesystem::exists(log.path, ignored)) {
            throw std::runtime_error("cannot read " + log.path);
        }
        logs_[parsed->name] = std::move(log);
    }
}

Witness::Answer Witness::AddCheckpoint(std::string_view body) {
    const auto asked = ParseAsked(body);
    const auto note = asked ? ParseNote(asked->note) : std::unexpected(Refusal{});
    const auto checkpoint = note ? ParseCheckpoint(note->text) : std::unexpected(Refusal{});
    if (!checkpoint) return {400, "text/plain; charset=utf-8", "not a checkpoint\n"};
    const std::lock_guard lock(mutex_);
    const auto found = logs_.find(checkpoint->origin);
    if (found == logs_.end()) return {404, "text/plain; charset=utf-8", "not a log that is watched here\n"};
    auto& log = found->second;
    if (!OpenNote(asked->note, log.verifier)) return {403, "text/plain; charset=utf-8", "not signed by the log\n"};
    if (asked->old_size > checkpoint->size) return {400, "text/plain; charset=utf-8", "older than old\n"};
    Answer conflict{409, "text/x.tlog.size", std::to_string(log.size) + "\n"};
    if (asked->old_size != log.size) return conflict;
    if (checkpoint->size == log.size && log.size > 0 && checkpoint->root != log.root) return conflict;
    if (!CheckConsistency(log.size, checkpoint->size, asked->proof, log.size == 0 ? Digest("") : log.root, checkpoint->root))
        return {422, "text/plain; charset=utf-8", "the tree does not continue the one that was seen\n"};
    const auto line = key_.Cosign(note->text, clock_.Now().ms / 1000);
    const auto remembered = asked->note + line;
    WriteDurably(log.path, remembered);
    log.note = remembered;
    log.size = checkpoint->size;
    log.root = checkpoint->root;
    return {200, "text/plain; charset=utf-8", line};
}

std::string Witness::Newest() const {
    const std::lock_guard lock(mutex_);
    std::string text;
    for (const auto& [origin, log] : logs_) text += log.note + (log.note.empty() ? "" : "\n");
    return text;
}

}  // namespace dongson::ledger
