#include "platform/definitions/edition_ledger.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "core/bytes.h"
#include "platform/definitions/definition_type.h"
#include "platform/definitions/storage/edition_store.h"

namespace dongson::definitions {

using ledger::EntryLine;
using storage::Transaction;

namespace {

std::string DigestOfText(const std::string& text) {
    return Hex(BytesOf(Digest(text)));
}

// The day it holds from is settled when it is approved.
std::vector<EntryLine> LinesOf(const Edition& edition, const EditionEvent& event) {
    std::vector<EntryLine> lines{
        {"dinh-nghia", edition.type + " " + edition.key, "edition.definition_key"},
        {"phien-ban", std::to_string(edition.version), "edition.version"},
        {"buoc", std::string(StageWord(event.became)), "edition_event.stage"},
        {"thoi-diem", event.at.Rfc3339(), "edition_event.at"},
        {"nguoi", ToText(event.by), "edition_event.account_id"},
        {"ten-va-ly-do-sha256", DigestOfText(event.by_name + "\n" + event.reason), "edition_event.account, reason"},
        {"noi-dung-sha256", DigestOfText(edition.text), "edition.text"}};
    if (event.became == Stage::approved) lines.push_back({"hieu-luc-tu", edition.valid_from.Iso(), "edition.valid_from"});
    return lines;
}

std::string NameOf(const Edition& edition) {
    return fmt::format("definition {} {}, version {}", edition.type, edition.key, edition.version);
}

// What an act made of it.
bool IsOfAct(const Edition& edition, const std::vector<EditionEvent>& events) {
    const auto newest = std::ranges::max_element(events, {}, &EditionEvent::at);
    if (newest == events.end()) return false;
    // A draft ends in the moment in which the next is written: two acts of one instant.
    return std::ranges::any_of(
        events, [&](const EditionEvent& event) { return event.at == newest->at && event.became == edition.stage; });
}

void Hold(ledger::Audit& audit, const Edition& edition, const std::vector<EditionEvent>& events, Instant bound_since) {
    if (!IsOfAct(edition, events))
        audit.Fault(fmt::format("{}: is {} by nobody's act", NameOf(edition), StageWord(edition.stage)));
    for (const auto& event : events) {
        // Of before acts were entered.
        if (event.ledger == 0 && event.at < bound_since) continue;
        audit.Hold({event.ledger, fmt::format("{}, {}", NameOf(edition), StageWord(event.became)), LinesOf(edition, event)});
    }
}

// What this program ships it knows; what an earlier one did is held against its digest alone.
void HoldShipped(ledger::Audit& audit, const Edition& edition) {
    if (DigestOfText(edition.text) != edition.digest)
        return audit.Fault(fmt::format("{}: edition.text: not what its digest names", NameOf(edition)));
    const auto* type = FindType(edition.type);
    if (edition.stage != Stage::shipped || type == nullptr || type->shipped == nullptr) return;
    const auto ships = type->shipped();
    if (std::ranges::none_of(ships,
                             [&](const ShippedText& each) { return each.key == edition.key && each.text == edition.text; }))
        audit.Fault(fmt::format("{}: edition.text: this program ships another", NameOf(edition)));
}

}  // namespace

std::int64_t EnterInLedger(ledger::Ledger& ledger, Transaction& tx, const Edition& edition, const EditionEvent& event) {
    return ledger.Append(tx, ledger::EntryText(LinesOf(edition, event)));
}

void AuditEditions(storage::Database& database, ledger::Audit& audit) {
    std::vector<Edition> editions, shipped;
    std::map<EditionId, std::vector<EditionEvent>> events;
    auto bound_since = kNever;
    database.Read([&](Transaction& tx) {
        EditionStore store(tx);
        editions = store.EveryOwn();
        shipped = store.EveryShipped();
        for (auto& event : store.EveryEvent()) {
            if (event.ledger != 0) bound_since = std::min(bound_since, event.at);
            events[event.edition].push_back(std::move(event));
        }
        return 0;
    });
    for (const auto& edition : editions) Hold(audit, edition, events[edition.id], bound_since);
    for (const auto& edition : shipped) HoldShipped(audit, edition);
}

}  // namespace dongson::definitions
