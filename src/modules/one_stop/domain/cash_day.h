// What one cashier took at one counter in a day, and the day's end: counted, explained, and closed.
#pragma once

#include <string>
#include <vector>

#include "modules/one_stop/domain/fee_receipt.h"
#include "modules/one_stop/domain/fee_relief.h"

namespace dongson::one_stop {

// A receipt with what it was for.
struct TakenFee {
    FeeReceipt receipt;
    std::string dossier_code, procedure_code, procedure_name;
};

// A reversal with the receipt it is of.
struct GivenBack {
    FeeReversal reversal;
    TakenFee of;

    PayMethod By() const { return reversal.by == PayMethod::as_it_came ? of.receipt.method : reversal.by; }
};

// A claim that was accepted: money that never came.
struct GivenRelief {
    FeeClaim claim;
    std::string dossier_code, person_name, procedure_code, procedure_name;
};

// A closing that stands no more: who opened the day again, and why.
struct CashOpening {
    AccountId by;
    std::string name, reason;
    Instant at;
    std::int64_t ledger = 0;
};

// The end of a cashier's day; of one that was opened again, each of its ends.
struct CashDay {
    UnitId unit;
    AccountId cashier;
    std::string cashier_name;
    Date day;
    std::int64_t receipts = 0, reversals = 0;
    std::int64_t cash = 0, transfers = 0;  // what should be there
    std::int64_t counted = 0;              // what lay in the till
    std::string explanation;               // of what is too much or too little
    Instant closed;
    std::int64_t ledger = 0;
    int turn = 1;  // the first, second … time the day was closed
    std::optional<CashOpening> opened;

    std::int64_t Difference() const { return counted - cash; }
};

struct CashSums {
    std::int64_t receipts = 0, reversals = 0;
    std::int64_t taken = 0, given_back = 0;
    std::int64_t cash = 0, transfers = 0;  // what came less what went back
    std::int64_t fees = 0, charges = 0;    // the same by kind
    // Beside the till: paid elsewhere less what was struck out, and what the law took off.
    std::int64_t notes = 0, struck = 0, elsewhere = 0, reliefs = 0, relieved = 0;

    std::int64_t Net() const { return cash + transfers; }
};

// A day or longer: of a unit, or of one of its cashiers.
struct CashList {
    std::vector<TakenFee> taken;
    std::vector<GivenBack> given_back;
    std::vector<GivenRelief> relieved;
};
CashSums SumsOf(const CashList& list);

}  // namespace dongson::one_stop
