#include "modules/one_stop/actions/reverse_receipt.h"

#include <algorithm>

#include "core/amount.h"
#include "core/language.h"
#include "core/print_letters.h"
#include "core/text.h"
#include "modules/one_stop/actions/close_cash_day.h"
#include "modules/one_stop/actions/dossier_keeper.h"
#include "modules/one_stop/actions/open_dossier.h"
#include "modules/one_stop/actions/refusals.h"
#include "modules/one_stop/actions/tell_applicant.h"
#include "modules/one_stop/capabilities.h"
#include "modules/one_stop/domain/written.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "modules/one_stop/storage/fee_store.h"
#include "platform/identity/posts.h"
#include "platform/notices/notices.h"
#include "platform/organisation/directory.h"

namespace dongson::one_stop {

using storage::Transaction;

namespace {

constexpr std::size_t kLongestReason = 1000;  // characters

std::optional<Refusal> RefuseReason(std::string_view reason) {
    if (VisibleLetters(reason) < 3) return Refusal{"ONE_STOP_REASON_MISSING", Say("Cần ghi lý do."), "ly_do"};
    return RefuseWritten(reason, "ly_do", kLongestReason);
}

workflow::Words WordsOf(const FeeReceipt& receipt, ReversalKind kind) {
    if (receipt.IsElsewhere()) return {"Gạch bỏ khoản ghi đã nộp ở nơi khác", "What was noted as paid elsewhere was struck out"};
    if (kind == ReversalKind::made_void) return {"Hủy biên lai", "The receipt was made void"};
    return {"Hoàn tiền đã nộp", "The payment was refunded"};
}

// What a reversal does, by whoever may do it now.
class Reversal {
  public:
    Reversal(const Platform& platform, Transaction& tx, Dossier& dossier, const TakenFee& taken, UnitId unit)
        : platform_(platform), tx_(tx), dossier_(dossier), taken_(taken), unit_(unit), now_(platform.clock.Now()) {}

    Date today() const { return now_.LocalDate(); }
    Instant now() const { return now_; }

    // One's own receipt of a day that is not closed, and not of much. Of what was paid elsewhere no till tells anything.
    bool WantsNobodyElse(const FeeReversal& reversal) {
        return !taken_.receipt.IsElsewhere() && taken_.receipt.day == today() && reversal.asked_by == taken_.receipt.cashier &&
               taken_.receipt.amount <= ToNumber(platform_.settings.Written(kReverseAlone)) &&
               !FeeStore(tx_).Closed(unit_, taken_.receipt.cashier, taken_.receipt.day);
    }

    // The money leaves the asker's till today: it must still be open.
    Result<void> HoldTill(const FeeReversal& reversal) {
        FeeStore(tx_).HoldTill(unit_, reversal.asked_by, now_);
        if (FeeStore(tx_).Closed(unit_, reversal.asked_by, today()))
            return No("FEE_DAY_CLOSED",
                      Say("{1} đã chốt quỹ hôm nay. Hãy làm việc này vào ngày làm việc sau.", reversal.asked_name), "",
                      RefusalKind::conflict);
        return {};
    }

    // Cash goes out of what the till holds today.
    Result<void> RefuseShort(const FeeReversal& reversal) {
        if (reversal.kind != ReversalKind::refund || GivenBack{reversal, taken_}.By() != PayMethod::cash) return {};
        const auto held = SumsOf(CashListOf(platform_, tx_, unit_, reversal.asked_by, today(), today())).cash;
        if (held >= reversal.amount) return {};
        return No(
            "FEE_TILL_SHORT",
            Say("Quỹ hôm nay của {1} có {2} tiền mặt, không đủ hoàn {3}. Hãy hoàn bằng chuyển khoản, hoặc từ quỹ của người khác.",
                reversal.asked_name, Money(std::max<std::int64_t>(held, 0)), Money(reversal.amount)),
            "hoan_bang", RefusalKind::conflict);
    }

