// What a post's row says.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/identity/account.h"
#include "storage/value.h"

namespace dongson::identity {

// A role that this program does not know gives no rights, whoever wrote it; it is told in the log.
std::optional<Role> ReadRole(const std::string& word, UnitId unit);

std::optional<Date> ReadDay(const std::string& stored);        // none when it is open
std::vector<std::string> ReadKeys(const std::string& stored);  // with blanks between

// From the columns role, position, id, first and last day; nothing for one whose role is unknown.
std::optional<Appointment> ReadAppointment(UnitId unit, storage::Row& row);

// From the columns of a delegation and whose post it is, where there is one: the post is held for them, with what was given of
// it. Where there is none the post stays as it is.
void ReadInStead(Appointment& post, storage::Row& row);

}  // namespace dongson::identity
