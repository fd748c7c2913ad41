// A receipt that was given is made void, or its money goes back; the receipt itself stays as it was given. Small ones of the same
// open day their cashier reverses alone; for others, and for what was paid elsewhere, a second person says yes.
#pragma once

#include "core/refusal.h"
#include "modules/one_stop/domain/cash_day.h"
#include "platform/identity/account.h"
#include "platform/platform.h"
#include "storage/database.h"

namespace dongson::one_stop {

// Up to so many đồng somebody reverses alone.
inline constexpr std::string_view kReverseAlone = "reverse_receipts_alone";

struct Reversing {
    std::string code;
    std::int64_t expected_version = 0;
    std::int64_t receipt = 0;
    ReversalKind kind = ReversalKind::made_void;
    std::string amount;  // as typed, of a refund; empty: all that is left
    std::string by;      // of a refund, the method's slug: cash wants as much in the till; empty: as it came
    std::string reason;
};
// All that is wrong with what was typed, in the order of the form; `left` of the receipt's money has not gone back.
Refusals ReversingFaults(const Reversing& wanted, const FeeReceipt& receipt, std::int64_t left);
// As it stands: done, or waiting for somebody else.
Result<FeeReversal> ReverseReceipt(const Platform& platform, const identity::Officer& officer, const Reversing& wanted);

// The second person: whoever checks the unit's money, and neither asked nor wrote the receipt.
struct ReversalDecision {
    std::int64_t receipt = 0;
    std::int64_t reversal = 0;  // as it was read: another was asked for meanwhile, perhaps
    bool agreed = false;
    std::string reason;  // of a refusal
};
Result<FeeReversal> DecideReversal(const Platform& platform, const identity::Officer& officer, const ReversalDecision& decision);

}  // namespace dongson::one_stop