    Result<void> Do(const FeeReversal& reversal, const Actor& actor) {
        const LanguageScope vietnamese(Language::vietnamese);  // what is written down stays
        const bool made_void = reversal.kind == ReversalKind::made_void;
        if (made_void) dossier_.fee_paid.reset();
        auto happening = Happens(dossier_, made_void ? names::kVoidReceipt : names::kRefundFee,
                                 WordsOf(taken_.receipt, reversal.kind), actor, now_);
        happening.reason = reversal.reason;
        AddReason(happening, Which(reversal).In(Language::vietnamese));
        if (reversal.decided_by) AddReason(happening, Say("Người đề nghị: {1}", reversal.asked_name).In(Language::vietnamese));
        const auto engine = EngineOf(platform_, tx_, now_);
        engine.Record(dossier_, std::move(happening));
        if (auto kept = engine.Keep(dossier_); !kept) return kept;
        const auto sentence =
            taken_.receipt.IsElsewhere() ? Say("Hồ sơ {1}: khoản ghi {2} đã nộp ở nơi khác đã gạch bỏ. Lý do: {3}", dossier_.code,
                                               taken_.receipt.notation, reversal.reason)
            : made_void
                ? Say("Hồ sơ {1}: biên lai {2} đã hủy. Lý do: {3}", dossier_.code, taken_.receipt.notation, reversal.reason)
                : Say("Hồ sơ {1}: đã hoàn bạn {2} của biên lai {3}. Lý do: {4}", dossier_.code, Money(reversal.amount),
                      taken_.receipt.notation, reversal.reason);
        TellApplicant(platform_, tx_, dossier_, taken_.receipt.IsElsewhere() ? Say("khoản nộp ở nơi khác") : Say("biên lai"),
                      sentence, now_);
        return {};
    }

    // Whoever may say yes hears that it waits.
    void Ask(const FeeReversal& reversal, const Actor& actor) {
        const LanguageScope vietnamese(Language::vietnamese);
        auto happening =
            Happens(dossier_, names::kAskReversal, {"Đề nghị hủy biên lai, hoàn tiền", "A reversal was asked for"}, actor, now_);
        happening.reason = reversal.reason;
        AddReason(happening, Which(reversal).In(Language::vietnamese));
        EngineOf(platform_, tx_, now_).Record(dossier_, std::move(happening));
        identity::AccountStore accounts(tx_);
        for (const auto& leader : identity::ColleaguesOn(accounts, *platform_.units.Now(), unit_, kCheckMoney, today()))
            if (leader.id != reversal.asked_by)
                Tell(leader.id, taken_.receipt.IsElsewhere()
                                    ? Say("{1} đề nghị gạch bỏ khoản ghi {2} đã nộp ở nơi khác, {3}: chờ bạn duyệt.",
                                          reversal.asked_name, taken_.receipt.notation, Money(reversal.amount))
                                    : Say("{1} đề nghị hủy hoặc hoàn biên lai {2}, {3}: chờ bạn duyệt.", reversal.asked_name,
                                          taken_.receipt.notation, Money(reversal.amount)));
    }

    void Refuse(const FeeReversal& reversal, const Actor& actor) {
        auto happening = Happens(dossier_, names::kRefuseReversal,
                                 {"Không duyệt hủy biên lai, hoàn tiền", "The reversal was refused"}, actor, now_);
        happening.reason = reversal.decision;
        EngineOf(platform_, tx_, now_).Record(dossier_, std::move(happening));
    }

    void Tell(AccountId account, const Sentence& sentence) {
        platform_.notices.Send(tx_, {.account = account, .email = ""},
                               {.reference = dossier_.code, .subject = {}, .sentence = sentence, .path = "/can-bo/thu-phi"},
                               now_);
    }

    void TellAsker(const FeeReversal& reversal) {
        const auto& notation = taken_.receipt.notation;
        const auto& who = reversal.decided_name;
        const bool yes = reversal.state == ReversalState::done;
        if (taken_.receipt.IsElsewhere())
            Tell(reversal.asked_by, yes ? Say("{1} đã duyệt gạch bỏ khoản ghi {2}.", who, notation)
                                        : Say("{1} không duyệt gạch bỏ khoản ghi {2}: {3}", who, notation, reversal.decision));
        else
            Tell(reversal.asked_by,
                 yes ? Say("{1} đã duyệt đề nghị của bạn về biên lai {2}.", who, notation)
                     : Say("{1} không duyệt đề nghị của bạn về biên lai {2}: {3}", who, notation, reversal.decision));
    }

