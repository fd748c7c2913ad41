#include "modules/one_stop/storage/destruction_store.h"

#include "modules/one_stop/domain/corrected_person.h"
#include "modules/one_stop/storage/destruction_sql.h"
#include "platform/ledger/empty_entries.h"
#include "platform/personal_data/storage/correction_store.h"

namespace dongson::one_stop {

using storage::Row;

namespace {

PastDossier ReadPast(Row& row) {
    return {.id = row.Next<CaseId>(),
            .code = row.Next<std::string>(),
            .procedure = row.Next<std::optional<std::string>>().value_or(""),
            .procedure_name = row.Next<std::string>(),
            .domain = row.Next<std::string>(),
            .closed = row.Next<Instant>(),
            .paid = row.Next<std::optional<Instant>>(),
            .held = row.Next<bool>(),
            .listed = row.Next<bool>(),
            .correcting = row.Next<bool>(),
            .linked_to = row.Next<std::string>()};
}

RetentionRule ReadRule(Row& row) {
    return {.id = row.Next<std::int64_t>(),
            .procedure = row.Next<std::string>(),
            .domain = row.Next<std::string>(),
            .years = row.Next<int>(),
            .basis = row.Next<std::string>(),
            .set_by = row.Next<std::string>(),
            .set = row.Next<Instant>(),
            .asked_by = row.Next<std::string>(),
            .alone = row.Next<bool>(),
            .ended = row.Next<std::optional<Instant>>(),
            .set_by_id = row.Next<AccountId>(),
            .ledger = row.Next<std::int64_t>()};
}

DestructionStore::Held ReadHeld(Row& row) {
    return {.id = row.Next<std::int64_t>(),
            .code = row.Next<std::string>(),
            .reason = row.Next<std::string>(),
            .by = row.Next<std::string>(),
            .at = row.Next<Instant>(),
            .ended_by = row.Next<std::string>(),
            .ended_because = row.Next<std::string>(),
            .ended = row.Next<std::optional<Instant>>()};
}

Destruction ReadDestruction(Row& row) {
    return {.id = row.Next<std::int64_t>(),
            .unit = row.Next<UnitId>(),
            .reason = row.Next<std::string>(),
            .asked_by = row.Next<AccountId>(),
            .asked_by_name = row.Next<std::string>(),
            .asked = row.Next<Instant>(),
            .decision = row.Next<std::string>(),
            .decided_by = row.Next<AccountId>(),
            .decided_by_name = row.Next<std::string>(),
            .decided = row.Next<std::optional<Instant>>(),
            .notation = row.Next<std::string>(),
            .minute = row.Next<FileId>(),
            .ledger = row.Next<std::int64_t>(),
            .items = {}};
}

Destruction::Item ReadItem(Row& row) {
    return {.dossier = row.Next<CaseId>(),
            .code = row.Next<std::string>(),
            .procedure_name = row.Next<std::string>(),
            .closed = row.Next<Instant>(),
            .basis = row.Next<std::string>(),
            .destroyed = row.Next<std::optional<Instant>>()};
}

}  // namespace

std::vector<RetentionRule> DestructionStore::Rules() {
    return tx_.Select(kRetentionRules, {}, ReadRule);
}
std::vector<RetentionRule> DestructionStore::EveryRule(int rows) {
    return tx_.Select(kEveryRule, {{"rows", rows}}, ReadRule);
}

std::vector<std::string> DestructionStore::DomainsOf(const RetentionRule& rule) {
    return tx_.Select(kDomainsConcerned, {{"procedure", rule.procedure}, {"domain", rule.domain}},
                      [](Row& row) { return row.Next<std::string>(); });
}

void DestructionStore::SetRule(const RetentionRule& rule) {
    tx_.Run(kEndRule, {{"procedure", rule.procedure}, {"domain", rule.domain}, {"now", rule.set}});
    tx_.Run(kInsertRule, {{"id", rule.id},
                          {"procedure", rule.procedure},
                          {"domain", rule.domain},
                          {"years", rule.years},
                          {"basis", rule.basis},
                          {"by", rule.set_by_id},
                          {"by_name", rule.set_by},
                          {"now", rule.set},
                          {"ended", rule.ended},
                          {"asked_by", rule.asked_by},
                          {"alone", rule.alone},
                          {"ledger", rule.ledger}});
}

std::vector<PastDossier> DestructionStore::Due(UnitId intake, const RetentionRule& rule, Instant closed_before,
                                               Instant paid_before, int rows) {
    return tx_.Select(kDueDossiers,
                      {{"unit", intake},
                       {"before", closed_before},
                       {"procedure", rule.procedure},
                       {"domain", rule.domain},
                       {"paid_before", paid_before},
                       {"rows", rows}},
                      ReadPast);
}
std::optional<PastDossier> DestructionStore::PastOf(std::string_view code) {
    return tx_.SelectOne(kPastDossier, {{"code", code}}, ReadPast);
}
UnitId DestructionStore::IntakeOf(std::string_view code) {
    return tx_.SelectOne(kIntakeOf, {{"code", code}}, [](Row& row) { return row.Next<UnitId>(); }).value_or(UnitId{});
}

std::vector<DestructionStore::Held> DestructionStore::HeldOf(UnitId intake, int rows) {
    return tx_.Select(kHeld, {{"unit", intake}, {"rows", rows}}, ReadHeld);
}
std::vector<DestructionStore::Held> DestructionStore::HoldsOfList(std::int64_t list) {
    return tx_.Select(kHoldsOfList, {{"list", list}}, ReadHeld);
}
void DestructionStore::Hold(CaseId dossier, std::string_view reason, std::string_view by, Instant now) {
    tx_.Run(kInsertHold, {{"id", FreshId()}, {"dossier", dossier}, {"reason", reason}, {"by", by}, {"now", now}});
}
bool DestructionStore::EndHold(std::int64_t id, UnitId intake, std::string_view by, std::string_view reason, Instant now) {
    return tx_.Run(kEndHold, {{"id", id}, {"unit", intake}, {"by", by}, {"reason", reason}, {"now", now}}) == 1;
}

void DestructionStore::Insert(const Destruction& list) {
    tx_.Run(kInsertDestruction, {{"id", list.id},
                                 {"unit", list.unit},
                                 {"reason", list.reason},
                                 {"by", list.asked_by},
                                 {"by_name", list.asked_by_name},
                                 {"now", list.asked}});
    for (const auto& item : list.items)
        tx_.Run(kInsertListed, {{"list", list.id},
                                {"dossier", item.dossier},
                                {"code", item.code},
                                {"procedure", item.procedure_name},
                                {"closed", item.closed},
                                {"basis", item.basis}});
}

std::optional<Destruction> DestructionStore::Get(std::int64_t id) {
    auto list = tx_.SelectOne(kDestruction, {{"id", id}}, ReadDestruction);
    if (list) list->items = tx_.Select(kListed, {{"list", id}}, ReadItem);
    return list;
}
std::vector<Destruction> DestructionStore::Of(UnitId unit, int rows) {
    auto lists = tx_.Select(kDestructionsOf, {{"unit", unit}, {"rows", rows}}, ReadDestruction);
    for (auto& list : lists) list.items = tx_.Select(kListed, {{"list", list.id}}, ReadItem);
    return lists;
}
std::vector<std::int64_t> DestructionStore::Every() {
    return tx_.Select(kEveryDestruction, {}, [](Row& row) { return row.Next<std::int64_t>(); });
}

bool DestructionStore::Decide(const Destruction& decided) {
    const auto minute = decided.minute ? std::optional(decided.minute) : std::nullopt;
    return tx_.Run(kDecideDestruction, {{"id", decided.id},
                                        {"decision", decided.decision},
                                        {"by", decided.decided_by},
                                        {"by_name", decided.decided_by_name},
                                        {"now", decided.decided},
                                        {"notation", decided.notation},
                                        {"minute", minute},
                                        {"ledger", decided.ledger}}) == 1;
}

std::vector<DestructionStore::Granted> DestructionStore::GrantedAfter(const std::string& after, int rows) {
    return tx_.Select(kGrantedAfter, {{"after", after}, {"rows", rows}}, [](Row& row) {
        return Granted{.list = row.Next<std::int64_t>(), .dossier = row.Next<CaseId>(), .code = row.Next<std::string>()};
    });
}

bool DestructionStore::Destroy(const Granted& dossier, Instant now) {
    auto entries = tx_.Select(kEntriesOfCase, {{"dossier", dossier.dossier}}, [](Row& row) { return row.Next<std::int64_t>(); });
    personal_data::CorrectionStore corrections(tx_);
    for (const auto& correction : corrections.Of(kCorrectsDossier, dossier.code))
        for (const auto entry : {correction.asked_entry, correction.decided_entry})
            if (entry != 0) entries.push_back(entry);
    corrections.Forget(kCorrectsDossier, dossier.code);
    for (const auto entry : entries) {
        if (!ledger::EmptyEntry(tx_, entry)) return false;
        tx_.Run(kNoteEntry, {{"entry", entry}, {"dossier", dossier.dossier}});
    }
    // What is freed is written over, not only let go of; PostgreSQL does so when it tidies up.
    if (tx_.engine() == storage::Engine::sqlite) tx_.connection().ExecuteScript("PRAGMA secure_delete = ON");
    for (const auto& statement : kGoesWithDossier) tx_.Run(statement, {{"dossier", dossier.dossier}});
    for (const auto& statement : kGoesWithCode) tx_.Run(statement, {{"code", dossier.code}});
    for (const auto& statement : {kEmptyDossier, kEmptyHappenings, kEmptyRating, kEmptyReceipts, kEmptyReversals, kEmptyReliefs})
        tx_.Run(statement, {{"dossier", dossier.dossier}});
    tx_.Run(kIsDestroyed, {{"list", dossier.list}, {"dossier", dossier.dossier}, {"now", now}});
    return true;
}

std::optional<DestructionStore::Gone> DestructionStore::GoneBy(std::string_view code) {
    return tx_.SelectOne(kGoneBy, {{"code", code}},
                         [](Row& row) { return Gone{.notation = row.Next<std::string>(), .at = row.Next<Instant>()}; });
}
std::vector<std::int64_t> DestructionStore::EntriesOf(CaseId dossier) {
    return tx_.Select(kDestroyedEntries, {{"dossier", dossier}}, [](Row& row) { return row.Next<std::int64_t>(); });
}

}  // namespace dongson::one_stop
