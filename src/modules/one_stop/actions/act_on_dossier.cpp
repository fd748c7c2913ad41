#include "modules/one_stop/actions/act_on_dossier.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "core/amount.h"
#include "core/print_letters.h"
#include "core/text.h"
#include "modules/one_stop/actions/claim_relief.h"
#include "modules/one_stop/actions/dossier_keeper.h"
#include "modules/one_stop/actions/issue_paper.h"
#include "modules/one_stop/actions/refusals.h"
#include "modules/one_stop/actions/take_fee.h"
#include "modules/one_stop/actions/tell_of_act.h"
#include "modules/one_stop/domain/mandate.h"
#include "modules/one_stop/domain/result_kind.h"
#include "modules/one_stop/storage/co_applicant_store.h"
#include "modules/one_stop/storage/fee_store.h"
#include "modules/one_stop/storage/form_shelf.h"
#include "modules/one_stop/storage/paper_store.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "platform/calendar/calendars.h"
#include "platform/numbering/numbering.h"
#include "platform/workflow/acting.h"
#include "platform/workflow/assignment.h"
#include "platform/workflow/case_papers.h"
#include "platform/workflow/storage/case_store.h"
#include "platform/workflow/take_back.h"

namespace dongson::one_stop {

using storage::Transaction;

namespace {

// Characters of a reason or an opinion, and of a result's text.
constexpr std::size_t kLongestReason = 3000, kLongestResult = 20000, kLongestReceiver = 300;

// What an event does to a dossier beside what it does to any case.
class ActingOnDossier final : public workflow::ActingOn<Dossier> {
  public:
    ActingOnDossier(const Platform& platform, Transaction& tx, const Actor& actor, const Act& act)
        : ActingOn(platform, tx, Dossiers(), actor, {act.code, act.event, act.expected_version, act.reason, act.opinion}),
          act_(act) {}

  private:
    Dossier& dossier() { return own(); }

    Result<void> Prepare() override {
        if (auto refusal = RefuseLong()) return std::unexpected(*std::move(refusal));
        // Whoever takes it in, or charges for it, answers first what the applicant says the law frees them from.
        if (event().Has("charge_fee") || event().Has("mark_paid"))
            if (auto refusal = RefuseWhileClaimed(tx_, dossier())) return std::unexpected(*std::move(refusal));
        return SayFee();
    }

    Result<void> Consent() override {
        // Whoever was given the head's signature does not approve with it what they themselves submitted.
        if (ApprovesOwnWork(dossier(), event(), actor().id, actor().post, workflow::CaseStore(tx_).Happenings(dossier().id)))
            return No("ONE_STOP_OWN_WORK",
                      Say("Bạn đã trình hồ sơ này, nên không ký thay để phê duyệt chính hồ sơ ấy. Hãy để người khác ký."), "",
                      RefusalKind::forbidden);
        // Nobody is spoken for by a sentence an officer types: what a person wants at the counter they sign, and the paper is
        // attached.
        if (event().role == "applicant" && actor().officer != nullptr && act_.papers.empty())
            return No("ONE_STOP_SIGNED_PAPER_WANTED",
                      Say("Việc này là của người nộp. Làm thay tại quầy thì phải đính kèm giấy có chữ ký của họ."), "tep");
        if (auto consented = ConsentOfMandate(); !consented) return consented;
        return ConsentOfTogether();
    }

    // What several handed in, all of them withdraw.
    Result<void> ConsentOfTogether() {
        if (!dossier().Has(Beside::together) || event().role != "applicant" || actor().officer != nullptr ||
            PowerFor(process(), event()) != Power::withdraw)
            return {};
        for (const auto& person : CoApplicantStore(tx_).OfDossier(dossier().id))
            if (person.account != actor().id && !person.withdraws)
                return No(
                    "CO_APPLICANTS_WITHDRAW",
                    Say("Hồ sơ có nhiều người cùng nộp, mọi người phải đồng ý thì mới rút được. {1} chưa đồng ý.", person.name),
                    "", RefusalKind::conflict);
        return {};
    }