  private:
    // What is undone, and how much.
    Sentence Which(const FeeReversal& reversal) const {
        return taken_.receipt.IsElsewhere() ? Say("Khoản ghi {1}, {2}", taken_.receipt.notation, Money(reversal.amount))
                                            : Say("Biên lai {1}, {2}", taken_.receipt.notation, Money(reversal.amount));
    }

    const Platform& platform_;
    Transaction& tx_;
    Dossier& dossier_;
    const TakenFee& taken_;
    const UnitId unit_;
    const Instant now_;
};

// A receipt that is made void after part of it went back takes the rest with it.
Result<std::int64_t> AmountOf(const Reversing& wanted, std::int64_t left) {
    if (wanted.kind == ReversalKind::made_void || Trim(wanted.amount).empty()) return left;
    const auto amount = ParseMoney(Trim(wanted.amount));
    if (!amount || *amount <= 0 || *amount > left)
        return No("FEE_REFUND", Say("Nhập số tiền hoàn, không quá {1}.", Money(left)), "so_tien");
    return *amount;
}

Result<PayMethod> RefundedBy(const Reversing& wanted, const FeeReceipt& receipt) {
    if (wanted.kind == ReversalKind::made_void || wanted.by.empty()) return PayMethod::as_it_came;
    const auto by = ParsePayMethod(wanted.by);
    if (!by || *by == PayMethod::elsewhere)
        return No("FEE_REFUND_BY", Say("Chọn hoàn bằng tiền mặt hay chuyển khoản."), "hoan_bang");
    return *by == receipt.method ? PayMethod::as_it_came : *by;
}

std::optional<Refusal> RefuseReversal(const Reversing& wanted, const FeeReceipt& receipt, const FeeHistory& history) {
    const auto* newest = history.Of(receipt.id);
    if (newest != nullptr && (newest->state == ReversalState::waiting || history.Left(receipt) == 0))
        return Refusal{"FEE_REVERSED",
                       receipt.IsElsewhere() ? Say("Khoản ghi này đã gạch bỏ, hoặc đang chờ duyệt.")
                                             : Say("Biên lai này đã hủy, đã hoàn tiền, hoặc đang chờ duyệt."),
                       "", RefusalKind::conflict};
    if (receipt.IsElsewhere() && wanted.kind == ReversalKind::refund)
        return Refusal{"FEE_ELSEWHERE", Say("Quầy không giữ khoản này: nơi đã thu hoàn lại; ở đây chỉ gạch bỏ được."), "",
                       RefusalKind::conflict};
    return std::nullopt;
}

std::unexpected<Refusal> NoReceipt() {
    return std::unexpected(Refusal::NotFound(Say("Không có biên lai ấy.")));
}

}  // namespace

Refusals ReversingFaults(const Reversing& wanted, const FeeReceipt& receipt, std::int64_t left) {
    Refusals faults;
    if (const auto amount = AmountOf(wanted, left); !amount) faults.push_back(amount.error());
    if (const auto by = RefundedBy(wanted, receipt); !by) faults.push_back(by.error());
    if (auto refusal = RefuseReason(wanted.reason)) faults.push_back(*std::move(refusal));
    return faults;
}

Result<FeeReversal> ReverseReceipt(const Platform& platform, const identity::Officer& officer, const Reversing& wanted) {
    if (auto refusal = RefuseReason(wanted.reason)) return std::unexpected(*std::move(refusal));
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<FeeReversal> {
        auto dossier = DossierStore(tx).GetToChange(wanted.code);
        if (!dossier) return std::unexpected(DossierKind().Missing(wanted.code));
        const auto taken = FeeStore(tx).Find(wanted.receipt);
        if (!taken || taken->receipt.dossier != dossier->id) return NoReceipt();
        const auto unit = UnitToday(platform, taken->receipt.unit, platform.clock.Now());
        if (!officer.May(unit, kCollect))
            return std::unexpected(Refusal::Forbidden(Say("Chỉ người thu phí, lệ phí của đơn vị đã lập biên lai làm việc này.")));
        if (dossier->version != wanted.expected_version)
            return std::unexpected(EngineOf(platform, tx, platform.clock.Now()).ChangedMeanwhile());
        const auto history = FeeStore(tx).Of(dossier->id);
        if (auto refusal = RefuseReversal(wanted, taken->receipt, history)) return std::unexpected(*std::move(refusal));
        const auto amount = AmountOf(wanted, history.Left(taken->receipt));
        if (!amount) return std::unexpected(amount.error());
        const auto by = RefundedBy(wanted, taken->receipt);
        if (!by) return std::unexpected(by.error());
        const auto actor = Actor::Of(officer, unit, kCollect);
        Reversal doing(platform, tx, *dossier, *taken, unit);
        FeeReversal reversal{.id = FreshId(),
                             .receipt = wanted.receipt,
                             .kind = wanted.kind,
                             .amount = *amount,
                             .reason = std::string(Trim(wanted.reason)),
                             .asked_by = officer.account.id,
                             .asked_name = officer.account.name,
                             .asked = doing.now(),
                             .by = *by};
        if (auto held = doing.HoldTill(reversal); !held) return std::unexpected(held.error());
        if (auto enough = doing.RefuseShort(reversal); !enough) return std::unexpected(enough.error());
        const bool alone = doing.WantsNobodyElse(reversal);
        if (alone) {
            reversal.state = ReversalState::done;
            reversal.decided = doing.now();
            reversal.day = doing.today();
        }
        FeeStore(tx).Insert(reversal);
        if (!alone)
            doing.Ask(reversal, actor);
        else if (auto done = doing.Do(reversal, actor); !done)
            return std::unexpected(done.error());
        return reversal;
    });
}

