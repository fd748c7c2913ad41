#include "modules/soc/storage/hold_store.h"

#include "modules/soc/storage/hold_sql.h"

namespace dongson::soc {

using storage::Row;

void HoldStore::Insert(const Hold& hold) {
    tx_.Run(kInsertHold, {{"id", hold.id},
                          {"from", hold.from},
                          {"until", hold.until},
                          {"reason", hold.reason},
                          {"case", hold.case_code},
                          {"account", hold.account},
                          {"now", hold.placed}});
}

bool HoldStore::Lift(std::int64_t hold, AccountId by, std::string_view reason, Instant now) {
    return tx_.Run(kLiftHold, {{"id", hold}, {"account", by}, {"reason", reason}, {"now", now}}) == 1;
}

std::vector<Hold> HoldStore::All() {
    return tx_.Select(kHolds, {}, [](Row& row) {
        return Hold{.id = row.Next<std::int64_t>(),
                    .from = row.Next<Instant>(),
                    .until = row.Next<Instant>(),
                    .reason = row.Next<std::string>(),
                    .case_code = row.Next<std::string>(),
                    .account = row.Next<AccountId>(),
                    .placed = row.Next<Instant>(),
                    .lifted = row.Next<std::optional<Instant>>(),
                    .lifted_by = row.Next<AccountId>(),
                    .lifted_reason = row.Next<std::string>()};
    });
}

}  // namespace dongson::soc
