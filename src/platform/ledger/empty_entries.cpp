#include "platform/ledger/empty_entries.h"

namespace dongson::ledger {

namespace {

constexpr storage::Statement kWaits{"ledger.entry_waits",
                                    "SELECT COUNT(*) FROM ledger_entry WHERE id = $id AND position IS NULL"};
constexpr storage::Statement kEmpty{"ledger.empty_entry", R"(
    UPDATE ledger_entry SET content = '', salt = $nothing WHERE id = $id)"};

}  // namespace

bool EmptyEntry(storage::Transaction& tx, std::int64_t id) {
    if (tx.Count(kWaits, {{"id", id}}) > 0) return false;
    tx.Run(kEmpty, {{"id", id}, {"nothing", storage::Blob{""}}});
    return true;
}

}  // namespace dongson::ledger
