#include "platform/sealing/keys_in_use.h"

namespace dongson::sealing {

using storage::Statement;
using storage::Transaction;

namespace {

constexpr Statement kKeys{"sealing.keys", "SELECT id FROM personal_key ORDER BY id"};
constexpr Statement kTable{"sealing.key_table", "SELECT COUNT(*) FROM sqlite_master WHERE name = 'personal_key'"};
constexpr Statement kNote{"sealing.note_key",
                          "INSERT INTO personal_key (id, complete) VALUES ($id, 0) ON CONFLICT (id) DO NOTHING"};
constexpr Statement kForget{"sealing.forget_key", "DELETE FROM personal_key WHERE id = $id"};

constexpr Statement kComplete{"sealing.key_complete", "SELECT COUNT(*) FROM personal_key WHERE id = $id AND complete = 1"};
constexpr Statement kSetComplete{"sealing.set_key_complete", "UPDATE personal_key SET complete = 1 WHERE id = $id"};

}  // namespace

std::vector<std::string> KeysInUse(storage::Database& database) {
    return database.Read(
        [](Transaction& tx) { return tx.Select(kKeys, {}, [](storage::Row& row) { return row.Next<std::string>(); }); });
}

bool HasKeyTable(storage::Database& database) {
    return database.Read([](Transaction& tx) { return tx.Count(kTable) > 0; });
}

void NoteInUse(storage::Database& database, std::string_view id) {
    for (const auto& known : KeysInUse(database))
        if (known == id) return;
    database.MustWrite([&](Transaction& tx) { tx.Run(kNote, {{"id", id}}); });
}

void ForgetInUse(storage::Database& database, std::string_view id) {
    database.MustWrite([&](Transaction& tx) { tx.Run(kForget, {{"id", id}}); });
}

bool IsComplete(storage::Database& database, std::string_view id) {
    return database.Read([&](Transaction& tx) { return tx.Count(kComplete, {{"id", id}}) > 0; });
}

void SetComplete(storage::Database& database, std::string_view id) {
    database.MustWrite([&](Transaction& tx) { tx.Run(kSetComplete, {{"id", id}}); });
}

}  // namespace dongson::sealing
