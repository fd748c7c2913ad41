#include "modules/soc/actions/audit_centre.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <set>
#include <utility>
#include <vector>

#include "core/bytes.h"
#include "core/text.h"
#include "modules/soc/storage/case_store.h"

namespace dongson::soc {

namespace {

constexpr std::string_view kAnchor = "soc events ", kCase = "soc case ";
// Entries of a state and the note of it were stamped one after the other.
constexpr std::int64_t kApart = 10 * kSecond;

std::string BlockOf(const Anchor& anchor) {
    return fmt::format("stream {}, block to event {}", anchor.stream, anchor.number);
}

// What cases say that they entered, held against what was entered.
class HoldingCases {
  public:
    explicit HoldingCases(ledger::Audit& audit) : audit_(audit), entries_(audit.Beginning(kCase)) {}

    void Hold(const Case& incident, const std::vector<CaseEntry>& notes) {
        const std::string words = std::string(kCase) + incident.code + " ";
        Want(incident, "opened_at", words + "opened " + incident.opened.Rfc3339());
        if (incident.noticed) Want(incident, "noticed_at", words + "told notice " + incident.noticed->Rfc3339());
        if (incident.reported) Want(incident, "reported_at", words + "told report " + incident.reported->Rfc3339());
        if (incident.closed)
            Want(incident, "closed_at", words + std::string(CaseStateWord(CaseState::closed)) + " " + incident.closed->Rfc3339());
        CaseState state = CaseState::open;
        for (const CaseEntry& note : notes) {
            if (note.kind == EntryKind::evidence) Want(incident, "soc_case_entry.digest", words + "evidence " + note.digest);
            const auto turned = StateIn(note);
            if (!turned) continue;
            state = *turned;
            WantState(incident, words + std::string(CaseStateWord(state)) + " ", note.at);
        }
        if (state != incident.state)
            audit_.Fault(fmt::format("case {}: state: its timeline says {}, the database {}", incident.code, CaseStateWord(state),
                                     CaseStateWord(incident.state)));
    }

  private:
    // Which state a note of a change tells of.
    static std::optional<CaseState> StateIn(const CaseEntry& note) {
        if (note.kind != EntryKind::state) return std::nullopt;
        for (const CaseState from : kCaseStates)
            for (const CaseState to : kCaseStates)
                if (note.text == std::string(CaseStateName(from)) + " → " + std::string(CaseStateName(to))) return to;
        return std::nullopt;
    }

    void Want(const Case& incident, std::string_view column, const std::string& content) {
        const ledger::Entered* found = nullptr;
        for (const auto& entry : entries_)
            if (entry.content == content && (found == nullptr || of_rows_.contains(found->id))) found = &entry;
        if (found == nullptr)
            return audit_.Fault(fmt::format("case {}: {}: the ledger has no entry \"{}\"", incident.code, column, content));
        of_rows_.insert(found->id);
        audit_.ClaimEntry(found->id);
    }

    // Each entry is of one note.
    void WantState(const Case& incident, const std::string& beginning, Instant at) {
        for (const auto& entry : entries_) {
            if (!entry.content.starts_with(beginning) || of_notes_.contains(entry.id)) continue;
            const auto entered = ledger::MomentIn(std::string_view(entry.content).substr(beginning.size()));
            if (!entered || std::abs(entered->ms - at.ms) > kApart) continue;
            of_notes_.insert(entry.id);
            return audit_.ClaimEntry(entry.id);
        }
        audit_.Fault(fmt::format("case {}: soc_case_entry.at: the ledger has no entry \"{}\" of {}", incident.code,
                                 Trim(beginning), at.Rfc3339()));
    }

    ledger::Audit& audit_;
    const std::vector<ledger::Entered> entries_;
    std::set<std::int64_t> of_rows_, of_notes_;  // the same may be entered twice
};

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

void AuditCentre(storage::Database& database, ledger::Audit& audit) {
    HoldAnchors(database, audit);
    HoldingCases holding(audit);
    database.Read([&](storage::Transaction& tx) {
        CaseStore cases(tx);
        for (const Case& incident : cases.All()) holding.Hold(incident, cases.Entries(incident.id));
        return 0;
    });
}

}  // namespace dongson::soc
