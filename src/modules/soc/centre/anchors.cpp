#include "modules/soc/centre/anchors.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "core/bytes.h"
#include "core/text.h"
#include "modules/soc/events/event_store.h"
#include "platform/ledger/ledger.h"

namespace dongson::soc {

namespace {

constexpr std::string_view kAnchor = "soc events ";

std::string BlockOf(const Anchor& anchor) {
    return fmt::format("stream {}, block to event {}", anchor.stream, anchor.number);
}

}  // namespace

std::string AnchorText(const Anchor& anchor) {
    return std::string(kAnchor) + anchor.stream + " to " + std::to_string(anchor.number) + " " + anchor.digest;
}

std::optional<Anchor> AnchorIn(const ledger::Entered& entry) {
    if (!entry.content.starts_with(kAnchor)) return std::nullopt;
    const auto words = Split(std::string_view(entry.content).substr(kAnchor.size()), ' ');
    if (words.size() != 4 || words[1] != "to" || words[3].size() != 2 * sizeof(Sha256) || !FromHex(words[3])) return std::nullopt;
    return Anchor{.stream = std::string(words[0]),
                  .number = static_cast<std::uint64_t>(ToNumber(words[2])),
                  .digest = std::string(words[3]),
                  .ledger_id = entry.id};
}

std::map<std::string, KnownHashes> HoldAnchors(storage::Database& database, ledger::Audit& audit) {
    auto rows = database.Read([](storage::Transaction& tx) { return SourceStore(tx).Anchors(); });
    std::map<std::string, KnownHashes> anchors;
    for (const auto& entry : audit.Beginning(kAnchor)) {
        const auto anchor = AnchorIn(entry);
        if (!anchor) continue;  // of nobody: the audit tells it as unclaimed
        audit.ClaimEntry(entry.id);
        const auto bytes = FromHex(anchor->digest);
        Sha256 hash{};
        std::copy(bytes->begin(), bytes->end(), hash.begin());
        if (anchors[anchor->stream].emplace(anchor->number, hash).first->second != hash)
            audit.Fault(fmt::format("ledger_entry {}: {}: an earlier entry names another one", entry.id, BlockOf(*anchor)));
        const auto row = std::ranges::find(rows, anchor->ledger_id, &Anchor::ledger_id);
        if (row == rows.end()) {
            audit.Fault(fmt::format("soc_anchor: the ledger has an entry of {}, and no row has it", BlockOf(*anchor)));
            continue;
        }
        if (AnchorText(*row) != entry.content)
            audit.Fault(fmt::format("soc_anchor: the ledger says {} {}, the database {} {}", BlockOf(*anchor), anchor->digest,
                                    BlockOf(*row), row->digest));
        rows.erase(row);
    }
    for (const Anchor& row : rows) audit.Fault(fmt::format("soc_anchor: {}: its ledger entry is gone", BlockOf(row)));
    return anchors;
}

void AnchorStreams(const Platform& platform, EventStore& store) {
    for (const auto& [name, stream] : store.streams()) {
        stream->Seal();
        const auto segments = stream->Segments();
        if (segments.empty()) continue;
        const Anchor anchor{.stream = name,
                            .number = segments.back()->first() + segments.back()->events() - 1,
                            .digest = Hex(BytesOf(segments.back()->last_hash()))};
        platform.storage.MustWrite([&](storage::Transaction& tx) {
            SourceStore sources(tx);
            if (sources.LastAnchor(name) >= anchor.number) return;
            auto kept = anchor;
            kept.ledger_id = platform.ledger.Append(tx, AnchorText(anchor));
            sources.Insert(kept, platform.clock.Now());
        });
    }
}

}  // namespace dongson::soc
