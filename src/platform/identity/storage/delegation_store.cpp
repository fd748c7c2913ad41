#include "platform/identity/storage/delegation_store.h"

#include "core/text.h"
#include "platform/identity/storage/appointment_row.h"
#include "platform/identity/storage/delegation_sql.h"

namespace dongson::identity {

namespace {

Delegation ReadDelegation(storage::Row& row) {
    Delegation read{.id = row.Next<DelegationId>(),
                    .post = row.Next<AppointmentId>(),
                    .from = row.Next<AccountId>(),
                    .to = row.Next<AccountId>(),
                    .unit = row.Next<UnitId>(),
                    .capabilities = ReadKeys(row.Next<std::string>()),
                    .signs = row.Next<SignsAs>(),
                    .basis = row.Next<std::string>(),
                    .first = row.Next<Date>(),
                    .last = row.Next<Date>(),
                    .recorded_by = row.Next<AccountId>(),
                    .recorded_by_name = row.Next<std::string>(),
                    .recorded = row.Next<Instant>(),
                    .revoked = row.Next<std::optional<Instant>>(),
                    .revoked_by = row.Next<std::string>(),
                    .revoke_reason = row.Next<std::string>(),
                    .from_name = row.Next<std::string>(),
                    .from_position = row.Next<std::string>(),
                    .to_name = row.Next<std::string>(),
                    .post_from = ReadDay(row.Next<std::string>()),
                    .post_until = ReadDay(row.Next<std::string>())};
    const bool giver_gone = row.Next<std::optional<Instant>>().has_value();
    const bool receiver_gone = row.Next<std::optional<Instant>>().has_value();
    read.gone = giver_gone || receiver_gone;
    return read;
}

}  // namespace

void DelegationStore::Insert(const Delegation& delegation) {
    tx_.Run(kInsertDelegation, {{"id", delegation.id},
                                {"post", delegation.post},
                                {"to", delegation.to},
                                {"capabilities", Join(delegation.capabilities, " ")},
                                {"signs", delegation.signs},
                                {"basis", delegation.basis},
                                {"first", delegation.first},
                                {"last", delegation.last},
                                {"by", delegation.recorded_by},
                                {"by_name", delegation.recorded_by_name},
                                {"now", delegation.recorded}});
}

std::optional<Delegation> DelegationStore::Get(DelegationId id) {
    return tx_.SelectOne(kDelegation, {{"id", id}}, ReadDelegation);
}
std::vector<Delegation> DelegationStore::OfPost(AppointmentId post) {
    return tx_.Select(kDelegationsOfPost, {{"post", post}}, ReadDelegation);
}
std::vector<Delegation> DelegationStore::From(AccountId account) {
    return tx_.Select(kDelegationsFrom, {{"account", account}}, ReadDelegation);
}
std::vector<Delegation> DelegationStore::To(AccountId account) {
    return tx_.Select(kDelegationsTo, {{"account", account}}, ReadDelegation);
}
std::vector<Delegation> DelegationStore::OfUnit(UnitId unit) {
    return tx_.Select(kDelegationsOfUnit, {{"unit", unit}}, ReadDelegation);
}
std::vector<Delegation> DelegationStore::All() {
    return tx_.Select(kDelegations, {}, ReadDelegation);
}
std::vector<AccountStore::Colleague> DelegationStore::WhoWorksIn(UnitId unit, Date day) {
    return tx_.Select(kWorkIn, {{"unit", unit}, {"day", day}}, [](storage::Row& row) {
        return AccountStore::Colleague{
            .id = row.Next<AccountId>(), .name = row.Next<std::string>(), .position = row.Next<std::string>()};
    });
}
bool DelegationStore::Revoke(DelegationId id, std::string_view by_name, std::string_view reason, Instant now) {
    return tx_.Run(kRevokeDelegation, {{"id", id}, {"by_name", by_name}, {"reason", reason}, {"now", now}}) == 1;
}

}  // namespace dongson::identity
