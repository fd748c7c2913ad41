#include "modules/one_stop/actions/claim_relief.h"

#include <algorithm>
#include <utility>

#include "core/language.h"
#include "core/print_letters.h"
#include "core/text.h"
#include "modules/one_stop/actions/dossier_keeper.h"
#include "modules/one_stop/actions/refusals.h"
#include "modules/one_stop/actions/tell_applicant.h"
#include "modules/one_stop/capabilities.h"
#include "modules/one_stop/domain/mandate.h"
#include "modules/one_stop/domain/seats.h"
#include "modules/one_stop/domain/written.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "modules/one_stop/storage/fee_claim_store.h"
#include "modules/one_stop/storage/fee_store.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "platform/identity/posts.h"
#include "platform/notices/notices.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/case_papers.h"

namespace dongson::one_stop {

using storage::Transaction;

namespace {

constexpr std::size_t kLongestReason = 1000;  // characters

const FeeRelief* ReliefFor(const Procedure& procedure, const Dossier& dossier, std::string_view group) {
    const auto found = std::ranges::find(procedure.reliefs, group, &FeeRelief::group);
    if (found == procedure.reliefs.end()) return nullptr;
    // What is given for applying online is not given at a counter.
    return group == kOnlineGroup && dossier.channel != Channel::online ? nullptr : &*found;
}

// Who wrote a claim down takes it at its word alone where its proof is kept and no money was given back: a void receipt and a
// claim without a paper would leave the money with whoever took it. What was noted as paid elsewhere counts as a receipt.
std::optional<Refusal> RefuseOwn(Transaction& tx, const FeeClaim& claim, const Actor& actor, bool accepted) {
    if (!accepted || claim.claimed_by != actor.id) return std::nullopt;
    if (claim.proof && FeeStore(tx).Of(claim.dossier).receipts.empty()) return std::nullopt;
    return Refusal{"FEE_CLAIM_OWN", Say("Bạn ghi đề nghị này, chưa kèm giấy tờ hoặc đã có biên lai: người khác chấp nhận."), "",
                   RefusalKind::forbidden};
}

void TellOfficer(const Platform& platform, Transaction& tx, const Dossier& dossier, AccountId officer, const Sentence& sentence,
                 Instant now) {
    const auto account = identity::AccountStore(tx).Get(officer);
    if (!account) return;
    platform.notices.Send(tx, {account->id, account->email},
                          {.reference = dossier.code,
                           .subject = Say("Hồ sơ {1}: miễn, giảm phí, lệ phí", dossier.code),
                           .sentence = sentence,
                           .path = "/can-bo/ho-so/" + dossier.code},
                          now);
}

// Whoever wrote it down may not accept it: it waits for somebody who may, and they hear of it. Those who check money come first;
// where nobody else does, whoever takes it in, and then whoever works where the dossier lies.
void TellWhoAnswers(const Platform& platform, Transaction& tx, const Dossier& dossier, const FeeClaim& claim, Instant now) {
    const auto units = platform.units.Now();
    const auto day = now.LocalDate();
    const auto intake = InOffice(*units, dossier.intake, day), holder = workflow::HolderOn(MovingOf(dossier), *units, day);
    identity::AccountStore accounts(tx);
    for (const auto& [unit, capability] : {std::pair(intake, kCheckMoney), std::pair(intake, kCollect),
                                           std::pair(holder, kReceive), std::pair(holder, kExamine)}) {
        bool told = false;
        for (const auto& each : identity::ColleaguesOn(accounts, *units, unit, capability, day)) {
            if (each.id == claim.claimed_by) continue;
            TellOfficer(
                platform, tx, dossier, each.id,
                Say("{1} ghi đề nghị miễn, giảm phí của hồ sơ {2}, không kèm giấy tờ hoặc đã có biên lai: chờ bạn trả lời.",
                    claim.claimed_name, dossier.code),
                now);
            told = true;
        }
        if (told) return;
    }
}

Result<FeeClaim> Claim(const Platform& platform, Transaction& tx, const Dossier& dossier, const Actor& actor,
                       const ReliefWanted& wanted) {
    const LanguageScope vietnamese(Language::vietnamese);  // what is written down stays
    const auto now = platform.clock.Now();
    const auto procedure = ProcedureStore(tx).Get(dossier.procedure).value_or(Procedure{});
    const auto* relief = ReliefFor(procedure, dossier, wanted.group);
    if (relief == nullptr) return No("FEE_GROUP", Say("Chọn một diện miễn, giảm mà thủ tục này có."), "nhom");
    if (!MayClaimRelief(dossier, procedure, FeeClaimStore(tx).Of(dossier.id)))
        return No("FEE_CLAIM_LATE", Say("Không đề nghị miễn, giảm được nữa: phí đã nộp, không phải nộp, hoặc đề nghị đã có."), "",
                  RefusalKind::conflict);
    if (actor.officer == nullptr && wanted.group != kOnlineGroup && wanted.papers.empty())
        return No("FEE_PROOF", Say("Gửi ảnh chụp hoặc bản quét giấy tờ chứng minh."), "tep");
    const auto* group = FindFeeGroup(wanted.group);
    FeeClaim claim{.id = FreshId(),
                   .dossier = dossier.id,
                   .group = wanted.group,
                   .group_name = group == nullptr ? wanted.group : group->name.vi,
                   .percent = relief->percent,
                   .basis = relief->basis,
                   .proof = {},
                   .claimed_by = actor.id,
                   .claimed_name = actor.name,
                   .claimed = now};
    for (const auto& paper : wanted.papers) {
        claim.proof = paper.file ? paper.file : workflow::RecordPaper(platform, tx, paper.kept, now);
        DossierStore(tx).AddPaper(dossier.id, claim.proof, -1, 0, now);
    }
    FeeClaimStore(tx).Insert(claim);
    auto happening =
        Happens(dossier, names::kClaimRelief, {"Đề nghị miễn, giảm phí, lệ phí", "A relief of the fee was claimed"}, actor, now);
    happening.reason = Say("Diện: {1}. Căn cứ: {2}", ReliefInWords(*relief), relief->basis).In(Language::vietnamese);
    EngineOf(platform, tx, now).Record(dossier, std::move(happening));
    if (actor.officer != nullptr && RefuseOwn(tx, claim, actor, true)) TellWhoAnswers(platform, tx, dossier, claim, now);
    return claim;
}

// What was accepted is taken off what is known to be due.
Result<void> Answer(const Platform& platform, Transaction& tx, Dossier& dossier, FeeClaim claim, const Actor& actor,
                    Instant now) {
    const LanguageScope vietnamese(Language::vietnamese);
    const bool accepted = claim.state == ClaimState::accepted;
    const auto before = dossier.fee;
    if (accepted) dossier.fee = AfterRelief(dossier.fee, claim.percent);
    if (accepted && before > 0) claim.relieved = before - dossier.fee;
    FeeClaimStore(tx).Decide(claim);
    const workflow::Words words = accepted ? workflow::Words{"Chấp nhận miễn, giảm phí, lệ phí", "The relief was accepted"}
                                           : workflow::Words{"Không chấp nhận miễn, giảm phí, lệ phí", "The relief was refused"};
    auto happening = Happens(dossier, names::kDecideRelief, words, actor, now);
    happening.reason = claim.reason;
    if (accepted)
        AddReason(happening, Say("Diện: {1}, {2} %. Căn cứ: {3}", claim.group_name, std::to_string(claim.percent), claim.basis)
                                 .In(Language::vietnamese));
    if (accepted && before > 0)
        AddReason(happening, Say("Phí, lệ phí {1} → {2}", Money(before), Money(dossier.fee)).In(Language::vietnamese));
    const auto engine = EngineOf(platform, tx, now);
    engine.Record(dossier, std::move(happening));
    if (auto kept = engine.Keep(dossier); !kept) return kept;
    TellApplicant(
        platform, tx, dossier, Say("miễn, giảm phí, lệ phí"),
        accepted ? Say("Hồ sơ {1}: đề nghị miễn, giảm phí, lệ phí của bạn được chấp nhận.", dossier.code)
                 : Say("Hồ sơ {1}: đề nghị miễn, giảm phí, lệ phí không được chấp nhận. Lý do: {2}", dossier.code, claim.reason),
        now);
    // Whoever wrote it down at a counter; the applicant was told above.
    const auto claimer = identity::AccountStore(tx).Get(claim.claimed_by);
    if (claim.claimed_by != actor.id && claimer && claimer->kind == identity::AccountKind::officer)
        TellOfficer(platform, tx, dossier, claim.claimed_by,
                    accepted ? Say("{1} đã chấp nhận đề nghị miễn, giảm phí bạn ghi cho hồ sơ {2}.", actor.name, dossier.code)
                             : Say("{1} không chấp nhận đề nghị miễn, giảm phí bạn ghi cho hồ sơ {2}.", actor.name, dossier.code),
                    now);
    return {};
}

std::unexpected<Refusal> NotTheirs() {
    return std::unexpected(Refusal::Forbidden(Say("Chỉ đơn vị tiếp nhận hoặc đang giữ hồ sơ ghi việc này.")));
}

}  // namespace

std::optional<Actor> DecidesRelief(const Platform& platform, const identity::Officer& officer, const Dossier& dossier) {
    const auto today = platform.clock.Now().LocalDate();
    const auto units = platform.units.Now();
    const auto intake = InOffice(*units, dossier.intake, today);
    for (const auto& capability : {kCollect, kCheckMoney})
        if (officer.May(intake, capability)) return Actor::Of(officer, intake, capability);
    return WorkingAt(officer, workflow::HolderOn(MovingOf(dossier), *units, today));
}

Result<FeeClaim> ClaimRelief(const Platform& platform, const identity::Account& citizen, const ReliefWanted& wanted) {
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<FeeClaim> {
        const auto dossier = DossierStore(tx).GetToChange(wanted.code);
        const auto today = platform.clock.Now().LocalDate();
        if (!dossier || !ReadsAsApplicant(*dossier, citizen.id, today))
            return std::unexpected(DossierKind().Missing(wanted.code));
        if (!MayAsApplicant(*dossier, citizen.id, Power::supplement, today))
            return std::unexpected(NotCovered(Say("đề nghị miễn, giảm phí").Now()));
        return Claim(platform, tx, *dossier, Actor::Of(citizen), wanted);
    });
}

