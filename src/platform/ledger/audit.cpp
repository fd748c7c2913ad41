#include "platform/ledger/audit.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "core/text.h"
#include "platform/ledger/state.h"

namespace dongson::ledger {

using storage::Row;
using storage::Transaction;

namespace {

struct StoredEntry {
    std::int64_t id = 0;
    std::string content, salt, entry;
    std::optional<std::int64_t> position;
};

StoredEntry ReadEntry(Row& row) {
    StoredEntry stored{.id = row.Next<std::int64_t>()};
    stored.content = row.Next<std::string>();
    stored.salt = row.NextBytes();
    stored.entry = row.NextBytes();
    stored.position = row.Next<std::optional<std::int64_t>>();
    return stored;
}

std::string FirstLine(std::string_view content) {
    return std::string(content.substr(0, content.find('\n')));
}

// The entries as the tiles of the database hold them.
std::vector<std::string> EntriesOfTree(Transaction& tx, std::int64_t size) {
    std::vector<std::string> entries;
    for (std::int64_t number = 0; number * kTileWidth < size; ++number) {
        auto tile = EntriesIn(FindTile(tx, {-1, number}));
        std::ranges::move(tile, std::back_inserter(entries));
    }
    entries.resize(std::min<std::size_t>(entries.size(), static_cast<std::size_t>(size)));
    return entries;
}

}  // namespace

std::string EntryText(const std::vector<EntryLine>& lines) {
    std::string text;
    std::size_t size = 0;
    for (const auto& line : lines) size += line.key.size() + line.value.size() + 4;
    text.reserve(size);
    for (const auto& line : lines) {
        text.append(line.key).append(": ");
        if (line.value.empty()) text += '-';
        // One line of the row is one line of the entry.
        for (const char c : line.value) text += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
        text += '\n';
    }
    return text;
}

std::map<std::string, std::string, std::less<>> LinesIn(std::string_view content) {
    std::map<std::string, std::string, std::less<>> lines;
    for (const auto line : Split(content, '\n'))
        if (const auto colon = line.find(": "); colon != std::string_view::npos)
            lines.emplace(line.substr(0, colon), line.substr(colon + 2));
    return lines;
}

std::optional<Instant> MomentIn(std::string_view text) {
    if (text.size() != 24 || text[10] != 'T' || text[16] != ':') return std::nullopt;
    const auto date = Date::Parse(text.substr(0, 10));
    const auto minute = ParseMinuteOfDay(text.substr(11, 5));
    if (!date || !minute) return std::nullopt;
    return Instant{date->days * kDay + *minute * kMinute + ToNumber(text.substr(17, 2)) * kSecond};
}

void Audit::HoldTree() {
    database_.Read([&](Transaction& tx) {
        const auto state = ReadState(tx);
        const auto stored = FindCheckpoint(tx, kNewestCheckpoint);
        const auto opened = stored ? OpenNote(stored->note, verifier_) : Result<std::string>("");
        const auto checkpoint = opened ? ParseCheckpoint(*opened) : std::unexpected(opened.error());
        if (!checkpoint) {
            if (state.size > 0) Fault("ledger_checkpoint: the newest checkpoint is not signed by the log");
            return 0;
        }
        entries_ = checkpoint->size;
        const auto entries = EntriesOfTree(tx, checkpoint->size);
        TreeBuilder tree(0, [&](const TileKey&) { return std::string(); });
        for (const auto& entry : entries) tree.Add(entry);
        if (tree.size() != checkpoint->size || tree.Root() != checkpoint->root)
            Fault("ledger_tile: the entries do not give the root that was signed");
        std::set<std::int64_t> lost, placed;
        for (const auto position : tx.Select(kLost, {}, [](Row& row) { return row.Next<std::int64_t>(); })) lost.insert(position);
        for (const auto& one : tx.Select(kEveryEntry, {}, ReadEntry)) {
            const auto row = fmt::format("ledger_entry {} ({})", one.id, FirstLine(one.content));
            // Emptied with what it was about: its place in the tree says that it was. Whoever took the record away claims it.
            const bool emptied = one.content.empty() && one.salt.empty();
            if (!emptied && EntryOf(one.salt, one.content) != one.entry) Fault(row + ": content: not what was entered");
            if (!one.position) continue;
            placed.insert(*one.position);
            if (*one.position < static_cast<std::int64_t>(entries.size()) &&
                entries[static_cast<std::size_t>(*one.position)] != one.entry)
                Fault(row + fmt::format(": entry: position {} of the signed tree holds another", *one.position));
        }
        for (std::int64_t position = 0; position < checkpoint->size; ++position)
            if (!placed.contains(position) && !lost.contains(position))
                Fault(fmt::format("ledger_entry: the row of position {} is gone", position));
        return 0;
    });
}

// The folder is read first: a server that signs meanwhile only makes the tree longer.
void Audit::HoldMemory(const std::string& folder) {
    const auto remembered = Outside(folder).Newest(verifier_);
    if (!remembered) {
        const LanguageScope english(Language::english);
        return Fault(remembered.error().sentence.Now());
    }
    if (!*remembered) return;
    const auto& newest = **remembered;
    database_.Read([&](Transaction& tx) {
        if (ReadState(tx).size < newest.size ||
            RootOf(newest.size, [&](const TileKey& key) { return FindTile(tx, key); }) != newest.root)
            Fault(
                fmt::format("ledger_tile: does not continue the tree of {} entries that was signed in {}", newest.size, folder));
        return 0;
    });
}

void Audit::Hold(const Claim& claim) {
    claimed_.insert(claim.entry);
    const auto content = database_.Read([&](Transaction& tx) {
        return tx.SelectOne(kEntry, {{"id", claim.entry}}, [](Row& row) { return row.Next<std::string>(); });
    });
    if (!content) return Fault(claim.row + ": its ledger entry is gone");
    if (content->empty()) return Fault(claim.row + ": its ledger entry was emptied");
    const auto entered = LinesIn(*content);
    for (const auto& line : claim.lines) {
        const auto found = entered.find(line.key);
        if (found == entered.end()) continue;
        ++lines_;
        const auto text = EntryText({line});
        const auto today = text.substr(line.key.size() + 2, text.size() - line.key.size() - 3);
        if (today != found->second && (line.earlier.empty() || line.earlier != found->second))
            Fault(fmt::format("{}: {}: the ledger says {}, the database {}", claim.row, line.column, found->second, today));
    }
}

std::vector<Entered> Audit::Beginning(std::string_view beginning) {
    std::vector<Entered> entries;
    for (auto& one : database_.Read([](Transaction& tx) { return tx.Select(kEveryEntry, {}, ReadEntry); }))
        if (one.content.starts_with(beginning)) entries.push_back({one.id, std::move(one.content)});
    return entries;
}

void Audit::HoldUnclaimed() {
    for (const auto& one : Beginning(""))
        if (!claimed_.contains(one.id) && !one.content.starts_with(kMendEntry))  // of no row: what the log says of itself
            Fault(fmt::format("ledger_entry {} ({}): no row has it", one.id, FirstLine(one.content)));
}

}  // namespace dongson::ledger
