#include "modules/one_stop/actions/act_on_dossier.h"
#include "modules/one_stop/capabilities.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "core/amount.h"
#include "core/log.h"
#include "core/print_letters.h"
#include "core/text.h"
#include "modules/one_stop/actions/circumstances.h"
#include "modules/one_stop/actions/consulting.h"
#include "modules/one_stop/actions/follow_units.h"
#include "modules/one_stop/actions/happen.h"
#include "modules/one_stop/actions/issue_paper.h"
#include "modules/one_stop/actions/refusals.h"
#include "modules/one_stop/actions/tell_of_act.h"
#include "modules/one_stop/domain/result_kind.h"
#include "modules/one_stop/storage/form_shelf.h"
#include "modules/one_stop/storage/paper_store.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "platform/calendar/calendars.h"
#include "platform/identity/posts.h"
#include "platform/numbering/numbering.h"
#include "platform/organisation/directory.h"

namespace dongson::one_stop {

using storage::Transaction;
using workflow::Event;
using workflow::Process;
using workflow::State;

namespace {

// Characters of a reason or an opinion, and of a result's text.
constexpr std::size_t kLongestReason = 3000, kLongestResult = 20000, kLongestReceiver = 300;

// The transaction's part of an act; made anew each time the transaction runs.
class Acting {
  public:
    Acting(const Platform& platform, Transaction& tx, const Actor& actor, const Act& act)
        : platform_(platform), tx_(tx), dossiers_(tx), actor_(actor), act_(act), now_(platform.clock.Now()) {}

    Result<Dossier> Run() {
        auto found = dossiers_.GetToChange(act_.code);
        if (!found) return std::unexpected(Refusal::NotFound(Say("Không có hồ sơ mã {1}.", act_.code)));
        dossier_ = std::move(*found);
        process_ = &ProcessOf(dossier_);
        event_ = process_->FindEvent(act_.event);
        if (event_ == nullptr) return No("ONE_STOP_UNKNOWN_EVENT", Say("Không có việc “{1}” với hồ sơ này.", act_.event));
        if (act_.expected_version != dossier_.version) return ChangedMeanwhile();
        // The clock of another node may be ahead by a moment: nothing happens before what happened.
        if (!dossier_.clock.ticks().empty()) now_ = std::max(now_, dossier_.clock.ticks().back().at);
        // Nobody has looked since its unit ended: it moves with this act.
        if (const auto from = dossier_.holder; !dossier_.closed && FollowUnits(platform_, tx_, dossier_, now_))
            RecordMove(platform_, tx_, dossier_, from, now_);
        dossier_.state = process_->Today(dossier_.state);
        auto circumstances = CircumstancesOf(platform_, tx_, dossier_, dossiers_.Opinions(dossier_.id), now_);
        circumstances.consultation = act_.opinion;
        if (auto refusal = workflow::RefuseEvent(Moved(), *event_, actor_, circumstances))
            return std::unexpected(std::move(*refusal));
        if (event_->reason && VisibleLetters(act_.reason) < 3)
            return No("ONE_STOP_REASON_MISSING",
                      event_->applicant_reads ? Say("Cần ghi lý do: người nộp sẽ đọc được.") : Say("Cần ghi nội dung này."),
                      "ly_do");
        if (auto refusal = RefuseLong()) return std::unexpected(*std::move(refusal));
        if (auto said = SayFee(); !said) return std::unexpected(said.error());
        if (const auto acted = workflow::ActsFor(Moved(), *event_, actor_, circumstances)) {
            actor_.unit = acted->unit;
            actor_.post = acted->post;
        }
        if (auto refusal = RefuseOwnWork()) return std::unexpected(*std::move(refusal));
        // What was said may be more than was paid.
        if (auto refusal = workflow::RefuseEvent(Moved(), *event_, actor_, circumstances))
            return std::unexpected(std::move(*refusal));
        // Nobody is spoken for by a sentence an officer types: what a person wants at the counter they sign, and the paper is
        // attached.
        if (event_->role == "applicant" && actor_.officer != nullptr && act_.papers.empty())
            return No("ONE_STOP_SIGNED_PAPER_WANTED",
                      Say("Việc này là của người nộp. Làm thay tại quầy thì phải đính kèm giấy có chữ ký của họ."), "tep");
        issuer_ = circumstances.holder_today;
        promised_ = dossier_.due;
        auto happening = Move(circumstances);
        if (!happening) return std::unexpected(happening.error());
        return Finish(*std::move(happening));
    }