Result<FeeClaim> ClaimReliefAtCounter(const Platform& platform, const identity::Officer& officer, const ReliefWanted& wanted) {
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<FeeClaim> {
        const auto dossier = DossierStore(tx).GetToChange(wanted.code);
        if (!dossier) return std::unexpected(DossierKind().Missing(wanted.code));
        const auto actor = DecidesRelief(platform, officer, *dossier);
        if (!actor) return NotTheirs();
        return Claim(platform, tx, *dossier, *actor, wanted);
    });
}

Result<Dossier> DecideRelief(const Platform& platform, const identity::Officer& officer, const ReliefDecision& decision) {
    const std::string reason(Trim(decision.reason));
    if (!decision.accepted && VisibleLetters(reason) < 3)
        return No("ONE_STOP_REASON_MISSING", Say("Cần ghi lý do: người nộp sẽ đọc được."), "ly_do");
    if (auto refusal = RefuseWritten(reason, "ly_do", kLongestReason)) return std::unexpected(*std::move(refusal));
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<Dossier> {
        const auto now = platform.clock.Now();
        auto dossier = DossierStore(tx).GetToChange(decision.code);
        if (!dossier) return std::unexpected(DossierKind().Missing(decision.code));
        const auto actor = DecidesRelief(platform, officer, *dossier);
        if (!actor) return NotTheirs();
        if (dossier->version != decision.expected_version) return std::unexpected(EngineOf(platform, tx, now).ChangedMeanwhile());
        const auto claims = FeeClaimStore(tx).Of(dossier->id);
        const auto* standing = Standing(claims);
        if (standing == nullptr || standing->state != ClaimState::waiting)
            return No("FEE_NOTHING_WAITS", Say("Việc này không còn chờ duyệt."), "", RefusalKind::conflict);
        if (auto refusal = RefuseOwn(tx, *standing, *actor, decision.accepted)) return std::unexpected(*std::move(refusal));
        auto claim = *standing;
        claim.state = decision.accepted ? ClaimState::accepted : ClaimState::refused;
        claim.decided_by = actor->id;
        claim.decided_name = actor->name;
        claim.decided = now;
        claim.reason = reason;
        if (auto answered = Answer(platform, tx, *dossier, claim, *actor, now); !answered)
            return std::unexpected(answered.error());
        return *std::move(dossier);
    });
}

std::optional<Refusal> RefuseWhileClaimed(Transaction& tx, const Dossier& dossier) {
    const auto claims = FeeClaimStore(tx).Of(dossier.id);
    const auto* standing = Standing(claims);
    if (standing == nullptr || standing->state != ClaimState::waiting) return std::nullopt;
    return Refusal{"FEE_CLAIM_WAITS", Say("Còn đề nghị miễn, giảm phí chưa trả lời: chấp nhận hoặc không chấp nhận trước đã."),
                   "", RefusalKind::conflict};
}

std::int64_t Relieved(Transaction& tx, const Dossier& dossier, std::int64_t fee) {
    const auto claims = FeeClaimStore(tx).Of(dossier.id);
    const auto* standing = Standing(claims);
    if (standing == nullptr || standing->state != ClaimState::accepted) return fee;
    const auto left = AfterRelief(fee, standing->percent);
    if (fee > 0) FeeClaimStore(tx).SayRelieved(standing->id, fee - left);
    return left;
}

}  // namespace dongson::one_stop
