#include "platform/identity/storage/appointment_row.h"

#include "core/log.h"
#include "core/text.h"

namespace dongson::identity {

std::optional<Date> ReadDay(const std::string& stored) {
    return stored.empty() ? std::nullopt : Date::Parse(stored);
}

std::vector<std::string> ReadKeys(const std::string& stored) {
    std::vector<std::string> keys;
    for (const auto key : Split(std::string_view(stored), ' '))
        if (!key.empty()) keys.emplace_back(key);
    return keys;
}

std::optional<Role> ReadRole(const std::string& word, UnitId unit) {
    auto role = KnownRole(word);
    if (!role) Log(Severity::error, "ROLE_UNKNOWN", {{"role", word}, {"unit", ToText(unit)}});
    return role;
}

std::optional<Appointment> ReadAppointment(UnitId unit, storage::Row& row) {
    auto role = ReadRole(row.Next<std::string>(), unit);
    Appointment appointment{.unit = unit, .position = row.Next<std::string>()};
    appointment.id = row.Next<AppointmentId>();
    appointment.from = ReadDay(row.Next<std::string>());
    appointment.until = ReadDay(row.Next<std::string>());
    if (!role) return std::nullopt;
    appointment.role = *std::move(role);
    return appointment;
}

void ReadInStead(Appointment& post, storage::Row& row) {
    const auto delegation = row.Next<DelegationId>();
    if (!delegation) return;
    InStead in_stead{.delegation = delegation, .position = post.position};
    post.role = post.role.Only(ReadKeys(row.Next<std::string>()));
    in_stead.signs = row.Next<SignsAs>();
    in_stead.basis = row.Next<std::string>();
    in_stead.from = row.Next<Date>();
    in_stead.until = row.Next<Date>();
    in_stead.account = row.Next<AccountId>();
    in_stead.name = row.Next<std::string>();
    post.in_stead = std::make_shared<const InStead>(std::move(in_stead));
}

}  // namespace dongson::identity
