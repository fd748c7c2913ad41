// The money of a counter: a cashier's day, what waits for a second person, the day's end; and the month's sums.
#pragma once

#include "modules/one_stop/domain/cash_tables.h"
#include "web/html.h"

namespace dongson::one_stop {

struct CashView {
    std::string unit_name;
    std::string unit;  // as the address names it; empty: the officer's usual one
    std::string day;   // as typed
    Date today;
    std::string cashier;                                        // whose list alone; empty: everybody's that the officer may see
    std::vector<std::pair<std::string, std::string>> cashiers;  // whoever took money that day
    bool collects = false, checks = false;
    CashTable table;
    std::vector<CashDay> closed;     // of the day
    bool may_close = false;          // the officer's own day, with money and not closed
    std::int64_t own_cash = 0;       // that should lie in their till
    std::vector<Date> open_days;     // of theirs, before today
    std::vector<GivenBack> waiting;  // for a second person
    AccountId me;
    std::vector<std::string> who_opens;  // whoever may open the officer's own closed day again
    std::string typed_counted, typed_explanation, typed_reason, typed_opening;
    std::string typed_till;  // whose closed day it was typed for
    std::int64_t typed_receipt = 0;
    Refusals faults;
};
web::Html CashPage(const CashView& view);
// Once more before the day is closed: what was counted beside what should be there.
web::Html CloseCashPage(const CashView& view, const CashDay& day);

struct MonthView {
    std::string unit_name, unit, month;  // "11/2026", as typed
    CashTable table;
    Refusals faults;
};
web::Html CashMonthPage(const MonthView& view);

}  // namespace dongson::one_stop
