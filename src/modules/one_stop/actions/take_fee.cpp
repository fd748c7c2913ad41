#include "modules/one_stop/actions/take_fee.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/language.h"
#include "core/text.h"
#include "modules/one_stop/actions/claim_relief.h"
#include "modules/one_stop/actions/dossier_keeper.h"
#include "modules/one_stop/actions/issue_paper.h"
#include "modules/one_stop/actions/refusals.h"
#include "modules/one_stop/actions/tell_applicant.h"
#include "modules/one_stop/capabilities.h"
#include "modules/one_stop/domain/fee_paper.h"
#include "modules/one_stop/domain/seats.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "modules/one_stop/storage/fee_claim_store.h"
#include "modules/one_stop/storage/fee_store.h"
#include "modules/one_stop/storage/paper_store.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "platform/files/files.h"
#include "platform/numbering/numbering.h"
#include "platform/organisation/directory.h"

namespace dongson::one_stop {

using storage::Transaction;

namespace {

// By what so much is due: as a clerk said, else what is published of the procedure.
std::string BasisFor(Transaction& tx, const Dossier& dossier) {
    auto basis = FeeStore(tx).BasisOf(dossier.id);
    if (basis.empty()) basis = Say("mức thu công bố của thủ tục {1}", dossier.procedure_code).In(Language::vietnamese);
    const auto claims = FeeClaimStore(tx).Of(dossier.id);
    const auto* relief = Standing(claims);
    if (relief == nullptr) return basis;
    return Say("{1}; giảm {2} % cho {3} theo {4}", basis, std::to_string(relief->percent), relief->group_name, relief->basis)
        .In(Language::vietnamese);
}

// The paper as it will stand for ever, among the dossier's others.
Result<void> KeepPaper(const Platform& platform, Transaction& tx, const Dossier& dossier, const Happening& happening,
                       FeeReceipt& receipt, const FeeReceipt* replaced) {
    Drawn drawn{.title = std::string(FeeReceiptTitle(receipt.kind)), .said = "", .pdf = ""};
    if (!platform.files.in_place())
        drawn = DrawFeeReceipt({.dossier = dossier,
                                .receipt = receipt,
                                .unit = OnPaper(*platform.units.Now(), receipt.unit, receipt.day),
                                .replaced = replaced == nullptr ? "" : replaced->notation,
                                .base_url = platform.base_url});
    const auto name = fmt::format("{}-{}-{}.pdf", dossier.code, BookOf(receipt.kind, receipt.year), receipt.number);
    const auto file = KeepDrawn(platform, tx, drawn.pdf, name, receipt.at);
    if (!file) return std::unexpected(file.error());
    IssuedPaper paper{.id = FreshId(),
                      .event = happening.id,
                      .form = std::string(kFeeReceipt),
                      .rules = "",
                      .title = drawn.title,
                      .unit = receipt.unit,
                      .series = BookOf(receipt.kind, receipt.year),
                      .year = receipt.year,
                      .number = receipt.number,
                      .notation = receipt.notation,
                      .issued = receipt.at,
                      .signer = receipt.cashier_name,
                      .said = drawn.said,
                      .file = file->id,
                      .digest = file->digest};
    PaperStore(tx).Insert(dossier.id, paper);
    receipt.paper = paper.id;
    return {};
}

std::string_view SeriesOf(FeeKind kind) {
    if (kind == FeeKind::unsaid) return "nop-noi-khac";
    return kind == FeeKind::charge ? "bien-lai-le-phi" : "bien-lai-phi";
}

Result<FeeReceipt> WriteReceipt(const Platform& platform, Transaction& tx, const Dossier& dossier, const Happening& happening,
                                const Actor& actor, UnitId counter, const Payment& payment, FeeKind kind) {
    const auto now = happening.at;
    const auto day = now.LocalDate();
    FeeStore fees(tx);
    fees.HoldTill(counter, actor.id, now);
    if (fees.Closed(counter, actor.id, day))
        return No(
            "FEE_DAY_CLOSED",
            Say("Bạn đã chốt quỹ ngày {1}: để người khác thu, nhờ người kiểm tra tiền mở lại, hoặc ghi vào ngày làm việc sau.",
                day.Spoken()),
            "", RefusalKind::conflict);
    const auto history = fees.Of(dossier.id);
    const auto* replaced = history.ToReplace();
    const std::string payer(OneSpaced(payment.payer));
    const auto method = ParsePayMethod(payment.method).value_or(PayMethod::cash);
    if (method == PayMethod::elsewhere) kind = FeeKind::unsaid;
    FeeReceipt receipt{.id = FreshId(),
                       .dossier = dossier.id,
                       .unit = counter,
                       .kind = kind,
                       .year = day.Year(),
                       .number = numbering::NextOfYear(tx, counter, SeriesOf(kind), day.Year()),
                       .notation = "",
                       .payer = payer.empty() ? dossier.person.name : payer,
                       .amount = dossier.fee,
                       .method = method,
                       .reference = std::string(Trim(payment.reference)),
                       .basis = BasisFor(tx, dossier),
                       .cashier = actor.id,
                       .cashier_name = actor.name,
                       .day = day,
                       .at = now,
                       .replaces = replaced == nullptr ? 0 : replaced->id};
    if (receipt.method == PayMethod::cash) receipt.reference.clear();
    if (const auto other = fees.OtherWith(receipt))
        return No("FEE_REFERENCE_USED",
                  Say("Số này đã ghi cho hồ sơ {1}. "
                      "Nếu một lần nộp trả cho nhiều hồ sơ thì ghi rõ "
                      "phần của hồ sơ này, ví dụ: {2}, khoản 2.",
                      *other, receipt.reference),
                  "chung_tu", RefusalKind::conflict);
    receipt.notation = fmt::format("{}/{:07}", BookOf(kind, receipt.year), receipt.number);
    if (!receipt.IsElsewhere())
        if (auto kept = KeepPaper(platform, tx, dossier, happening, receipt, replaced); !kept)
            return std::unexpected(kept.error());
    fees.Insert(receipt);
    return receipt;
}

bool AtSomePayment(const Dossier& dossier) {
    const auto events = ProcessOf(dossier).EventsFrom(dossier.state);
    const auto* state = ProcessOf(dossier).Find(dossier.state);
    return state != nullptr && state->IsApplicants() &&
           std::ranges::any_of(events, [](const workflow::Event* event) { return event->Has("mark_paid"); });
}

std::optional<Refusal> RefuseNow(const Dossier& dossier, const FeeHistory& history) {
    if (dossier.FeeUnknown())
        return Refusal{"FEE_NOT_SET", Say("Hồ sơ này chưa có mức thu: khi tiếp nhận thì ghi mức thu và căn cứ."), "",
                       RefusalKind::conflict};
    if (!dossier.FeeDue())
        return Refusal{"ONE_STOP_NO_FEE_DUE", Say("Hồ sơ này không còn khoản phí nào phải nộp."), "", RefusalKind::conflict};
    if (AtSomePayment(dossier))
        return Refusal{"FEE_BY_EVENT", Say("Hồ sơ đang chờ nộp phí: ghi nhận ở việc làm được bây giờ."), "",
                       RefusalKind::conflict};
    if (dossier.closed && history.ToReplace() == nullptr)
        return Refusal{"FEE_CLOSED", Say("Hồ sơ đã kết thúc, không thu thêm."), "", RefusalKind::conflict};
    return std::nullopt;
}

}  // namespace

Result<void> TakeFee(const Platform& platform, Transaction& tx, Dossier& dossier, Happening& happening, const Actor& actor,
                     UnitId counter, const Payment& payment) {
    const LanguageScope vietnamese(Language::vietnamese);  // what is written down stays
    // Nothing is owed where a relief took it all: then there is nothing to give a receipt for.
    if (auto refusal = RefuseWhileClaimed(tx, dossier)) return std::unexpected(*std::move(refusal));
    if (dossier.FeeDue()) {
        if (actor.officer == nullptr || !actor.officer->May(counter, kCollect))
            return std::unexpected(Refusal::Forbidden(Say("Chỉ người thu phí, lệ phí của đơn vị ghi được khoản đã nộp.")));
        const auto procedure = ProcedureStore(tx).Get(dossier.procedure).value_or(Procedure{});
        const auto said = FeeKindOf(procedure, dossier.channel);
        if (auto faults = PaymentFaults(payment, said); !faults.empty()) return std::unexpected(std::move(faults.front()));
        const auto receipt = WriteReceipt(platform, tx, dossier, happening, actor, counter, payment,
                                          said == FeeKind::unsaid ? ParseFeeKind(payment.kind) : said);
        if (!receipt) return std::unexpected(receipt.error());
        const auto taken = receipt->IsElsewhere() ? Say("Đã nộp {1} ở nơi khác, chứng từ: {2}, ghi số {3}",
                                                        Money(receipt->amount), receipt->reference, receipt->notation)
                                                  : Say("Đã thu {1}, {2}, biên lai {3}", Money(receipt->amount),
                                                        PayMethodName(receipt->method), receipt->notation);
        AddReason(happening, taken.In(Language::vietnamese));
    }
    dossier.fee_paid = happening.at;
    return {};
}

UnitId TakesFee(const Platform& platform, Transaction& tx, const identity::Officer& officer, const Dossier& dossier) {
    if (!dossier.FeeDue() || RefuseNow(dossier, FeeStore(tx).Of(dossier.id))) return {};
    const auto counter = InOffice(*platform.units.Now(), dossier.intake, platform.clock.Now().LocalDate());
    return officer.May(counter, kCollect) ? counter : UnitId{};
}

Result<Dossier> TakeFeeAtCounter(const Platform& platform, const identity::Officer& officer, const FeeAtCounter& wanted) {
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<Dossier> {
        const auto engine = EngineOf(platform, tx, platform.clock.Now());
        auto dossier = DossierStore(tx).GetToChange(wanted.code);
        if (!dossier) return std::unexpected(DossierKind().Missing(wanted.code));
        const auto counter = InOffice(*platform.units.Now(), dossier->intake, engine.now().LocalDate());
        if (!officer.May(counter, kCollect))
            return std::unexpected(Refusal::Forbidden(Say("Chỉ người thu phí, lệ phí ở nơi tiếp nhận hồ sơ thu được.")));
        if (dossier->version != wanted.expected_version) return std::unexpected(engine.ChangedMeanwhile());
        if (auto refusal = RefuseNow(*dossier, FeeStore(tx).Of(dossier->id))) return std::unexpected(*std::move(refusal));
        const auto actor = Actor::Of(officer, counter, kCollect);
        auto happening = Happens(*dossier, names::kTakeFee, {"Thu phí, lệ phí", "The fee was taken"}, actor, engine.now());
        if (auto taken = TakeFee(platform, tx, *dossier, happening, actor, counter, wanted.payment); !taken)
            return std::unexpected(taken.error());
        engine.Record(*dossier, std::move(happening));
        if (auto kept = engine.Keep(*dossier); !kept) return std::unexpected(kept.error());
        TellApplicant(platform, tx, *dossier, Say("đã nộp phí, lệ phí"),
                      Say("Đã ghi nhận bạn nộp {2} phí, lệ phí của hồ sơ {1}.", dossier->code, Money(dossier->fee)),
                      engine.now());
        return *std::move(dossier);
    });
}

}  // namespace dongson::one_stop
