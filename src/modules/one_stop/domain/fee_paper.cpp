#include "modules/one_stop/domain/fee_paper.h"

#include <fmt/format.h>

#include "core/language.h"
#include "core/text.h"
#include "platform/papers/document.h"
#include "platform/papers/money_words.h"
#include "platform/papers/paper_words.h"

namespace dongson::one_stop {

std::string_view FeeReceiptTitle(FeeKind kind) {
    return kind == FeeKind::charge ? "Biên lai thu lệ phí" : "Biên lai thu phí";
}

std::string EndOfReceipt(const FeeHistory& history, const FeeReceipt& receipt) {
    const LanguageScope law(Language::vietnamese);
    const auto left = history.Left(receipt);
    if (left == receipt.amount) return {};
    const FeeReversal* last = nullptr;
    for (const auto& each : history.reversals)
        if (each.receipt == receipt.id && each.state == ReversalState::done) last = &each;
    const auto when = FullTime(last->decided.value_or(last->asked));
    return history.IsVoid(receipt)
               ? Say("ĐÃ HỦY lúc {1}. Lý do: {2}", when, last->reason).Now()
               : Say("ĐÃ HOÀN {1}, lúc {2}. Lý do: {3}", Money(receipt.amount - left), when, last->reason).Now();
}

Drawn DrawFeeReceipt(const FeePaper& paper) {
    const LanguageScope law(Language::vietnamese);
    const auto& receipt = paper.receipt;
    const auto& dossier = paper.dossier;
    const std::string title(FeeReceiptTitle(receipt.kind));
    papers::Document document(title + " " + receipt.notation, receipt.at);
    document.Heading({.parent = papers::Capitals(paper.unit.name),
                      .unit = {paper.unit.one_stop},
                      .number = fmt::format("Ký hiệu: {}. Số: {:07}", BookOf(receipt.kind, receipt.year), receipt.number),
                      .place_and_date = PlaceAndDate(paper.unit.place, receipt.day)});
    document.Title(papers::Capitals(title));
    if (!paper.ended.empty()) document.Subject(paper.ended);
    document.Line("Người nộp tiền", receipt.payer);
    if (receipt.payer != dossier.person.name) document.Line("Nộp cho hồ sơ của", dossier.person.name);
    document.Line("Địa chỉ", dossier.person.address);
    document.Line("Mã hồ sơ", dossier.code);
    document.Line("Nội dung thu", dossier.procedure_name);
    document.Line("Căn cứ thu", receipt.basis);
    document.Line("Số tiền", Money(receipt.amount));
    document.Line("Viết bằng chữ", papers::MoneyInWords(receipt.amount));
    document.Line("Hình thức nộp", std::string(PayMethodName(receipt.method)) +
                                       (receipt.reference.empty() ? "" : ", mã giao dịch " + receipt.reference));
    if (!paper.replaced.empty()) document.Line("Thay cho biên lai đã hủy", paper.replaced);
    document.Note("Lập lúc " + FullTime(receipt.at) + ". Bản này chưa được ký số.");
    document.Signatures({{{"NGƯỜI NỘP TIỀN"}, "(Ký, ghi rõ họ tên)", receipt.payer},
                         {{"NGƯỜI THU TIỀN"}, "(Ký, ghi rõ họ tên)", receipt.cashier_name}},
                        papers::QrFoot{paper.base_url + "/tra-cuu?ma=" + dossier.code,
                                       "Quét mã để xem hồ sơ " + dossier.code + " và khoản đã nộp."});
    auto said = document.said();
    return {title, std::move(said), document.Finish()};
}

}  // namespace dongson::one_stop
