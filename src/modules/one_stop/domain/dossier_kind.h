// What a dossier is to the engine of cases: its seats, who does its steps, what guards them, and what its processes must have.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "modules/one_stop/domain/dossier.h"
#include "platform/workflow/kind.h"
#include "platform/workflow/rules.h"

namespace dongson::one_stop {

// Names that stand in rows and that statements ask for. A process that calls the same by another name, or something else by one
// of these, is refused.
namespace names {
inline constexpr std::string_view kSign = "sign", kReturnResult = "return_result";  // events
// Beside the process: no event is called so.
inline constexpr std::string_view kCorrectResult = "correct_result", kEndMandate = "end_mandate",
                                  kAgreeToWithdraw = "agree_to_withdraw";
// Of money: beside the process, too.
inline constexpr std::string_view kTakeFee = "take_fee", kVoidReceipt = "void_receipt", kRefundFee = "refund_fee",
                                  kAskReversal = "ask_fee_reversal", kRefuseReversal = "refuse_fee_reversal",
                                  kClaimRelief = "claim_fee_relief", kDecideRelief = "decide_fee_relief";
// Whether it happens beside the process: no event is called so.
bool IsBesideProcess(std::string_view event);
inline constexpr std::string_view kReturned = "returned", kWithdrawn = "withdrawn", kRefused = "refused";  // states
}  // namespace names

// What an event may do to a dossier beside moving it; ActOnDossier does each.
inline constexpr std::string_view kEffects[] = {"assign",        "ask_opinion", "answer_opinion", "drop_opinion",
                                                "extend",        "appoint",     "supplement",     "attach_result",
                                                "number_result", "charge_fee",  "mark_paid",      "hand_over"};

const workflow::CaseKind& DossierKind();

// Those shipped with the program, by key.
const std::map<std::string, workflow::Process>& Processes();
// What a dossier goes by.
const workflow::Process& ProcessOf(const workflow::Case& dossier);
const workflow::Process* FindProcessOf(const workflow::Case& dossier);  // none: nobody knows its process

inline workflow::Moving MovingOf(const Dossier& dossier) {
    return {DossierKind(), ProcessOf(dossier), dossier};
}

}  // namespace dongson::one_stop