  private:
    workflow::Moving Moved() const { return {DossierKind(), *process_, dossier_}; }
    Consulting Units() { return {platform_, tx_, dossier_, actor_, now_}; }

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

    // Whoever was given the head's signature does not approve with it what they themselves submitted.
    std::optional<Refusal> RefuseOwnWork() {
        if (!ApprovesOwnWork(dossier_, *event_, actor_.id, actor_.post, dossiers_.Happenings(dossier_.id))) return std::nullopt;
        return Refusal{"ONE_STOP_OWN_WORK",
                       Say("Bạn đã trình hồ sơ này, nên không ký thay để phê duyệt chính hồ sơ ấy. Hãy để người khác ký."), "",
                       RefusalKind::forbidden};
    }

    // The sum a clerk says where no source does, with its basis. The guards look at it.
    Result<void> SayFee() {
        const bool needed =
            dossier_.FeeUnknown() && (std::ranges::any_of(event_->guards, IsFeeGuard) || event_->Has("hand_over"));
        const auto typed = Trim(act_.fee), basis = Trim(act_.fee_basis);
        if (!AsksForFee(dossier_, *event_) || (typed.empty() && !needed)) return {};
        const auto sum = ParseMoney(typed);
        if (!sum) return No("ONE_STOP_FEE_UNKNOWN", Say("Nhập mức phí, lệ phí bằng số, 0 nếu không thu."), "phi");
        if (Length(basis) < 3) return No("ONE_STOP_FEE_BASIS", Say("Ghi căn cứ của mức thu: văn bản nào, điều nào."), "can_cu");
        dossier_.fee = *sum;
        fee_said_ = Say("Phí, lệ phí {1}. Căn cứ: {2}", Money(dossier_.fee), basis).In(Language::vietnamese);
        return {};
    }

    // The time allowed, and the fee where it is said, of the case that the clerk names when receiving.
    Result<void> ChooseCase(Happening& happening) {
        if (event_->clock != workflow::ClockEffect::start || act_.chosen_case.empty()) return {};
        const auto procedure = ProcedureStore(tx_).Get(dossier_.procedure).value_or(Procedure{});
        const auto cases = procedure.CasesOf(dossier_.channel);
        const auto chosen = std::ranges::find(cases, act_.chosen_case, [](std::size_t index) { return std::to_string(index); });
        if (chosen == cases.end()) return No("ONE_STOP_CASE", Say("Hãy chọn một trường hợp có trong danh mục."), "truong_hop");
        const auto& method = procedure.methods[*chosen];
        dossier_.allowed = method.duration;
        if (dossier_.FeeUnknown()) dossier_.fee = method.FeeOn(now_.LocalDate()).value_or(kFeeUnknown);
        AddReason(happening, Say("Trường hợp: {1}", procedure.CaseWords(*chosen)).In(Language::vietnamese));
        return {};
    }

    // The state, the seat, the clock and the effects.
    Result<Happening> Move(const Circumstances& circumstances) {
        auto happening = Happens(dossier_, event_->key, event_->label, actor_, now_);
        happening.reason = Trim(act_.reason);
        happening.due = dossier_.step_due;
        happening.form = event_->form;
        const auto target = event_->to == "same" ? dossier_.state : event_->to == "back" ? dossier_.state_before : event_->to;
        const auto& state = process_->At(target);
        if (target != dossier_.state) {
            dossier_.state_before = dossier_.state;
            dossier_.state = target;
            TakeSeat(state);
        }
        if (auto chosen = ChooseCase(happening); !chosen) return std::unexpected(chosen.error());
        if (auto ticked = workflow::TickFor(dossier_, *event_, happening.reason, now_); !ticked)
            return std::unexpected(ticked.error());
        if (event_->clock == workflow::ClockEffect::start) {
            dossier_.received = now_;
            dossier_.register_number =
                numbering::NextOfYear(tx_, circumstances.counter_today, "so-theo-doi", now_.LocalDate().Year());
        }
        for (const auto& effect : event_->effects)
            if (auto done = (this->*EffectOf(effect))(circumstances, happening); !done) return std::unexpected(done.error());
        if (event_->role == "applicant" && !event_->Has("supplement")) KeepPapers(circumstances.happened);
        if (state.final) {
            dossier_.closed = now_;
            for (const auto& opinion : circumstances.open) Units().End(opinion, happening);
        }
        const auto due = dossier_.due, step_due = dossier_.step_due;
        ComputeDue(dossier_, state, *platform_.calendar.Now(), now_);
        // A step that goes on goes on with its term: nobody wins time by asking, or by being answered.
        if (happening.from == dossier_.state && dossier_.due == due && event_->clock == workflow::ClockEffect::none)
            dossier_.step_due = step_due;
        if (GivesNewDay(*event_)) dossier_.step_due = dossier_.due;
        happening.to = dossier_.state;
        happening.to_unit = dossier_.holder;
        return happening;
    }

