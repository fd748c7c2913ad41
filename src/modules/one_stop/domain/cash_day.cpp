#include "modules/one_stop/domain/cash_day.h"

namespace dongson::one_stop {

namespace {

void Add(CashSums& sums, const FeeReceipt& receipt, std::int64_t amount) {
    (receipt.method == PayMethod::cash ? sums.cash : sums.transfers) += amount;
    (receipt.kind == FeeKind::charge ? sums.charges : sums.fees) += amount;
}

}  // namespace

CashSums SumsOf(const CashList& list) {
    CashSums sums;
    for (const auto& row : list.taken) {
        ++sums.receipts;
        sums.taken += row.receipt.amount;
        Add(sums, row.receipt, row.receipt.amount);
    }
    for (const auto& row : list.given_back) {
        ++sums.reversals;
        sums.given_back += row.reversal.amount;
        Add(sums, row.of.receipt, -row.reversal.amount);
    }
    return sums;
}

}  // namespace dongson::one_stop
