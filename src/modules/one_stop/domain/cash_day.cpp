#include "modules/one_stop/domain/cash_day.h"

namespace dongson::one_stop {

namespace {

void Add(CashSums& sums, const FeeReceipt& receipt, PayMethod by, std::int64_t amount) {
    (by == PayMethod::cash ? sums.cash : sums.transfers) += amount;
    (receipt.kind == FeeKind::charge ? sums.charges : sums.fees) += amount;
}

}  // namespace

CashSums SumsOf(const CashList& list) {
    CashSums sums;
    for (const auto& row : list.taken) {
        if (row.receipt.IsElsewhere()) {
            ++sums.notes;
            sums.elsewhere += row.receipt.amount;
            continue;
        }
        ++sums.receipts;
        sums.taken += row.receipt.amount;
        Add(sums, row.receipt, row.receipt.method, row.receipt.amount);
    }
    for (const auto& row : list.given_back) {
        if (row.of.receipt.IsElsewhere()) {
            ++sums.struck;
            sums.elsewhere -= row.reversal.amount;
            continue;
        }
        ++sums.reversals;
        sums.given_back += row.reversal.amount;
        Add(sums, row.of.receipt, row.By(), -row.reversal.amount);
    }
    for (const auto& row : list.relieved) {
        ++sums.reliefs;
        sums.relieved += row.claim.relieved;
    }
    return sums;
}

}  // namespace dongson::one_stop