    // Who holds it now. While the applicant or nobody does, the last officer's seat stays in charge of watching.
    void TakeSeat(const State& state) {
        const auto unit = workflow::UnitOf(DossierKind(), state, dossier_, *platform_.units.Now(), now_.LocalDate());
        if (!unit) return;
        const bool back = event_->to == "back" && unit == dossier_.holder && state.role == dossier_.holder_role;
        if (!back) dossier_.assignee = {};
        dossier_.holder = unit;
        dossier_.holder_role = state.role;
        dossiers_.AddReader(dossier_.id, unit);
    }

    // A new appointment within the reach of the law, or as far as was agreed in writing: then who agreed is part of the reason.
    Result<void> Appoint(const Circumstances& circumstances, Happening& happening) {
        const auto agreed = Trim(act_.agreed);
        const auto code = ProcedureStore(tx_).Get(dossier_.procedure).value_or(Procedure{}).code;
        const bool within_day = dossier_.allowed && dossier_.allowed->unit == calendar::DurationUnit::same_day &&
                                std::ranges::find(event_->agreed_only, code) == event_->agreed_only.end();
        const bool reaches =
            within_day && dossier_.clock.Extensions() == 0 &&
            act_.until <= platform_.calendar.Now()->NthWorkingDayAfter(dossier_.due.LocalDate(), event_->reach_days);
        if (!reaches && Length(agreed) < 3)
            return No(
                "ONE_STOP_AGREEMENT_WANTED",
                within_day
                    ? Say("Hẹn quá {1} ngày làm việc, hoặc hẹn lại lần nữa, thì phải thỏa thuận bằng văn bản. Hãy ghi ai đã đồng ý.",
                          std::to_string(event_->reach_days))
                    : Say("Thời hạn này chỉ kéo dài khi đã thỏa thuận bằng văn bản. Hãy ghi ai đã đồng ý."),
                "dong_y");
        if (!agreed.empty()) AddReason(happening, Say("Đã thỏa thuận bằng văn bản với: {1}", agreed).In(Language::vietnamese));
        return Extend(circumstances, happening);
    }

    Result<void> Extend(const Circumstances&, Happening& happening) {
        if (act_.until <= dossier_.due.LocalDate())
            return No("ONE_STOP_EXTENSION_EARLIER",
                      Say("Ngày hẹn mới phải sau ngày hẹn cũ ({1}).", dossier_.due.LocalDate().Spoken()), "ngay");
        if (act_.until > dossier_.due.LocalDate() + 366 || act_.until > platform_.calendar.Now()->last())
            return No("ONE_STOP_EXTENSION_FAR", Say("Ngày hẹn mới quá xa. Hãy kiểm tra lại năm."), "ngay");
        if (!platform_.calendar.Now()->IsWorkingDay(act_.until))
            return No("ONE_STOP_EXTENSION_CLOSED",
                      Say("Ngày {1} cơ quan không làm việc. Hãy hẹn vào một ngày làm việc.", act_.until.Spoken()), "ngay");
        return dossier_.clock.Extend(now_, act_.until, happening.reason);
    }

