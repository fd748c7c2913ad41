#include "modules/soc/storage/duty_store.h"

#include "modules/soc/storage/duty_sql.h"

namespace dongson::soc {

using storage::Row;

namespace {

Call ReadCall(Row& row) {
    return {.alert = row.Next<AlertId>(),
            .place = row.Next<DutyPlace>(),
            .account = row.Next<AccountId>(),
            .at = row.Next<Instant>()};
}

}  // namespace

void DutyStore::Set(const DutyTurn& turn, AccountId by, Instant now) {
    if (!turn.account) {
        tx_.Run(kClearDuty, {{"day", turn.time.day}, {"shift", turn.time.shift}, {"place", turn.place}});
        return;
    }
    tx_.Run(kSetDuty, {{"day", turn.time.day},
                       {"shift", turn.time.shift},
                       {"place", turn.place},
                       {"account", turn.account},
                       {"by", by},
                       {"now", now}});
}

std::vector<DutyTurn> DutyStore::Between(Date from, Date until) {
    return tx_.Select(kDuty, {{"from", from}, {"until", until}}, [](Row& row) {
        return DutyTurn{.time = {.day = row.Next<Date>(), .shift = row.Next<std::string>()},
                        .place = row.Next<DutyPlace>(),
                        .account = row.Next<AccountId>()};
    });
}

bool DutyStore::Add(const Call& call) {
    return tx_.Run(kInsertCall, {{"alert", call.alert}, {"place", call.place}, {"account", call.account}, {"now", call.at}}) == 1;
}

std::vector<Call> DutyStore::CallsOf(AlertId alert) {
    return tx_.Select(kCallsOf, {{"alert", alert}}, ReadCall);
}

std::vector<Call> DutyStore::Newest(int rows) {
    return tx_.Select(kNewestCalls, {{"rows", rows}}, ReadCall);
}

std::optional<Instant> DutyStore::LastCallOf(AccountId account) {
    return tx_.SelectOne(kLastCall, {{"account", account}}, [](Row& row) { return row.Next<std::optional<Instant>>(); })
        .value_or(std::nullopt);
}

}  // namespace dongson::soc
