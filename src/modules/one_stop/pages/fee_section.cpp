#include "modules/one_stop/pages/fee_section.h"

#include <algorithm>

#include "core/text.h"
#include "modules/one_stop/domain/dossier_kind.h"
#include "web/components.h"
#include "web/layout.h"

namespace dongson::one_stop {

using namespace web::short_names;

namespace {

// What became of a receipt, beside it.
Html Became(const FeeHistory& history, const FeeReceipt& receipt) {
    const auto* reversal = history.Of(receipt.id);
    if (reversal == nullptr) return {};
    if (reversal->state == ReversalState::waiting)
        return web::Tag(reversal->kind == ReversalKind::made_void ? Say("Chờ duyệt hủy") : Say("Chờ duyệt hoàn tiền"),
                        web::TagColour::amber);
    if (reversal->kind == ReversalKind::made_void) {
        const auto name = receipt.IsElsewhere() ? Say("Đã gạch bỏ") : Say("Đã hủy");
        return web::Tag(name, web::TagColour::red);
    }
    return web::Tag(Say("Đã hoàn {1}", Money(receipt.amount - history.Left(receipt))), web::TagColour::grey);
}

Html ReceiptLine(const std::string& base, const FeeHistory& history, const FeeReceipt& receipt, const Html& more) {
    if (receipt.IsElsewhere())
        return Render(R"(<li>{} {} <span class="ds-muted">{} · {} · {}</span> {}{}</li>)", Say("Đã nộp ở nơi khác, ghi số"),
                      receipt.notation, Money(receipt.amount), web::InVietnamese(receipt.reference), web::Time(receipt.at),
                      Became(history, receipt), more);
    return Render(R"(<li><a class="govuk-link" href="{}">{} {} (PDF)</a> <span class="ds-muted">{} · {} · {}</span> {}{}</li>)",
                  Url::Local(base + std::to_string(receipt.paper)),
                  receipt.kind == FeeKind::charge ? Say("Biên lai lệ phí") : Say("Biên lai phí"), receipt.notation,
                  Money(receipt.amount), Say(PayMethodName(receipt.method)), web::Time(receipt.at), Became(history, receipt),
                  more);
}

// Both ways to take a receipt back, each with its reason.
Html ReversalForms(const OfficeDossierView& view, const FeeReceipt& receipt) {
    const auto* newest = view.fees.Of(receipt.id);
    const auto left = view.fees.Left(receipt);
    if (!view.may_collect || view.till_closed || left == 0 || (newest != nullptr && newest->state == ReversalState::waiting))
        return {};
    const auto mine = [&](std::string_view event) {
        return view.event == event && view.Typed("bien_lai") == std::to_string(receipt.id);
    };
    const Refusals none;
    const auto form = [&](std::string_view event, std::string_view path, const Sentence& name, const Html& more) {
        const auto* faults = mine(event) ? &view.faults : &none;
        return web::Details(
            name,
            web::PostForm(Url::Page("/can-bo/ho-so/" + view.tracking.dossier.code + "/bien-lai/" + std::string(path)),
                          Render(R"({}{}{}{}{})", web::HiddenInput("phien_ban", std::to_string(view.tracking.dossier.version)),
                                 web::HiddenInput("bien_lai", std::to_string(receipt.id)), more,
                                 web::TextArea({"ly_do", Say("Lý do"), Say("Người nộp sẽ đọc được"), faults, false},
                                               mine(event) ? view.Typed("ly_do") : "", 2),
                                 web::Button(name, web::ButtonKind::warning))),
            mine(event));
    };
    const auto amount =
        web::TextInput({"so_tien", Say("Số tiền hoàn (đồng)"), {}, mine(names::kRefundFee) ? &view.faults : &none, false},
                       mine(names::kRefundFee) ? view.Typed("so_tien") : std::to_string(left),
                       {.type = "text", .autocomplete = "off", .inputmode = "numeric", .width = "10"});
    if (receipt.IsElsewhere()) return form(names::kVoidReceipt, "huy", Say("Gạch bỏ khoản ghi {1}", receipt.notation), {});
    std::vector<web::Choice> ways;
    for (const auto method : {PayMethod::cash, PayMethod::transfer})
        ways.push_back({std::string(PayMethodSlug(method)), Say(PayMethodName(method)).Now(),
                        method == PayMethod::cash ? Say("Quỹ hôm nay của bạn phải có đủ").Now() : ""});
    const auto by = web::Radios({"hoan_bang", Say("Hoàn bằng"), {}, mine(names::kRefundFee) ? &view.faults : &none, false}, ways,
                                mine(names::kRefundFee) ? view.Typed("hoan_bang") : PayMethodSlug(receipt.method));
    return Render(
        R"({}{})", form(names::kVoidReceipt, "huy", Say("Hủy biên lai {1}", receipt.notation), {}),
        form(names::kRefundFee, "hoan", Say("Hoàn tiền biên lai {1}", receipt.notation), Render(R"({}{})", amount, by)));
}

Html TakeForm(const OfficeDossierView& view) {
    return When(view.may_take_fee && !view.till_closed, [&] {
        const bool mine = view.event == names::kTakeFee;
        const Refusals none;
        return web::Details(
            Say("Thu {1}", Money(view.tracking.dossier.fee)),
            web::PostForm(
                Url::Page("/can-bo/ho-so/" + view.tracking.dossier.code + "/thu-phi"),
                Render(R"({}{}{})", web::HiddenInput("phien_ban", std::to_string(view.tracking.dossier.version)),
                       PaymentFields(view, mine ? &view.faults : &none, mine), web::Button(Say("Thu tiền, lập biên lai")))),
            mine || view.fees.ToReplace() != nullptr);
    });
}

// Why there is no form, and what to do.
Html TillClosed(const OfficeDossierView& view) {
    return When(view.may_collect && view.till_closed, [&] {
        const auto who = view.who_opens.empty() ? Say("Chưa ai khác trong đơn vị được mở lại.")
                                                : Say("Cần thu, hủy hoặc hoàn ngay thì {1} mở lại được ở trang Thu phí, lệ phí.",
                                                      Join(view.who_opens, ", "));
        return Render(R"(<div class="govuk-inset-text"><p class="govuk-body">{} {} {}</p></div>)",
                      Say("Bạn đã chốt quỹ hôm nay nên không thu, không hủy, không hoàn thêm."), who,
                      Say("Tiền chuyển khoản về sau khi chốt thì ghi vào ngày làm việc sau, hoặc để người thu khác ghi."));
    });
}

}  // namespace

Html ChargeFields(const OfficeDossierView& view, const Refusals* faults) {
    return Render(
        R"({}{})",
        web::TextInput(
            {"phi", Say("Phí, lệ phí phải thu (đồng)"), Say("Nguồn dữ liệu không ghi rõ. Nhập 0 nếu không thu."), faults, false},
            view.Typed("phi"), {.type = "text", .autocomplete = "off", .inputmode = "numeric", .width = "10"}),
        web::TextInput({"can_cu", Say("Căn cứ của mức thu"), Say("Ví dụ nghị quyết của Hội đồng nhân dân tỉnh"), faults, false},
                       view.Typed("can_cu"), {}));
}

Html PaymentFields(const OfficeDossierView& view, const Refusals* faults, bool mine) {
    std::vector<web::Choice> methods, kinds;
    for (const auto method : kPayMethods)
        methods.push_back({std::string(PayMethodSlug(method)), Say(PayMethodName(method)).Now(),
                           method == PayMethod::elsewhere
                               ? Say("Quầy không giữ tiền, không lập biên lai; người khác mới gạch bỏ được").Now()
                               : ""});
    for (const auto kind : {FeeKind::fee, FeeKind::charge})
        kinds.push_back({std::string(FeeKindSlug(kind)), Say(FeeKindName(kind)).Now(), ""});
    return Render(
        R"({}{}{}{})",
        web::Radios({"hinh_thuc", Say("Hình thức nộp"), {}, faults, false}, methods, mine ? view.Typed("hinh_thuc") : ""),
        When(FeeKindOf(view.procedure, view.tracking.dossier.channel) == FeeKind::unsaid,
             [&] {
                 return web::Radios({"loai_phi", Say("Loại"), Say("Mỗi loại một quyển biên lai"), faults, false}, kinds,
                                    mine ? view.Typed("loai_phi") : "");
             }),
        web::TextInput({"chung_tu", Say("Mã giao dịch hoặc số chứng từ"),
                        Say("Chuyển khoản, nộp ở nơi khác thì phải ghi; nộp tiền mặt thì để trống"), faults, false},
                       mine ? view.Typed("chung_tu") : "", {}),
        web::TextInput({"nguoi_nop_tien", Say("Người nộp tiền"), Say("Để trống nếu là chủ hồ sơ"), faults, true},
                       mine ? view.Typed("nguoi_nop_tien") : "", {}));
}

Html FeeSection(const OfficeDossierView& view) {
    if (view.fees.receipts.empty() && !view.may_take_fee) return {};
    const auto base = "/can-bo/ho-so/" + view.tracking.dossier.code + "/phieu/";
    return Render(R"(<h2 class="govuk-heading-m" id="phi">Phí, lệ phí</h2>{}{}<ul class="govuk-list">{}</ul>)", TillClosed(view),
                  TakeForm(view), Each(view.fees.receipts, [&](const FeeReceipt& receipt) {
                      return ReceiptLine(base, view.fees, receipt, ReversalForms(view, receipt));
                  }));
}

Html OwnReceipts(const std::string& code, const FeeHistory& history) {
    return When(!history.receipts.empty(), [&] {
        return Render(R"(<h2 class="govuk-heading-m">Biên lai</h2><ul class="govuk-list">{}</ul>)",
                      Each(history.receipts, [&](const FeeReceipt& receipt) {
                          return ReceiptLine("/ho-so/" + code + "/phieu/", history, receipt, {});
                      }));
    });
}

}  // namespace dongson::one_stop