    Result<void> Assign(const Circumstances&, Happening&) {
        if (!act_.assignee) return {};  // whoever of them takes it
        identity::AccountStore accounts(tx_);
        const auto colleagues =
            identity::ColleaguesOn(accounts, *platform_.units.Now(), dossier_.holder, kExamine, now_.LocalDate());
        if (std::ranges::find(colleagues, act_.assignee, &identity::AccountStore::Colleague::id) == colleagues.end())
            return No("ONE_STOP_NOT_A_COLLEAGUE", Say("Người được chọn không phải chuyên viên của đơn vị nhận hồ sơ."), "nguoi");
        dossier_.assignee = act_.assignee;
        return {};
    }
    Result<void> AskOpinion(const Circumstances& circumstances, Happening& happening) {
        return Units().Ask(act_, circumstances, happening);
    }
    Result<void> AnswerOpinion(const Circumstances& circumstances, Happening& happening) {
        return Units().Answer(act_, circumstances, happening);
    }
    Result<void> DropOpinion(const Circumstances& circumstances, Happening& happening) {
        return Units().Drop(act_, circumstances, happening);
    }
    // What was said before the guards looked at it is kept with what happened.
    Result<void> ChargeFee(const Circumstances&, Happening& happening) {
        AddReason(happening, fee_said_);
        return {};
    }
    Result<void> MarkPaid(const Circumstances&, Happening&) {
        dossier_.fee_paid = now_;
        return {};
    }
    // The paper brings its number.
    Result<void> NumberResult(const Circumstances&, Happening&) {
        dossier_.finished = now_;
        return {};
    }
    Result<void> HandOver(const Circumstances&, Happening& happening) {
        const auto receiver = OneSpaced(act_.receiver);
        if (receiver.empty()) return {};
        if (VisibleLetters(receiver) < 3)
            return No("ONE_STOP_RECEIVER", Say("Ghi họ tên người nhận thay, hoặc để trống."), "nguoi_nhan");
        AddReason(happening, Say("Người nhận thay: {1}", receiver).In(Language::vietnamese));
        return {};
    }

    // Every effect that a process may name is here, or this does not compile.
    using Effect = Result<void> (Acting::*)(const Circumstances&, Happening&);
    static Effect EffectOf(std::string_view name) {
        using Named = std::pair<std::string_view, Effect>;
        static constexpr Named kNamed[] = {{"assign", &Acting::Assign},
                                           {"ask_opinion", &Acting::AskOpinion},
                                           {"answer_opinion", &Acting::AnswerOpinion},
                                           {"drop_opinion", &Acting::DropOpinion},
                                           {"extend", &Acting::Extend},
                                           {"appoint", &Acting::Appoint},
                                           {"supplement", &Acting::Supply},
                                           {"attach_result", &Acting::AttachResult},
                                           {"number_result", &Acting::NumberResult},
                                           {"charge_fee", &Acting::ChargeFee},
                                           {"mark_paid", &Acting::MarkPaid},
                                           {"hand_over", &Acting::HandOver}};
        static_assert(std::ranges::equal(kNamed, kEffects, {}, &Named::first));
        return std::ranges::find(kNamed, name, &Named::first)->second;
    }

    void KeepPapers(const std::map<std::string, int>& happened) {
        int round = 1;
        for (const auto& event : process_->events)
            if (const auto found = happened.find(event.key); event.Has("supplement") && found != happened.end())
                round += found->second;
        const auto procedure = ProcedureStore(tx_).Get(dossier_.procedure).value_or(Procedure{});
        for (const auto& paper : act_.papers)
            dossiers_.AddPaper(dossier_.id, paper.file ? paper.file : RecordPaper(platform_, tx_, paper.kept, now_),
                               procedure.ComponentOrOther(paper.component), round, now_);
    }

    Result<void> Supply(const Circumstances& circumstances, Happening& happening) {
        KeepPapers(circumstances.happened);
        const auto corrected = Correct();
        if (!corrected) return std::unexpected(corrected.error());
        if (act_.papers.empty() && Trim(act_.reason).empty() && corrected->empty())
            return No("ONE_STOP_NOTHING_SUPPLIED", Say("Hãy gửi ít nhất một tệp, sửa điều đã khai, hoặc viết phần giải trình."),
                      "tep");
        if (!corrected->empty()) AddReason(happening, Say("Đã sửa: {1}", *corrected).In(Language::vietnamese));
        return {};
    }

    // Takes over what the applicant corrects of what they declared. What was corrected: "Họ tên: Lê An → Lê Minh An; …".
    Result<std::string> Correct() {
        if (act_.answers.empty()) return std::string();
        const auto form = FormOf(tx_, dossier_, ProcedureStore(tx_).Get(dossier_.procedure).value_or(Procedure{}));
        auto answers = dossier_.answers;
        std::string corrected;
        for (const auto& section : form.sections) {
            for (const auto& question : section.questions)
                if (const auto given = act_.answers.find(question.key); given != act_.answers.end())
                    answers[question.key] = given->second;
            if (const auto faults = CheckSection(section, answers, now_.LocalDate()); !faults.empty())
                return std::unexpected(faults.front());
            for (const auto& question : section.questions) {
                const auto before = SpokenAnswer(question, dossier_.answers), after = SpokenAnswer(question, answers);
                if (before != after)
                    corrected += fmt::format("{}{}: {} → {}", corrected.empty() ? "" : "; ", question.label.vi,
                                             before.empty() ? "–" : before, after.empty() ? "–" : after);
            }
        }
        dossier_.answers = std::move(answers);
        return corrected;
    }