    bool ByMandatary() { return event().role == "applicant" && actor().officer == nullptr && !IsOf(dossier(), actor().id); }

    // Who acts for the applicant does what the mandate covers, as long as it holds.
    Result<void> ConsentOfMandate() {
        if (!ByMandatary()) return {};
        const auto power = PowerFor(process(), event());
        if (!MayAsApplicant(dossier(), actor().id, power, now().LocalDate()))
            return std::unexpected(NotCovered(event().label.Now()));
        return {};
    }

    Result<void> Arrive() override {
        if (ByMandatary())
            AddReason(happening(), Say("Người được ủy quyền thực hiện: {1}", actor().name).In(Language::vietnamese));
        if (event().clock != workflow::ClockEffect::start) return {};
        if (auto chosen = ChooseCase(); !chosen) return chosen;
        dossier().received = now();
        dossier().register_number = numbering::NextOfYear(tx_, before().counter_today, "so-theo-doi", now().LocalDate().Year());
        return {};
    }

    // Every effect that a process may name is here, or this does not compile.
    Result<void> Effect(std::string_view name) override {
        using Named = std::pair<std::string_view, Result<void> (ActingOnDossier::*)()>;
        using Self = ActingOnDossier;
        static constexpr Named kNamed[] = {{"assign", &Self::Assign},
                                           {"ask_opinion", &Self::AskOpinion},
                                           {"answer_opinion", &Self::AnswerOpinion},
                                           {"drop_opinion", &Self::DropOpinion},
                                           {"extend", &Self::Extend},
                                           {"appoint", &Self::Appoint},
                                           {"supplement", &Self::Supply},
                                           {"attach_result", &Self::AttachResult},
                                           {"number_result", &Self::NumberResult},
                                           {"charge_fee", &Self::ChargeFee},
                                           {"mark_paid", &Self::MarkPaid},
                                           {"hand_over", &Self::HandOver}};
        static_assert(std::ranges::equal(kNamed, kEffects, {}, &Named::first));
        return (this->*std::ranges::find(kNamed, name, &Named::first)->second)();
    }

    Result<void> Conclude() override {
        if (event().role == "applicant" && !event().Has("supplement")) KeepPapers();
        return IssueForm();
    }

    void Told() override { TellOfAct(platform_, tx_, dossier(), process(), event(), act_, actor().officer != nullptr, now()); }

    // What is written goes onto papers, into mails and into the ledger.
    std::optional<Refusal> RefuseLong() const {
        if (auto refusal = RefuseCounts({act_.components, act_.sets})) return refusal;
        for (const auto& [field, text, most] : {std::tuple("ly_do", std::string_view(act_.reason), kLongestReason),
                                                std::tuple("dong_y", std::string_view(act_.agreed), kLongestReason),
                                                std::tuple("can_cu", std::string_view(act_.fee_basis), kLongestReason),
                                                std::tuple("nguoi_nhan", std::string_view(act_.receiver), kLongestReceiver),
                                                std::tuple("ket_qua", std::string_view(act_.result_text), kLongestResult)}) {
            if (auto refusal = RefuseLetters(text, field)) return refusal;
            if (Length(text) > most)
                return Refusal{"ONE_STOP_TOO_LONG",
                               Say("Phần này dài quá {1} ký tự. Hãy viết ngắn lại, hoặc gửi thành tệp.", std::to_string(most)),
                               field};
        }
        return std::nullopt;
    }

    // The sum a clerk says where no source does, with its basis. The guards look at it.
    Result<void> SayFee() {
        const bool needed =
            dossier().FeeUnknown() && (std::ranges::any_of(event().guards, IsFeeGuard) || event().Has("hand_over"));
        const auto typed = Trim(act_.fee), basis = Trim(act_.fee_basis);
        if (!AsksForFee(dossier(), event()) || (typed.empty() && !needed)) return {};
        const auto sum = ParseMoney(typed);
        if (auto faults = ChargeFaults(typed, basis); !faults.empty()) return std::unexpected(std::move(faults.front()));
        dossier().fee = Relieved(tx_, dossier(), *sum);
        FeeStore(tx_).SayBasis(dossier().id, std::string(basis));
        fee_said_ = Say("Phí, lệ phí {1}. Căn cứ: {2}", Money(dossier().fee), basis).In(Language::vietnamese);
        return {};
    }

