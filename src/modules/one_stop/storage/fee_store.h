#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/one_stop/domain/cash_day.h"
#include "storage/database.h"

namespace dongson::one_stop {

class FeeStore {
  public:
    explicit FeeStore(storage::Transaction& tx) : tx_(tx) {}

    void Insert(const FeeReceipt& receipt);
    std::optional<TakenFee> Find(std::int64_t receipt);
    FeeHistory Of(CaseId dossier);
    // The code of another dossier for which this voucher or transfer is noted and of which not all went back.
    std::optional<std::string> OtherWith(const FeeReceipt& receipt);

    void Insert(const FeeReversal& reversal);
    // One that waits; false when somebody else has decided meanwhile.
    bool Decide(const FeeReversal& reversal);
    // What waits for a second person in a unit, the oldest first.
    std::vector<GivenBack> Waiting(UnitId unit);

    // Of all cashiers, when none is named.
    CashList ListOf(UnitId unit, AccountId cashier, Date from, Date until);

    // Whoever takes money, gives it back or closes the day waits here for the others, until the transaction ends.
    void HoldTill(UnitId unit, AccountId cashier, Instant now);
    // As it stands: none of a day that was opened again.
    std::optional<CashDay> Closed(UnitId unit, AccountId cashier, Date day);
    // How often a day was closed, opened again or not.
    int TimesClosed(UnitId unit, AccountId cashier, Date day);
    // Each closing, those too that stand no more.
    std::vector<CashDay> ClosedOf(UnitId unit, Date from, Date until);
    std::vector<CashDay> EveryClosed();
    void Insert(const CashDay& day);
    // Its `opened` is written.
    void Open(const CashDay& day);
    // Days of a cashier's with money that are not closed yet, before one.
    std::vector<Date> OpenDaysBefore(UnitId unit, AccountId cashier, Date day);

    void SayBasis(CaseId dossier, const std::string& basis);
    std::string BasisOf(CaseId dossier);

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::one_stop
