#include "modules/soc/storage/handover_store.h"

#include "modules/soc/storage/handover_sql.h"

namespace dongson::soc {

void HandoverStore::Add(const Handover& handover) {
    tx_.Run(kInsertHandover, {{"id", handover.id}, {"at", handover.at}, {"account", handover.account}, {"text", handover.text}});
}

bool HandoverStore::Take(std::int64_t handover, AccountId account, Instant now) {
    return tx_.Run(kTakeHandover, {{"id", handover}, {"account", account}, {"now", now}}) == 1;
}

std::vector<Handover> HandoverStore::Newest() {
    return tx_.Select(kHandovers, {}, [](storage::Row& row) {
        return Handover{.id = row.Next<std::int64_t>(),
                        .at = row.Next<Instant>(),
                        .account = row.Next<AccountId>(),
                        .text = row.Next<std::string>(),
                        .taken = row.Next<std::optional<Instant>>(),
                        .taken_by = row.Next<AccountId>()};
    });
}

}  // namespace dongson::soc
