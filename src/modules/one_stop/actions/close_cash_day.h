// A cashier counts the till and closes the day: from then on nothing comes to it and nothing leaves it.
#pragma once

#include "core/refusal.h"
#include "modules/one_stop/domain/cash_day.h"
#include "platform/identity/account.h"
#include "platform/ledger/audit.h"
#include "platform/platform.h"
#include "storage/database.h"

namespace dongson::one_stop {

struct ClosingDay {
    UnitId unit;
    Date day;
    std::string counted, explanation;  // as typed
};
Result<CashDay> CloseCashDay(const Platform& platform, const identity::Officer& officer, const ClosingDay& closing);

// What a cashier took and gave back, with the units whose work theirs goes on with; of everybody when none is named.
CashList CashListOf(const Platform& platform, storage::Transaction& tx, UnitId unit, AccountId cashier, Date from, Date until);

// Every day that was closed, held against the ledger.
void AuditCashDays(const Platform& platform, ledger::Audit& audit);

}  // namespace dongson::one_stop
