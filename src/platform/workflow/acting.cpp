#include "platform/workflow/acting.h"

#include <algorithm>
#include <utility>

#include "core/print_letters.h"
#include "core/text.h"
#include "platform/calendar/calendars.h"
#include "platform/identity/posts.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/circumstances.h"
#include "platform/workflow/storage/case_store.h"
#include "platform/workflow/tell_opinions.h"

namespace dongson::workflow {

Result<std::shared_ptr<Case>> Acting::Run() {
    for (const auto step : {&Acting::Find, &Acting::MayDo, &Acting::Move, &Acting::Conclude})
        if (auto done = (this->*step)(); !done) return std::unexpected(done.error());
    Cases().Record(*subject_, happening_);
    if (auto kept = Cases().Keep(*subject_); !kept) return std::unexpected(kept.error());
    if (consulted_) TellOfOpinions(platform_, tx_, Moved(), happening_, now_);
    Told();
    return std::move(subject_);
}

Result<void> Acting::Find() {
    auto found = Cases().Take(deed_.code);
    if (!found) return std::unexpected(found.error());
    subject_ = *std::move(found);
    process_ = &keeper_.ProcessOf(*subject_);
    event_ = process_->FindEvent(deed_.event);
    if (event_ == nullptr)
        return std::unexpected(
            kind().Wrong("UNKNOWN_EVENT", Say("Không có việc “{1}” với {2} này.", deed_.event, Lower(kind().noun().Now())), ""));
    if (deed_.expected_version && deed_.expected_version != subject_->version) return std::unexpected(Cases().ChangedMeanwhile());
    // The clock of another node may be ahead by a moment: nothing happens before what happened.
    if (!subject_->clock.ticks().empty()) now_ = std::max(now_, subject_->clock.ticks().back().at);
    Cases().Follow(*subject_);
    subject_->state = process_->Today(subject_->state);
    before_ = CircumstancesOf(platform_, tx_, Moved(), CaseStore(tx_).Consultations(subject_->id), now_);
    before_.consultation = deed_.consultation;
    promised_ = subject_->due;
    return {};
}

Result<void> Acting::MayDo() {
    if (auto refusal = RefuseEvent(Moved(), *event_, actor_, before_)) return std::unexpected(*std::move(refusal));
    if (event_->reason && VisibleLetters(deed_.reason) < 3)
        return std::unexpected(kind().Wrong(
            "REASON_MISSING",
            event_->applicant_reads ? Say("Cần ghi lý do: người nộp sẽ đọc được.") : Say("Cần ghi nội dung này."), "ly_do"));
    if (auto prepared = Prepare(); !prepared) return prepared;
    if (const auto acted = ActsFor(Moved(), *event_, actor_, before_)) {
        actor_.unit = acted->unit;
        actor_.post = acted->post;
    }
    if (auto consented = Consent(); !consented) return consented;
    // What was said may be more than was paid.
    if (auto refusal = RefuseEvent(Moved(), *event_, actor_, before_)) return std::unexpected(*std::move(refusal));
    return {};
}

// The state, the seat, the clock and the effects.
Result<void> Acting::Move() {
    happening_ = Happens(*subject_, event_->key, event_->label, actor_, now_);
    happening_.reason = Trim(deed_.reason);
    happening_.due = subject_->step_due;
    happening_.form = event_->form;
    const auto target = event_->to == "same" ? subject_->state : event_->to == "back" ? subject_->state_before : event_->to;
    const auto& state = process_->At(target);
    if (target != subject_->state) {
        subject_->state_before = std::exchange(subject_->state, target);
        TakeSeat(state);
    }
    if (auto arrived = Arrive(); !arrived) return arrived;
    if (auto ticked = TickFor(*subject_, *event_, happening_.reason, now_); !ticked) return ticked;
    for (const auto& effect : event_->effects)
        if (auto done = Effect(effect); !done) return done;
    if (event_->reopens) subject_->closed = std::nullopt;
    if (state.final) {
        subject_->closed = now_;
        Units().EndAll(happening_);
    }
    CountDue(state);
    happening_.to = subject_->state;
    happening_.to_unit = subject_->holder;
    return {};
}

// Who holds it now. While the applicant or nobody does, the last officer's seat stays in charge of watching. Whoever works on it
// goes on where the next step is the same people's.
void Acting::TakeSeat(const State& state) {
    const auto unit = UnitOf(kind(), state, *subject_, *platform_.units.Now(), now_.LocalDate());
    if (!unit) return;
    if (unit != subject_->holder || state.role != subject_->holder_role) subject_->assignee = {};
    subject_->holder = unit;
    subject_->holder_role = state.role;
    CaseStore(tx_).AddReader(subject_->id, unit);
}

void Acting::CountDue(const State& state) {
    const auto due = subject_->due, step_due = subject_->step_due;
    keeper_.CountDue(*subject_, state, *platform_.calendar.Now(), now_);
    // A step that goes on goes on with its term: nobody wins time by asking, or by being answered.
    if (happening_.from == subject_->state && subject_->due == due && event_->clock == ClockEffect::none)
        subject_->step_due = step_due;
    if (kind().GivesNewDay(*event_)) subject_->step_due = subject_->due;
}

Result<void> Acting::AssignTo(AccountId assignee) {
    if (!assignee) return {};
    identity::AccountStore accounts(tx_);
    const auto colleagues =
        identity::ColleaguesOn(accounts, *platform_.units.Now(), subject_->holder, kind().Worker(), now_.LocalDate());
    if (std::ranges::find(colleagues, assignee, &identity::AccountStore::Colleague::id) == colleagues.end())
        return std::unexpected(kind().NotAColleague());
    subject_->assignee = assignee;
    return {};
}

Result<void> Acting::Ask(const Question& question, const std::vector<NewPaper>& papers) {
    if (auto asked = Units().Ask(question, happening_); !asked) return asked;
    consulted_ = true;
    happening_.files = SentAlong(platform_, tx_, papers, now_);
    return {};
}

Result<void> Acting::Answer(const std::vector<NewPaper>& papers) {
    Units().Answer(deed_.reason, happening_);
    consulted_ = true;
    happening_.files = SentAlong(platform_, tx_, papers, now_);
    return {};
}

Result<void> Acting::Drop() {
    return Units().Drop(happening_);
}

Result<void> Acting::ExtendTo(Date day) {
    const auto promised = subject_->due.LocalDate();
    const auto calendar = platform_.calendar.Now();
    const auto wrong = [&](std::string_view code, Sentence sentence) {
        return std::unexpected(kind().Wrong(code, std::move(sentence), "ngay"));
    };
    if (day <= promised) return wrong("EXTENSION_EARLIER", Say("Ngày hẹn mới phải sau ngày hẹn cũ ({1}).", promised.Spoken()));
    if (day > promised + 366 || day > calendar->last())
        return wrong("EXTENSION_FAR", Say("Ngày hẹn mới quá xa. Hãy kiểm tra lại năm."));
    if (!calendar->IsWorkingDay(day))
        return wrong("EXTENSION_CLOSED", Say("Ngày {1} cơ quan không làm việc. Hãy hẹn vào một ngày làm việc.", day.Spoken()));
    return subject_->clock.Extend(now_, day, happening_.reason);
}

}  // namespace dongson::workflow
