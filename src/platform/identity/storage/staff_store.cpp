#include "platform/identity/storage/staff_store.h"

#include "platform/identity/storage/appointment_row.h"
#include "platform/identity/storage/role_store.h"
#include "platform/identity/storage/staff_sql.h"
#include "platform/sealing/sealing.h"

namespace dongson::identity {

using storage::Blob;
using storage::Row;

namespace {

std::optional<StaffStore::Post> ReadPost(Row& row) {
    const auto account = row.Next<AccountId>();
    const auto unit = row.Next<UnitId>();
    auto held = ReadAppointment(unit, row);
    if (!held) return std::nullopt;
    return StaffStore::Post{.account = account, .held = *std::move(held)};
}

std::vector<StaffStore::Post> Known(std::vector<std::optional<StaffStore::Post>> read) {
    std::vector<StaffStore::Post> posts;
    for (auto& post : read)
        if (post) posts.push_back(*std::move(post));
    return posts;
}

}  // namespace

std::vector<OfficerRow> StaffStore::Officers() {
    return tx_.Select(kOfficers, {{"officer", AccountKind::officer}}, [](Row& row) {
        return OfficerRow{.id = row.Next<AccountId>(),
                          .login = row.Next<std::string>(),
                          .name = row.Next<std::string>(),
                          .email = sealing::Opened(sealing::Kind::email, row.Next<std::string>()),
                          .phone = sealing::Opened(sealing::Kind::phone, row.Next<std::string>()),
                          .has_password = row.Next<bool>(),
                          .has_codes = row.Next<bool>(),
                          .created = row.Next<Instant>(),
                          .disabled = row.Next<std::optional<Instant>>()};
    });
}

std::optional<StaffStore::Post> StaffStore::Get(AppointmentId id) {
    return tx_.SelectOne(kPost, {{"id", id}}, ReadPost).value_or(std::nullopt);
}
std::vector<StaffStore::Post> StaffStore::PostsOf(AccountId account) {
    return Known(tx_.Select(kPostsOf, {{"account", account}}, ReadPost));
}
std::vector<StaffStore::Post> StaffStore::Posts() {
    return Known(tx_.Select(kPostsEver, {}, ReadPost));
}
void StaffStore::EndPost(AppointmentId id, Date last) {
    tx_.Run(kEndPost, {{"id", id}, {"to", last}});
}
void StaffStore::SetPosition(AppointmentId id, std::string_view position) {
    tx_.Run(kSetPosition, {{"id", id}, {"position", position}});
}
std::vector<std::pair<AccountId, AppointmentId>> StaffStore::AbleOn(const Capability& capability, Date day) {
    FollowRoles(tx_);
    return AbleOn(capability, day, *RolesNow());
}

std::vector<std::pair<AccountId, AppointmentId>> StaffStore::AbleOn(const Capability& capability, Date day,
                                                                    const RoleBook& book) {
    std::vector<std::pair<AccountId, AppointmentId>> able;
    tx_.Select(kAbleOn, {{"day", day}}, [&](Row& row) {
        const auto account = row.Next<AccountId>();
        const auto post = row.Next<AppointmentId>();
        if (Role(row.Next<std::string>(), book).Gives(capability)) able.emplace_back(account, post);
        return 0;
    });
    return able;
}

void StaffStore::CameIn(AccountId id, Instant now) {
    tx_.Run(kCameIn, {{"account", id}, {"now", now}});
}
std::map<AccountId, Instant> StaffStore::LastCameIn() {
    std::map<AccountId, Instant> last;
    tx_.Select(kLastCameIn, {}, [&](Row& row) {
        const auto account = row.Next<AccountId>();
        return last[account] = row.Next<Instant>();
    });
    return last;
}
bool StaffStore::Disable(AccountId id, Instant now) {
    return tx_.Run(kDisable, {{"id", id}, {"now", now}}) == 1;
}
bool StaffStore::Enable(AccountId id) {
    return tx_.Run(kEnable, {{"id", id}}) == 1;
}
void StaffStore::TakeAccess(AccountId id) {
    tx_.Run(kTakeAccess, {{"id", id}});
}
void StaffStore::SetOfficer(AccountId id, std::string_view name, std::string_view email, std::string_view phone) {
    tx_.Run(kSetOfficer, {{"id", id},
                          {"name", name},
                          {"email", sealing::Sealed(sealing::Kind::email, email)},
                          {"phone", sealing::Sealed(sealing::Kind::phone, phone)}});
}

void StaffStore::GiveCode(AccountId id, std::string_view digest, Instant until) {
    tx_.Run(kGiveCode, {{"account", id}, {"digest", Blob{digest}}, {"expires", until}});
}
bool StaffStore::CodeFits(AccountId id, std::string_view digest, Instant now) {
    return tx_.Count(kCodeFits, {{"account", id}, {"digest", Blob{digest}}, {"now", now}}) == 1;
}
bool StaffStore::SpendCode(AccountId id, std::string_view digest, Instant now) {
    return tx_.Run(kSpendCode, {{"account", id}, {"digest", Blob{digest}}, {"now", now}}) == 1;
}
void StaffStore::DropCode(AccountId id) {
    tx_.Run(kDropCode, {{"account", id}});
}
std::optional<Instant> StaffStore::CodeUntil(AccountId id) {
    return tx_.SelectOne(kCodeUntil, {{"account", id}}, [](Row& row) { return row.Next<Instant>(); });
}

void StaffStore::Note(AccountId id, AccountId by, std::string_view by_name, std::string_view event, std::string_view detail,
                      Instant now) {
    tx_.Run(kInsertAccountEvent, {{"id", FreshId()},
                                  {"account", id},
                                  {"now", now},
                                  {"by", by},
                                  {"by_name", by_name},
                                  {"event", event},
                                  {"detail", detail}});
}
std::vector<AccountEvent> StaffStore::Events(AccountId id, int rows) {
    return tx_.Select(kAccountEvents, {{"account", id}, {"rows", rows}}, [](Row& row) {
        return AccountEvent{.at = row.Next<Instant>(),
                            .by = row.Next<std::string>(),
                            .event = row.Next<std::string>(),
                            .detail = row.Next<std::string>()};
    });
}

}  // namespace dongson::identity