    // The time allowed, and the fee where it is said, of the case that the clerk names when receiving.
    Result<void> ChooseCase() {
        if (act_.chosen_case.empty()) return {};
        const auto procedure = ProcedureStore(tx_).Get(dossier().procedure).value_or(Procedure{});
        const auto cases = procedure.CasesOf(dossier().channel);
        const auto chosen = std::ranges::find(cases, act_.chosen_case, [](std::size_t index) { return std::to_string(index); });
        if (chosen == cases.end()) return No("ONE_STOP_CASE", Say("Hãy chọn một trường hợp có trong danh mục."), "truong_hop");
        const auto& method = procedure.methods[*chosen];
        dossier().allowed = method.duration;
        if (dossier().FeeUnknown())
            dossier().fee = Relieved(tx_, dossier(), method.FeeOn(now().LocalDate()).value_or(kFeeUnknown));
        AddReason(happening(), Say("Trường hợp: {1}", procedure.CaseWords(*chosen)).In(Language::vietnamese));
        return {};
    }

    Result<void> Assign() { return AssignTo(act_.assignee); }
    Result<void> AskOpinion() { return Ask({act_.asked, act_.asked_days, act_.reason}, act_.papers); }
    Result<void> AnswerOpinion() { return Answer(act_.papers); }
    Result<void> DropOpinion() { return Drop(); }
    Result<void> Extend() { return ExtendTo(act_.until); }

    // A new appointment within the reach of the law, or as far as was agreed in writing: then who agreed is part of the reason.
    Result<void> Appoint() {
        const auto agreed = Trim(act_.agreed);
        const auto code = ProcedureStore(tx_).Get(dossier().procedure).value_or(Procedure{}).code;
        const bool within_day = dossier().allowed && dossier().allowed->unit == calendar::DurationUnit::same_day &&
                                std::ranges::find(event().agreed_only, code) == event().agreed_only.end();
        const bool reaches =
            within_day && dossier().clock.Extensions() == 0 &&
            act_.until <= platform_.calendar.Now()->NthWorkingDayAfter(dossier().due.LocalDate(), event().reach_days);
        if (!reaches && Length(agreed) < 3)
            return No(
                "ONE_STOP_AGREEMENT_WANTED",
                within_day
                    ? Say("Hẹn quá {1} ngày làm việc, hoặc hẹn lại lần nữa, thì phải thỏa thuận bằng văn bản. Hãy ghi ai đã đồng ý.",
                          std::to_string(event().reach_days))
                    : Say("Thời hạn này chỉ kéo dài khi đã thỏa thuận bằng văn bản. Hãy ghi ai đã đồng ý."),
                "dong_y");
        if (!agreed.empty()) AddReason(happening(), Say("Đã thỏa thuận bằng văn bản với: {1}", agreed).In(Language::vietnamese));
        return Extend();
    }

