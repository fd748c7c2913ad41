// What a post's row says.
#pragma once

#include <optional>
#include <string>

#include "platform/identity/account.h"
#include "storage/value.h"

namespace dongson::identity {

// A role that this program does not know gives no rights, whoever wrote it; it is told in the log.
std::optional<Role> ReadRole(const std::string& word, UnitId unit);

// From the columns role, position, id, first and last day; nothing for one whose role is unknown.
std::optional<Appointment> ReadAppointment(UnitId unit, storage::Row& row);

}  // namespace dongson::identity
