// What a dossier's fee was paid by: taken at the counter, made void, given back.
#include <algorithm>

#include "core/text.h"
#include "modules/one_stop/actions/act_on_dossier.h"
#include "modules/one_stop/actions/reverse_receipt.h"
#include "modules/one_stop/actions/take_fee.h"
#include "modules/one_stop/domain/dossier_kind.h"
#include "modules/one_stop/http/api.h"
#include "modules/one_stop/http/handlers.h"
#include "modules/one_stop/http/reading.h"
#include "web/layout.h"

namespace dongson::one_stop {

namespace {

web::Response NoDossier(std::string_view code) {
    return web::RefusalPage(Refusal::NotFound(Say("Không có hồ sơ mã {1} mà đơn vị bạn giữ hoặc được hỏi ý kiến.", code)));
}

Reversing ReversingOf(const OfficerRequest& request, ReversalKind kind) {
    const auto& form = request.http.form;
    return {.code = std::string(request.http.Parameter("code")),
            .expected_version = ToNumber(form.Value("phien_ban")),
            .receipt = ToNumber(form.Value("bien_lai")),
            .kind = kind,
            .amount = std::string(form.Value("so_tien")),
            .by = std::string(form.Value("hoan_bang")),
            .reason = std::string(form.Value("ly_do"))};
}

// "cash" of a program is "tien-mat" of a form.
std::string MethodIn(const json::object& body) {
    const auto method = TextOf(body, "method");
    return method == "cash" ? "tien-mat" : method == "transfer" ? "chuyen-khoan" : method == "elsewhere" ? "noi-khac" : method;
}

web::Response Reverse(const OfficerRequest& request, ReversalKind kind, std::string_view event) {
    const std::string code(request.http.Parameter("code"));
    if (!IsReadable(request)) return NoDossier(code);
    const auto done = ReverseReceipt(request.platform, request.officer, ReversingOf(request, kind));
    if (!done) return DossierAgain(request, done.error(), std::string(event));
    return web::SeeOtherPage("/can-bo/ho-so/" + code + "#phi");
}

}  // namespace

Refusals MoneyFaults(const OfficerRequest& request, const OfficeDossierView& view) {
    const auto& form = request.http.form;
    const auto& dossier = view.tracking.dossier;
    if (form.Has("phi") && view.faults.front().field == "phi") return ChargeFaults(form.Value("phi"), form.Value("can_cu"));
    if (form.Has("chung_tu") && dossier.FeeDue())
        return PaymentFaults(PaymentOf(form), FeeKindOf(view.procedure, dossier.channel));
    const auto id = ToNumber(form.Value("bien_lai"));
    const auto receipt = std::ranges::find(view.fees.receipts, id, &FeeReceipt::id);
    if (receipt == view.fees.receipts.end()) return {};
    const auto kind = view.event == names::kRefundFee ? ReversalKind::refund : ReversalKind::made_void;
    return ReversingFaults(ReversingOf(request, kind), *receipt, view.fees.Left(*receipt));
}

web::Response TakeOfficeFee(const OfficerRequest& request) {
    const std::string code(request.http.Parameter("code"));
    if (!IsReadable(request)) return NoDossier(code);
    const auto done = TakeFeeAtCounter(request.platform, request.officer,
                                       {.code = code,
                                        .expected_version = ToNumber(request.http.form.Value("phien_ban")),
                                        .payment = PaymentOf(request.http.form)});
    if (!done) return DossierAgain(request, done.error(), std::string(names::kTakeFee));
    return web::SeeOtherPage("/can-bo/ho-so/" + code + "#phi");
}

web::Response VoidOfficeReceipt(const OfficerRequest& request) {
    return Reverse(request, ReversalKind::made_void, names::kVoidReceipt);
}

web::Response RefundOfficeFee(const OfficerRequest& request) {
    return Reverse(request, ReversalKind::refund, names::kRefundFee);
}

Payment PaymentIn(const json::object& body) {
    const auto* found = body.if_contains("payment");
    if (found == nullptr || !found->is_object()) return {};
    const auto& payment = found->as_object();
    const auto kind = TextOf(payment, "kind");
    return {.method = MethodIn(payment),
            .payer = TextOf(payment, "payer"),
            .reference = TextOf(payment, "reference"),
            .kind = kind == "fee"      ? "phi"
                    : kind == "charge" ? "le-phi"
                                       : kind};
}

json::object DescribeFees(const Dossier& dossier, const FeeHistory& history) {
    static constexpr std::string_view kStatus[] = {"none", "unpaid", "waiting", "paid", "cancelled", "refunded"};
    static constexpr std::string_view kMethods[] = {"", "cash", "transfer", "elsewhere"};
    json::array receipts;
    for (const auto& receipt : history.receipts) {
        const auto* reversal = history.Of(receipt.id);
        const auto* became = reversal == nullptr                         ? "valid"
                             : reversal->state == ReversalState::waiting ? "waiting"
                             : reversal->kind == ReversalKind::made_void ? "void"
                             : history.Left(receipt) > 0                 ? "partly_refunded"
                                                                         : "refunded";
        receipts.push_back(json::object{{"id", std::to_string(receipt.id)},
                                        {"number", receipt.notation},
                                        {"kind", receipt.kind == FeeKind::charge ? "charge"
                                                 : receipt.kind == FeeKind::fee  ? "fee"
                                                                                 : ""},
                                        {"amount", receipt.amount},
                                        {"method", kMethods[static_cast<int>(receipt.method)]},
                                        {"left", history.Left(receipt)},
                                        {"payer", receipt.payer},
                                        {"basis", receipt.basis},
                                        {"at", receipt.at.Rfc3339()},
                                        {"paper", receipt.paper == 0 ? "" : std::to_string(receipt.paper)},
                                        {"state", became}});
    }
    return {{"status", kStatus[static_cast<int>(FeeStatusOf(dossier, history))]}, {"receipts", std::move(receipts)}};
}

web::Response ApiTakeFee(const OfficerRequest& request) {
    const auto body = BodyOf(request.http);
    if (!body) return web::Problem(body.error());
    if (!IsReadable(request))
        return web::Problem(Refusal::NotFound(Say("Không có hồ sơ mã {1}.", request.http.Parameter("code"))));
    const auto done = TakeFeeAtCounter(request.platform, request.officer,
                                       {.code = std::string(request.http.Parameter("code")),
                                        .expected_version = ToNumber(TextOf(*body, "version")),
                                        .payment = PaymentIn(*body)});
    return done ? ApiOfficeDossier(request) : web::Problem(done.error());
}

web::Response ApiReverseReceipt(const OfficerRequest& request) {
    const auto body = BodyOf(request.http);
    if (!body) return web::Problem(body.error());
    if (!IsReadable(request))
        return web::Problem(Refusal::NotFound(Say("Không có hồ sơ mã {1}.", request.http.Parameter("code"))));
    const auto kind = TextOf(*body, "kind");
    if (kind != "void" && kind != "refund")
        return web::Problem({"FEE_REVERSAL", Say("“kind” là void (hủy biên lai) hoặc refund (hoàn tiền)."), "kind"});
    const auto done = ReverseReceipt(request.platform, request.officer,
                                     {.code = std::string(request.http.Parameter("code")),
                                      .expected_version = ToNumber(TextOf(*body, "version")),
                                      .receipt = ToNumber(request.http.Parameter("receipt")),
                                      .kind = kind == "void" ? ReversalKind::made_void : ReversalKind::refund,
                                      .amount = TextOf(*body, "amount"),
                                      .by = MethodIn(*body),
                                      .reason = TextOf(*body, "reason")});
    return done ? ApiOfficeDossier(request) : web::Problem(done.error());
}

}  // namespace dongson::one_stop
