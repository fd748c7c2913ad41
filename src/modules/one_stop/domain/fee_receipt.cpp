#include "modules/one_stop/domain/fee_receipt.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/print_letters.h"
#include "core/text.h"
#include "modules/one_stop/domain/dossier_kind.h"
#include "modules/one_stop/domain/written.h"

namespace dongson::one_stop {

namespace {

constexpr std::size_t kLongestPayer = 100, kLongestReference = 100;

}  // namespace

std::string_view PayMethodName(PayMethod method) {
    if (method == PayMethod::cash) return "Tiền mặt";
    return method == PayMethod::transfer ? "Chuyển khoản" : "Đã nộp ở ngân hàng, kho bạc, cơ quan thuế";
}

std::string_view PayMethodSlug(PayMethod method) {
    if (method == PayMethod::cash) return "tien-mat";
    return method == PayMethod::transfer ? "chuyen-khoan" : "noi-khac";
}

std::optional<PayMethod> ParsePayMethod(std::string_view slug) {
    const auto* found = std::ranges::find(kPayMethods, slug, PayMethodSlug);
    return found == std::end(kPayMethods) ? std::nullopt : std::optional(*found);
}

std::string_view FeeKindSlug(FeeKind kind) {
    if (kind == FeeKind::unsaid) return "";
    return kind == FeeKind::fee ? "phi" : "le-phi";
}

FeeKind ParseFeeKind(std::string_view slug) {
    if (slug == "phi") return FeeKind::fee;
    return slug == "le-phi" ? FeeKind::charge : FeeKind::unsaid;
}

Refusals PaymentFaults(const Payment& payment, FeeKind said) {
    Refusals faults;
    const auto method = ParsePayMethod(payment.method);
    if (!method)
        faults.push_back({"FEE_METHOD", Say("Chọn hình thức nộp: tiền mặt, chuyển khoản, hay đã nộp ở nơi khác."), "hinh_thuc"});
    if (method != PayMethod::elsewhere && said == FeeKind::unsaid && ParseFeeKind(payment.kind) == FeeKind::unsaid)
        faults.push_back({"FEE_KIND", Say("Chọn phí hay lệ phí: mỗi loại một quyển biên lai."), "loai_phi"});
    if (method && method != PayMethod::cash && VisibleLetters(payment.reference) < 3)
        faults.push_back({"FEE_REFERENCE",
                          method == PayMethod::transfer ? Say("Ghi mã giao dịch chuyển khoản, như sao kê của ngân hàng.")
                                                        : Say("Ghi số chứng từ đã nộp và nơi nộp."),
                          "chung_tu"});
    else if (auto refusal = RefuseWritten(payment.reference, "chung_tu", kLongestReference))
        faults.push_back(*std::move(refusal));
    if (auto refusal = RefuseWritten(payment.payer, "nguoi_nop_tien", kLongestPayer)) faults.push_back(*std::move(refusal));
    return faults;
}

const FeeReversal* FeeHistory::Of(std::int64_t receipt) const {
    const auto found = std::ranges::find_if(reversals.rbegin(), reversals.rend(), [&](const FeeReversal& each) {
        return each.receipt == receipt && each.state != ReversalState::refused;
    });
    return found == reversals.rend() ? nullptr : &*found;
}

std::int64_t FeeHistory::Left(const FeeReceipt& receipt) const {
    auto left = receipt.amount;
    for (const auto& each : reversals)
        if (each.receipt == receipt.id && each.state == ReversalState::done) left -= each.amount;
    return left;
}

std::int64_t FeeHistory::Returned() const {
    std::int64_t returned = 0;
    for (const auto& each : receipts)
        if (!IsVoid(each)) returned += each.amount - Left(each);
    return returned;
}

bool FeeHistory::IsVoid(const FeeReceipt& receipt) const {
    const auto* reversal = Of(receipt.id);
    return reversal != nullptr && reversal->IsDone(ReversalKind::made_void);
}

const FeeReceipt* FeeHistory::ToReplace() const {
    const auto found = std::ranges::find_if(receipts.rbegin(), receipts.rend(), [&](const FeeReceipt& each) {
        return IsVoid(each) && std::ranges::find(receipts, each.id, &FeeReceipt::replaces) == receipts.end();
    });
    return found == receipts.rend() ? nullptr : &*found;
}

std::string_view FeeStatusName(FeeStatus status) {
    constexpr std::string_view kNames[] = {"Không phải nộp", "Chưa thanh toán", "Chờ thanh toán",
                                           "Đã thanh toán",  "Hủy thanh toán",  "Đã hoàn phí"};
    return kNames[static_cast<int>(status)];
}

FeeStatus FeeStatusOf(const Dossier& dossier, const FeeHistory& history) {
    // A part that went back leaves the fee paid; how much did stands beside it.
    const auto refunded = [&](const FeeReceipt& each) {
        return !history.IsVoid(each) && each.amount > 0 && history.Left(each) == 0;
    };
    if (std::ranges::any_of(history.receipts, refunded)) return FeeStatus::refunded;
    if (dossier.fee_paid && dossier.fee > 0) return FeeStatus::paid;
    if (history.ToReplace() != nullptr) return FeeStatus::cancelled;
    if (!dossier.FeeDue() && !dossier.FeeUnknown()) return FeeStatus::nothing;
    // The office has asked for it and waits.
    const auto* process = FindProcessOf(dossier);
    const auto* state = process == nullptr ? nullptr : process->Find(dossier.state);
    return state != nullptr && state->IsApplicants() && dossier.FeeDue() ? FeeStatus::waiting : FeeStatus::unpaid;
}

FeeKind FeeKindOf(const Procedure& procedure, Channel channel) {
    auto kind = FeeKind::unsaid;
    for (const auto& method : procedure.methods) {
        if (method.channel != channel || method.fee == 0) continue;
        if (method.fee_kind == FeeKind::unsaid || (kind != FeeKind::unsaid && kind != method.fee_kind)) return FeeKind::unsaid;
        kind = method.fee_kind;
    }
    return kind;
}

std::string BookOf(FeeKind kind, int year) {
    return fmt::format("{}-{:02}", kind == FeeKind::charge ? "BLLP" : kind == FeeKind::fee ? "BLP" : "NK", year % 100);
}

}  // namespace dongson::one_stop
