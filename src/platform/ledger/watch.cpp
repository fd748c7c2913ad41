#include "platform/ledger/watch.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "core/read_file.h"
#include "core/write_file.h"
#include "platform/ledger/state.h"
#include "platform/ledger/tree.h"

namespace dongson::ledger {

namespace {

constexpr std::size_t kLongestFile = 20 << 20;

Checkpoint Opened(const std::string& note, const std::string& verifier) {
    const auto opened = OpenNote(note, verifier);
    const auto checkpoint = opened ? ParseCheckpoint(*opened) : std::unexpected(opened.error());
    if (!checkpoint || checkpoint->origin != verifier.substr(0, verifier.find('+')))
        throw std::runtime_error("the checkpoint is not signed by the log");
    return *checkpoint;
}

}  // namespace

Fetch FetchFrom(std::string url) {
    while (url.ends_with('/')) url.pop_back();
    return [url = std::move(url)](const std::string& path) {
        const std::unique_ptr<CURL, void (*)(CURL*)> curl(curl_easy_init(), curl_easy_cleanup);
        std::string body;
        curl_easy_setopt(curl.get(), CURLOPT_URL, (url + "/" + path).c_str());
        curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "http,https");
        curl_easy_setopt(curl.get(), CURLOPT_FAILONERROR, 1L);
        curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, 30L);
        curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &body);
        curl_easy_setopt(
            curl.get(), CURLOPT_WRITEFUNCTION, +[](char* bytes, std::size_t size, std::size_t count, void* data) {
                auto& text = *static_cast<std::string*>(data);
                if (text.size() + size * count > kLongestFile) return std::size_t{0};
                text.append(bytes, size * count);
                return size * count;
            });
        if (const auto code = curl_easy_perform(curl.get()); code != CURLE_OK)
            throw std::runtime_error(url + "/" + path + ": " + curl_easy_strerror(code));
        return body;
    };
}

Watch::Watch(std::string folder, std::string verifier, const std::vector<std::string>& witnesses, Fetch fetch)
    : folder_(std::move(folder)), verifier_(std::move(verifier)), fetch_(std::move(fetch)), files_(folder_) {
    std::filesystem::create_directories(folder_);
    for (const auto& text : witnesses) {
        const auto key = ParseVerifier(text);
        if (!key || key->kind != KeyKind::witness) throw std::runtime_error("not a witness's key: " + text);
        witnesses_.push_back(*key);
    }
}

std::optional<Checkpoint> Watch::Kept(std::string& note) const {
    std::error_code ignored;
    const auto text = ReadFile(folder_ + "/checkpoint");
    if (!text && std::filesystem::exists(folder_ + "/checkpoint", ignored))
        throw std::runtime_error("cannot read " + folder_ + "/checkpoint");
    if (!text) return std::nullopt;
    note = *text;
    return Opened(note, verifier_);
}

// Two checkpoints with the log's own signature that cannot both be of one log: anybody can judge them.
std::string Watch::KeepEvidence(const std::string& ours, const std::string& theirs) const {
    std::filesystem::create_directories(folder_ + "/evidence");
    const auto path = fmt::format("{}/evidence/{}.txt", folder_, Hex(BytesOf(Digest(ours + theirs))).substr(0, 16));
    WriteDurably(path, "Seen first:\n\n" + ours + "\nSeen later:\n\n" + theirs);
    return path;
}

Watch::Seen Watch::Look() {
    std::string old_note;
    const auto kept = Kept(old_note);
    const auto note = fetch_("checkpoint");
    const auto fresh = Opened(note, verifier_);
    Seen seen{.size = fresh.size, .before = kept ? kept->size : 0};
    const auto parsed = ParseNote(note);
    for (const auto& witness : witnesses_)
        if (const auto at = CosignedAt(*parsed, witness)) {
            ++seen.cosigners;
            seen.cosigned_at = std::max(seen.cosigned_at, *at);
        }
    const Checkpoint old = kept.value_or(Checkpoint{fresh.origin, 0, Digest("")});
    if (fresh.size <= old.size) {
        const auto root = RootOf(fresh.size, [&](const TileKey& key) { return files_.LongestTile(key.first, key.second); });
        seen.verdict = root != fresh.root ? Verdict::forked : fresh.size < old.size ? Verdict::went_back : Verdict::same;
        if (seen.verdict == Verdict::same && (!kept || note.size() > old_note.size())) files_.WriteCheckpoint(note);
    } else {
        seen.verdict = Take(old, fresh, note) ? Verdict::grown : Verdict::forked;
    }
    if (seen.verdict == Verdict::forked) seen.evidence = KeepEvidence(old_note, note);
    return seen;
}

// The new entries onto the tree that is kept here: the root that comes out is the signed one, or the log has two histories.
bool Watch::Take(const Checkpoint& old, const Checkpoint& fresh, const std::string& note) {
    TreeBuilder tree(old.size, [&](const TileKey& key) {
        const auto hashes = old.size >> (8 * std::max(0, key.first));
        const auto width = std::clamp<std::int64_t>(hashes - key.second * kTileWidth, 0, kTileWidth);
        return TilePrefix(files_.LongestTile(key.first, key.second), key.first, width).value_or("");
    });
    for (auto number = old.size / kTileWidth; number * kTileWidth < fresh.size; ++number) {
        const auto width = std::min(fresh.size - number * kTileWidth, kTileWidth);
        const auto entries = EntriesIn(fetch_(TilePath(-1, number, width)));
        if (static_cast<std::int64_t>(entries.size()) != width) throw std::runtime_error("a tile of entries is cut short");
        for (auto index = std::max<std::int64_t>(0, old.size - number * kTileWidth); index < width; ++index)
            tree.Add(entries[static_cast<std::size_t>(index)]);
    }
    if (tree.Root() != fresh.root) return false;
    for (const auto& [key, content] : tree.changed()) {
        const auto hashes = fresh.size >> (8 * std::max(0, key.first));
        const auto width = std::min(hashes - key.second * kTileWidth, kTileWidth);
        if (width > 0 && !files_.WriteTile(key.first, key.second, width, content))
            throw std::runtime_error("cannot write below " + folder_);
    }
    files_.WriteCheckpoint(note);
    return true;
}

}  // namespace dongson::ledger