    // What was said before the guards looked at it is kept with what happened.
    Result<void> ChargeFee() {
        AddReason(happening(), fee_said_);
        return {};
    }
    Result<void> MarkPaid() {
        return TakeFee(platform_, tx_, dossier(), happening(), actor(), before().counter_today, act_.payment);
    }
    // The paper brings its number.
    Result<void> NumberResult() {
        dossier().finished = now();
        return {};
    }
    Result<void> HandOver() {
        auto receiver = OneSpaced(act_.receiver);
        const auto* mandate = dossier().mandate.get();
        // By the mandate, or by its holder's name: as far as it goes.
        const bool mandatary = mandate != nullptr && (act_.to_mandatary || Fold(receiver) == Fold(mandate->name));
        if (act_.to_mandatary && mandate == nullptr)
            return No("ONE_STOP_RECEIVER", Say("Hồ sơ này không có người được ủy quyền."), "nguoi_nhan_la");
        if (mandatary && !mandate->Covers(Power::receive, now().LocalDate()))
            return No(
                "MANDATE_NOT_COVERED",
                Say("Ủy quyền không gồm nhận kết quả, hoặc đã hết hiệu lực. Trả cho chủ hồ sơ, hoặc cho người có giấy ủy quyền khác."),
                "nguoi_nhan_la", RefusalKind::conflict);
        if (mandatary) receiver = mandate->name + ", " + std::string(BasisName(mandate->basis));
        if (receiver.empty()) return {};
        if (VisibleLetters(receiver) < 3)
            return No("ONE_STOP_RECEIVER", Say("Ghi họ tên người nhận thay, hoặc để trống."), "nguoi_nhan");
        AddReason(happening(), Say("Người nhận thay: {1}", receiver).In(Language::vietnamese));
        return {};
    }

    void KeepPapers() {
        int round = 1;
        for (const auto& event : process().events)
            if (const auto found = before().happened.find(event.key); event.Has("supplement") && found != before().happened.end())
                round += found->second;
        const auto procedure = ProcedureStore(tx_).Get(dossier().procedure).value_or(Procedure{});
        for (const auto& paper : act_.papers)
            DossierStore(tx_).AddPaper(dossier().id,
                                       paper.file ? paper.file : workflow::RecordPaper(platform_, tx_, paper.kept, now()),
                                       procedure.ComponentOrOther(paper.component), round, now());
    }

    Result<void> Supply() {
        KeepPapers();
        const auto corrected = Correct();
        if (!corrected) return std::unexpected(corrected.error());
        if (act_.papers.empty() && Trim(act_.reason).empty() && corrected->empty())
            return No("ONE_STOP_NOTHING_SUPPLIED", Say("Hãy gửi ít nhất một tệp, sửa điều đã khai, hoặc viết phần giải trình."),
                      "tep");
        if (!corrected->empty()) AddReason(happening(), Say("Đã sửa: {1}", *corrected).In(Language::vietnamese));
        return {};
    }

    // Takes over what the applicant corrects of what they declared. What was corrected: "Họ tên: Lê An → Lê Minh An; …".
    Result<std::string> Correct() {
        if (act_.answers.empty()) return std::string();
        // Each of them confirmed these very words.
        if (dossier().Has(Beside::together))
            return No(
                "CO_APPLICANTS_AGREED",
                Say("Nội dung này mọi người cùng nộp đã xác nhận nên không một người nào tự sửa được. Gửi giấy tờ hoặc giải trình; cần sửa nội dung thì rút hồ sơ rồi nộp lại."),
                "", RefusalKind::conflict);
        const auto form = FormOf(tx_, dossier(), ProcedureStore(tx_).Get(dossier().procedure).value_or(Procedure{}));
        auto answers = dossier().answers;
        std::string corrected;
        for (const auto& section : form.sections) {
            for (const auto& question : section.questions)
                if (const auto given = act_.answers.find(question.key); given != act_.answers.end())
                    answers[question.key] = given->second;
            if (const auto faults = CheckSection(section, answers, now().LocalDate()); !faults.empty())
                return std::unexpected(faults.front());
            for (const auto& question : section.questions) {
                const auto before = SpokenAnswer(question, dossier().answers), after = SpokenAnswer(question, answers);
                if (before != after)
                    corrected += fmt::format("{}{}: {} → {}", corrected.empty() ? "" : "; ", question.label.vi,
                                             before.empty() ? "–" : before, after.empty() ? "–" : after);
            }
        }
        dossier().answers = std::move(answers);
        return corrected;
    }

