#include "platform/identity/storage/appointment_row.h"

#include "core/log.h"

namespace dongson::identity {

namespace {

std::optional<Date> DayOf(const std::string& stored) {
    return stored.empty() ? std::nullopt : Date::Parse(stored);
}

}  // namespace

std::optional<Role> ReadRole(const std::string& word, UnitId unit) {
    auto role = KnownRole(word);
    if (!role) Log(Severity::error, "ROLE_UNKNOWN", {{"role", word}, {"unit", ToText(unit)}});
    return role;
}

std::optional<Appointment> ReadAppointment(UnitId unit, storage::Row& row) {
    auto role = ReadRole(row.Next<std::string>(), unit);
    Appointment appointment{.unit = unit, .position = row.Next<std::string>()};
    appointment.id = row.Next<AppointmentId>();
    appointment.from = DayOf(row.Next<std::string>());
    appointment.until = DayOf(row.Next<std::string>());
    if (!role) return std::nullopt;
    appointment.role = *std::move(role);
    return appointment;
}

}  // namespace dongson::identity
