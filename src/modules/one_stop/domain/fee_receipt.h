// What was paid of a dossier's fee. A receipt is written once and never changed: what makes it void, or gives its money back, is
// written beside it. So is what was paid elsewhere: it has a number of a book of its own and no paper, for the counter took
// nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/one_stop/domain/dossier.h"

namespace dongson::one_stop {

// `elsewhere`: at a bank, the treasury or the tax office, whose paper says so; the counter took nothing.
enum class PayMethod : unsigned char { as_it_came = 0, cash = 1, transfer = 2, elsewhere = 3 };
inline constexpr PayMethod kPayMethods[] = {PayMethod::cash, PayMethod::transfer, PayMethod::elsewhere};
std::string_view PayMethodName(PayMethod method);
std::string_view PayMethodSlug(PayMethod method);  // as a form writes it: "tien-mat"
std::optional<PayMethod> ParsePayMethod(std::string_view slug);
std::string_view FeeKindSlug(FeeKind kind);  // "phi", "le-phi"
FeeKind ParseFeeKind(std::string_view slug);

// As typed: by whom, how, by which transfer or paper; of what kind, where the procedure does not say.
struct Payment {
    std::string method, payer, reference, kind;
};
// All that is wrong with it, in the order of the form; of a procedure that says the kind nobody is asked for it.
Refusals PaymentFaults(const Payment& payment, FeeKind said);

struct FeeReceipt {
    std::int64_t id = 0;
    CaseId dossier;
    std::int64_t paper = 0;
    UnitId unit;                  // whose book the number is from
    FeeKind kind = FeeKind::fee;  // unsaid: of what was paid elsewhere
    int year = 0;
    std::int64_t number = 0;
    std::string notation;  // "BLP-26/0000012"
    std::string payer;
    std::int64_t amount = 0;
    PayMethod method = PayMethod::cash;
    std::string reference, basis;
    AccountId cashier;
    std::string cashier_name;
    Date day;
    Instant at;
    std::int64_t replaces = 0;

    bool IsElsewhere() const { return method == PayMethod::elsewhere; }
};

enum class ReversalKind : unsigned char { made_void = 1, refund = 2 };
enum class ReversalState : unsigned char { waiting = 0, done = 1, refused = 2 };

struct FeeReversal {
    std::int64_t id = 0;
    std::int64_t receipt = 0;
    ReversalKind kind = ReversalKind::made_void;
    std::int64_t amount = 0;
    std::string reason;
    AccountId asked_by;  // from whose till it goes
    std::string asked_name;
    Instant asked;
    ReversalState state = ReversalState::waiting;
    AccountId decided_by;  // none: it wanted nobody else
    std::string decided_name;
    std::optional<Instant> decided;
    std::string decision;
    std::optional<Date> day;               // on whose list it stands
    PayMethod by = PayMethod::as_it_came;  // how money goes back: a till without cash pays none out

    bool IsDone(ReversalKind of) const { return state == ReversalState::done && kind == of; }
};

// A dossier's receipts in the order they were given, and what came after.
struct FeeHistory {
    std::vector<FeeReceipt> receipts;
    std::vector<FeeReversal> reversals;

    // The newest that stands or waits of a receipt; none: it is as it was given.
    const FeeReversal* Of(std::int64_t receipt) const;
    // What has not gone back yet, in đồng: nothing of one that is void.
    std::int64_t Left(const FeeReceipt& receipt) const;
    bool IsVoid(const FeeReceipt& receipt) const;
    // What went back of receipts that stand, in đồng.
    std::int64_t Returned() const;
    // The void one that no other has taken the place of yet.
    const FeeReceipt* ToReplace() const;
};

enum class FeeStatus : unsigned char { nothing, unpaid, waiting, paid, cancelled, refunded };
std::string_view FeeStatusName(FeeStatus status);
FeeStatus FeeStatusOf(const Dossier& dossier, const FeeHistory& history);

// phí or lệ phí, where all of the channel's ways to apply agree.
FeeKind FeeKindOf(const Procedure& procedure, Channel channel);
// The sign of a book: its kind and year, "BLP-26", "BLLP-26"; "NK-26" of what was paid elsewhere.
std::string BookOf(FeeKind kind, int year);

}  // namespace dongson::one_stop