    // A result is a document: the template of its kind with what the officer wrote in it, or a PDF made elsewhere.
    // No paper says what nobody wrote: the kind's own sentence is either what the officer sent, or it is kept where all can read
    // it.
    Result<void> AttachResult(const Circumstances&, Happening&) {
        const auto typed = Trim(act_.result_text);
        const auto proposed = ResultKindOf(ProcedureStore(tx_).Get(dossier_.procedure).value_or(Procedure{})).otherwise;
        const bool has_file = !act_.papers.empty() || dossier_.result_file;
        if (typed.empty() && !has_file && act_.result_seen)
            return No("ONE_STOP_RESULT_EMPTY", Say("Hãy ghi nội dung kết quả, hoặc gửi kết quả là tệp PDF."), "ket_qua");
        if (!typed.empty() && !(has_file && typed == proposed)) dossier_.result_text = typed;
        if (dossier_.result_text.empty() && !has_file) dossier_.result_text = proposed;
        if (act_.papers.empty()) return {};
        if (act_.papers.front().kept.type != "application/pdf")
            return No("ONE_STOP_RESULT_NOT_PDF", Say("Kết quả phải là tệp PDF."), "tep");
        dossier_.result_file = RecordPaper(platform_, tx_, act_.papers.front().kept, now_);
        return {};
    }

    // The paper of this event, as it will stand for ever.
    Result<void> IssueForm(const Happening& happening) {
        const bool result = event_->Has("number_result");
        if (!result && event_->form.empty()) return {};
        if (event_->form == kReceipt && (act_.sets > 0 || !act_.components.empty()))
            PaperStore(tx_).HandIn(dossier_.id, {act_.components, std::max(1, act_.sets)});
        if (event_->form == kSupplementSlip) PaperStore(tx_).Ask(dossier_.id, act_.components);
        auto issued = IssuePaper(platform_, tx_, dossier_, happening,
                                 {.form = result ? std::string(kResult) : event_->form,
                                  .unit = issuer_,
                                  .notation = "",
                                  .at = now_,
                                  .signer = actor_.name,
                                  .position = SignsByPost() ? actor_.post->position : "",
                                  .in_stead = SignsByPost() ? actor_.post->in_stead : nullptr,
                                  .reason = happening.reason,
                                  .promised = promised_,
                                  .components = act_.components,
                                  .supply_until = workflow::SuppliedUntil(dossier_, *process_, *platform_.calendar.Now())});
        if (!issued) return std::unexpected(issued.error());
        return {};
    }

    // Whether the post they act by is one of the unit that issues the paper; its position is none elsewhere.
    bool SignsByPost() const { return actor_.post != nullptr && actor_.post->ActsFor(issuer_); }

    Result<Dossier> Finish(Happening happening) {
        if (auto issued = IssueForm(happening); !issued) return std::unexpected(issued.error());
        Record(platform_, tx_, dossier_, std::move(happening));
        if (!dossiers_.Update(dossier_)) return ChangedMeanwhile();
        ++dossier_.version;
        RefreshWork(platform_, tx_, dossier_, now_);
        TellOfAct(platform_, tx_, dossier_, *process_, *event_, act_, actor_.officer != nullptr, now_);
        return dossier_;
    }

    const Platform& platform_;
    Transaction& tx_;
    DossierStore dossiers_;
    Actor actor_;
    const Act& act_;
    Instant now_;
    Dossier dossier_;
    const Process* process_ = nullptr;
    const Event* event_ = nullptr;
    UnitId issuer_;              // who held it before: whose papers its own are
    Instant promised_ = kNever;  // the due date before the event
    std::string fee_said_;       // in this act, for the record
};

}  // namespace

Result<Dossier> ActOnDossier(const Platform& platform, const Actor& actor, const Act& act) {
    return platform.storage.InTransaction([&](Transaction& tx) { return Acting(platform, tx, actor, act).Run(); });
}

}  // namespace dongson::one_stop