Result<FeeReversal> DecideReversal(const Platform& platform, const identity::Officer& officer, const ReversalDecision& decision) {
    if (!decision.agreed)
        if (auto refusal = RefuseReason(decision.reason)) return std::unexpected(*std::move(refusal));
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<FeeReversal> {
        FeeStore fees(tx);
        const auto taken = fees.Find(decision.receipt);
        if (!taken) return NoReceipt();
        const auto unit = UnitToday(platform, taken->receipt.unit, platform.clock.Now());
        if (!officer.May(unit, kCheckMoney))
            return std::unexpected(Refusal::Forbidden(Say("Chỉ người được xem tiền đã thu của đơn vị duyệt việc này.")));
        auto dossier = DossierStore(tx).GetToChange(taken->dossier_code);
        if (!dossier) return std::unexpected(DossierKind().Missing(taken->dossier_code));
        const auto history = fees.Of(dossier->id);
        const auto* waiting = history.Of(decision.receipt);
        if (waiting == nullptr || waiting->state != ReversalState::waiting || waiting->id != decision.reversal)
            return No("FEE_NOTHING_WAITS", Say("Việc này không còn chờ duyệt."), "", RefusalKind::conflict);
        auto reversal = *waiting;
        if (reversal.asked_by == officer.account.id)
            return No("FEE_OWN_ASKING", Say("Bạn đã đề nghị việc này, nên người khác phải duyệt."), "", RefusalKind::forbidden);
        if (decision.agreed && taken->receipt.cashier == officer.account.id)
            return No("FEE_OWN_RECEIPT", Say("Bạn lập biên lai này, nên người khác phải duyệt."), "", RefusalKind::forbidden);
        Reversal doing(platform, tx, *dossier, *taken, unit);
        if (decision.agreed) {
            if (auto held = doing.HoldTill(reversal); !held) return std::unexpected(held.error());
            if (auto enough = doing.RefuseShort(reversal); !enough) return std::unexpected(enough.error());
        }
        reversal.state = decision.agreed ? ReversalState::done : ReversalState::refused;
        reversal.decided_by = officer.account.id;
        reversal.decided_name = officer.account.name;
        reversal.decided = doing.now();
        reversal.decision = std::string(Trim(decision.reason));
        if (decision.agreed) reversal.day = doing.today();
        if (!fees.Decide(reversal))
            return No("FEE_NOTHING_WAITS", Say("Việc này không còn chờ duyệt."), "", RefusalKind::conflict);
        const auto actor = Actor::Of(officer, unit, kCheckMoney);
        if (!decision.agreed)
            doing.Refuse(reversal, actor);
        else if (auto done = doing.Do(reversal, actor); !done)
            return std::unexpected(done.error());
        doing.TellAsker(reversal);
        return reversal;
    });
}

}  // namespace dongson::one_stop
