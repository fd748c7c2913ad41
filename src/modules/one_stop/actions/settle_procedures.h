// A procedure as the province says it is a version among the versions of the catalogue, made when its edition comes into force:
// whoever reads the catalogue reads no text and asks no edition (docs/decisions/0052).
#pragma once

#include <string>
#include <string_view>

#include "modules/one_stop/domain/procedure.h"
#include "platform/platform.h"
#include "storage/database.h"

namespace dongson::one_stop {

inline constexpr std::string_view kProcedureType = "procedure";
inline constexpr std::string_view kSettleProcedures = "one_stop.settle_procedures";

// Of one: what is in force on the day holds; of a code without an edition in force, what its list said. Twice is as once.
void SettleProcedure(storage::Transaction& tx, ledger::Ledger* ledger, const std::string& code, Date today);

// Of all that a province says otherwise; returns how many changed.
int SettleProcedures(const Platform& platform);

// The job that does it, at the beginning of each day and when the program starts.
void SettleProceduresDaily(const Platform& platform);

}  // namespace dongson::one_stop
