#include "platform/definitions/storage/edition_store.h"

#include "platform/definitions/storage/edition_sql.h"

namespace dongson::definitions {

using storage::Row;

namespace {

Edition ReadEdition(Row& row) {
    return {.id = row.Next<EditionId>(),
            .type = row.Next<std::string>(),
            .key = row.Next<std::string>(),
            .version = row.Next<std::int64_t>(),
            .stage = ParseStage(row.Next<std::string>()),
            .text = row.Next<std::string>(),
            .digest = row.Next<std::string>(),
            .author = row.Next<AccountId>(),
            .author_name = row.Next<std::string>(),
            .approver = row.Next<AccountId>(),
            .approver_name = row.Next<std::string>(),
            .reason = row.Next<std::string>(),
            .made = row.Next<Instant>(),
            .decided = row.Next<std::optional<Instant>>(),
            .valid_from = row.Next<Date>()};
}

}  // namespace

void EditionStore::Insert(const Edition& edition) {
    tx_.Run(kInsertEdition, {{"id", edition.id},
                             {"type", edition.type},
                             {"key", edition.key},
                             {"version", edition.version},
                             {"stage", StageWord(edition.stage)},
                             {"text", edition.text},
                             {"digest", edition.digest},
                             {"author", edition.author},
                             {"author_name", edition.author_name},
                             {"approver", edition.approver},
                             {"approver_name", edition.approver_name},
                             {"reason", edition.reason},
                             {"made", edition.made},
                             {"decided", edition.decided},
                             {"valid_from", edition.valid_from}});
}

bool EditionStore::Move(const Edition& edition, Stage before) {
    return tx_.Run(kMoveEdition, {{"id", edition.id},
                                  {"stage", StageWord(edition.stage)},
                                  {"approver", edition.approver},
                                  {"approver_name", edition.approver_name},
                                  {"decided", edition.decided},
                                  {"valid_from", edition.valid_from},
                                  {"before", StageWord(before)}}) == 1;
}

std::optional<Edition> EditionStore::Get(EditionId id) {
    return tx_.SelectOne(kEdition, {{"id", id}}, ReadEdition);
}

std::vector<Edition> EditionStore::History(std::string_view type, std::string_view key) {
    return tx_.Select(kHistory, {{"type", type}, {"key", key}}, ReadEdition);
}

std::vector<Edition> EditionStore::InForce(std::string_view type, Date day) {
    return tx_.Select(kInForce, {{"type", type}, {"day", day}}, ReadEdition);
}

std::vector<Edition> EditionStore::Coming(std::string_view type, Date day) {
    return tx_.Select(kOpen, {{"type", type}, {"day", day}}, ReadEdition);
}

std::vector<Edition> EditionStore::Proposed() {
    return tx_.Select(kProposedEditions, {}, ReadEdition);
}

std::vector<Edition> EditionStore::FirstShipped(std::string_view type) {
    return tx_.Select(kFirstShipped, {{"type", type}}, ReadEdition);
}

std::vector<ShippedRow> EditionStore::Shipped(std::string_view type) {
    return tx_.Select(kShipped, {{"type", type}}, [](Row& row) {
        return ShippedRow{.id = row.Next<EditionId>(),
                          .key = row.Next<std::string>(),
                          .digest = row.Next<std::string>(),
                          .stage = ParseStage(row.Next<std::string>())};
    });
}

void EditionStore::Add(const EditionEvent& event) {
    tx_.Run(kInsertEditionEvent, {{"id", FreshId()},
                                  {"edition", event.edition},
                                  {"stage", StageWord(event.became)},
                                  {"account", event.by},
                                  {"name", event.by_name},
                                  {"reason", event.reason},
                                  {"at", event.at},
                                  {"ledger", event.ledger == 0 ? std::nullopt : std::optional(event.ledger)}});
}

namespace {

EditionEvent ReadEvent(Row& row) {
    return {.edition = row.Next<EditionId>(),
            .version = row.Next<std::int64_t>(),
            .became = ParseStage(row.Next<std::string>()),
            .by = row.Next<AccountId>(),
            .by_name = row.Next<std::string>(),
            .reason = row.Next<std::string>(),
            .at = row.Next<Instant>(),
            .ledger = row.Next<std::int64_t>()};
}

}  // namespace

std::vector<EditionEvent> EditionStore::Events(std::string_view type, std::string_view key) {
    return tx_.Select(kEditionEvents, {{"type", type}, {"key", key}}, ReadEvent);
}

std::vector<Edition> EditionStore::EveryOwn() {
    return tx_.Select(kEveryOwn, {}, ReadEdition);
}

std::vector<Edition> EditionStore::EveryShipped() {
    return tx_.Select(kEveryShipped, {}, ReadEdition);
}

std::vector<EditionEvent> EditionStore::EveryEvent() {
    return tx_.Select(kEveryEditionEvent, {}, ReadEvent);
}

void EditionStore::MarkBegan(std::string_view type) {
    tx_.Run(kMarkBegan, {{"type", type}});
}

std::string EditionStore::EnteredBy() {
    return tx_.SelectOne(kEnteredBy, {}, [](Row& row) { return row.Next<std::string>(); }).value_or("");
}

void EditionStore::SayEnteredBy(std::string_view program) {
    tx_.Run(kSayEnteredBy, {{"program", program}});
}

std::int64_t EditionStore::Mark() {
    return tx_.SelectOne(kEditionMark, {}, [](Row& row) { return row.Next<std::int64_t>(); }).value_or(0);
}

void EditionStore::MarkAnew() {
    tx_.Run(kMarkEditions, {{"mark", FreshId()}});
}

bool EditionStore::MarkAnewSince(std::int64_t seen) {
    return tx_.Run(kMarkEditionsSince, {{"mark", FreshId()}, {"seen", seen}}) == 1;
}

std::int64_t EditionStore::CountProposed(AccountId author) {
    return tx_.SelectOne(kCountProposed, {{"author", author}}, [](storage::Row& row) { return row.Next<std::int64_t>(); })
        .value_or(0);
}

}  // namespace dongson::definitions