    // A result is a document: the template of its kind with what the officer wrote in it, or a PDF made elsewhere.
    // No paper says what nobody wrote: the kind's own sentence is either what the officer sent, or it is kept where all can read
    // it.
    Result<void> AttachResult() {
        const auto typed = Trim(act_.result_text);
        const auto proposed = ResultKindOf(ProcedureStore(tx_).Get(dossier().procedure).value_or(Procedure{})).otherwise;
        const bool has_file = !act_.papers.empty() || dossier().result_file;
        if (typed.empty() && !has_file && act_.result_seen)
            return No("ONE_STOP_RESULT_EMPTY", Say("Hãy ghi nội dung kết quả, hoặc gửi kết quả là tệp PDF."), "ket_qua");
        if (!typed.empty() && !(has_file && typed == proposed)) dossier().result_text = typed;
        if (dossier().result_text.empty() && !has_file) dossier().result_text = proposed;
        if (act_.papers.empty()) return {};
        if (act_.papers.front().kept.type != "application/pdf")
            return No("ONE_STOP_RESULT_NOT_PDF", Say("Kết quả phải là tệp PDF."), "tep");
        dossier().result_file = workflow::RecordPaper(platform_, tx_, act_.papers.front().kept, now());
        return {};
    }

    // The paper of this event, as it will stand for ever.
    Result<void> IssueForm() {
        const bool result = event().Has("number_result");
        if (!result && event().form.empty()) return {};
        if (event().form == kReceipt && (act_.sets > 0 || !act_.components.empty()))
            PaperStore(tx_).HandIn(dossier().id, {act_.components, std::max(1, act_.sets)});
        if (event().form == kSupplementSlip) PaperStore(tx_).Ask(dossier().id, act_.components);
        auto issued = IssuePaper(platform_, tx_, dossier(), happening(),
                                 {.form = result ? std::string(kResult) : event().form,
                                  .unit = issuer(),
                                  .notation = "",
                                  .at = now(),
                                  .signer = actor().name,
                                  .position = SignsByPost() ? actor().post->position : "",
                                  .in_stead = SignsByPost() ? actor().post->in_stead : nullptr,
                                  .reason = happening().reason,
                                  .promised = promised(),
                                  .components = act_.components,
                                  .supply_until = workflow::SuppliedUntil(dossier(), process(), *platform_.calendar.Now())});
        if (!issued) return std::unexpected(issued.error());
        return {};
    }

    // Whether the post they act by is one of the unit that issues the paper; its position is none elsewhere.
    bool SignsByPost() const { return actor().post != nullptr && actor().post->ActsFor(issuer()); }

    const Act& act_;
    std::string fee_said_;  // in this act, for the record
};

}  // namespace

Refusals ChargeFaults(std::string_view fee, std::string_view basis) {
    Refusals faults;
    if (!ParseMoney(Trim(fee)))
        faults.push_back({"ONE_STOP_FEE_UNKNOWN", Say("Nhập mức phí, lệ phí bằng số, 0 nếu không thu."), "phi"});
    if (Length(Trim(basis)) < 3)
        faults.push_back({"ONE_STOP_FEE_BASIS", Say("Ghi căn cứ của mức thu: văn bản nào, điều nào."), "can_cu"});
    return faults;
}

Result<Dossier> ActOnDossier(const Platform& platform, const Actor& actor, const Act& act) {
    return workflow::As<Dossier>(
        platform.storage.InTransaction([&](Transaction& tx) { return ActingOnDossier(platform, tx, actor, act).Run(); }));
}

Result<Dossier> AssignDossier(const Platform& platform, const identity::Officer& officer, const std::string& code,
                              AccountId assignee, std::int64_t expected_version) {
    return workflow::As<Dossier>(workflow::Assign(platform, Dossiers(), officer, code, assignee, expected_version));
}

Result<Dossier> TakeBack(const Platform& platform, const identity::Officer& officer, const std::string& code,
                         std::int64_t expected_version) {
    return workflow::As<Dossier>(workflow::TakeBack(platform, Dossiers(), officer, code, expected_version));
}

}  // namespace dongson::one_stop
