// A cashier counts the till and closes the day: from then on nothing comes to it and nothing leaves it, until somebody else who
// checks the unit's money opens it again. Every closing and every opening stays.
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
    std::string counted, explanation;                 // as typed
    std::optional<std::int64_t> read = std::nullopt;  // what should be there in cash, as it was read; none: whatever it is
};
// How the day would be closed, or what is wrong; nothing is written.
Result<CashDay> CountCashDay(const Platform& platform, const identity::Officer& officer, const ClosingDay& closing);
// FEE_TILL_CHANGED (409) when the till is not as it was read any more.
Result<CashDay> CloseCashDay(const Platform& platform, const identity::Officer& officer, const ClosingDay& closing);

struct OpeningDay {
    UnitId unit;
    AccountId cashier;
    Date day;
    int turn = 0;  // of the closing that was read
    std::string reason;
};
Result<CashDay> OpenCashDay(const Platform& platform, const identity::Officer& officer, const OpeningDay& opening);
// Who may open it: whoever checks the unit's money, but the cashier.
std::vector<std::string> WhoOpens(const Platform& platform, storage::Transaction& tx, UnitId unit, AccountId cashier);

// What a cashier took and gave back, with the units whose work theirs goes on with; of everybody when none is named.
CashList CashListOf(const Platform& platform, storage::Transaction& tx, UnitId unit, AccountId cashier, Date from, Date until);

// Every day that was closed or opened again, held against the ledger.
void AuditCashDays(const Platform& platform, ledger::Audit& audit);

}  // namespace dongson::one_stop
