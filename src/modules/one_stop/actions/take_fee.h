// A dossier's fee is taken: the receipt takes its number, is drawn and kept, and the dossier owes nothing any more, all in one
// transaction.
#pragma once

#include "core/refusal.h"
#include "modules/one_stop/actions/open_dossier.h"
#include "modules/one_stop/domain/fee_receipt.h"

namespace dongson::one_stop {

// Of an event of the process or of the act below: `happening` says what was paid, and by which receipt. The counter is the unit
// whose book the number is from.
Result<void> TakeFee(const Platform& platform, storage::Transaction& tx, Dossier& dossier, Happening& happening,
                     const Actor& actor, UnitId counter, const Payment& payment);

// At the counter, whatever step the dossier stands at: people pay when they hand in, and again when a receipt was void. Where the
// process waits for the payment its own event takes it.
struct FeeAtCounter {
    std::string code;
    std::int64_t expected_version = 0;
    Payment payment;
};
Result<Dossier> TakeFeeAtCounter(const Platform& platform, const identity::Officer& officer, const FeeAtCounter& wanted);

// Where the fee is taken today; none: this officer takes none of this dossier now.
UnitId TakesFee(const Platform& platform, storage::Transaction& tx, const identity::Officer& officer, const Dossier& dossier);

}  // namespace dongson::one_stop
