#include "platform/workflow/rules.h"

#include <algorithm>

#include "core/text.h"

namespace dongson::workflow {

namespace {

std::optional<Refusal> RefuseActor(const Moving& moving, const Event& event, const Actor& actor, const Circumstances& now) {
    const auto& [kind, process, subject] = moving;
    const auto acted = ActsFor(moving, event, actor, now);
    if (!acted) return kind.No("NOT_YOURS", Say("Việc này không thuộc quyền của bạn."), RefusalKind::forbidden);
    const bool for_assignee =
        acted->post != nullptr && acted->post->in_stead && acted->post->in_stead->account == subject.assignee;
    if (subject.assignee && subject.assignee != actor.id && event.role.empty() && !for_assignee)
        return kind.No("ASSIGNED_TO_ANOTHER", Say("Việc này đang do cán bộ khác thụ lý. Lãnh đạo đơn vị có thể phân công lại."),
                       RefusalKind::forbidden);
    return std::nullopt;
}

std::optional<Refusal> RefuseGuard(const Moving& moving, std::string_view guard, const Circumstances& now) {
    const auto& [kind, process, subject] = moving;
    if (guard == guards::kNobodyAsked)
        return now.open.empty() ? std::nullopt
                                : std::optional(kind.No("OPINION_OPEN", Say("Còn đang chờ ý kiến của đơn vị được hỏi.")));
    if (guard == guards::kSomebodyAsked)
        return !now.open.empty() ? std::nullopt
                                 : std::optional(kind.No("NO_OPINION_OPEN", Say("Không đang chờ ý kiến của đơn vị nào.")));
    return kind.RefuseGuard(guard, subject, now);
}

// The step whose seat holds the case: while the applicant has it, the one it was taken out of.
const State* HoldingState(const Case& subject, const Process& process) {
    const auto* state = process.Find(subject.state);
    if (state != nullptr && !state->IsOfficers())
        if (const auto* before = process.Find(subject.state_before)) return before;
    return state;
}

}  // namespace

const Consultation* AskedOf(const CaseKind& kind, const Actor& actor, const Circumstances& now) {
    for (const auto& asked : now.open) {
        const bool meant = now.consultation == 0 || now.consultation == asked.id;
        if (meant && actor.officer != nullptr &&
            std::ranges::any_of(kind.Answers(), [&](const auto* answers) { return actor.officer->May(asked.unit, *answers); }))
            return &asked;
    }
    return nullptr;
}

std::optional<Acted> ActsFor(const Moving& moving, const Event& event, const Actor& actor, const Circumstances& now) {
    const auto& [kind, process, subject] = moving;
    const auto where = [&, officer = actor.officer, assignee = subject.assignee](
                           UnitId unit, const identity::Capability* capability) -> std::optional<Acted> {
        if (officer == nullptr || capability == nullptr) return std::nullopt;
        const auto* post = assignee == actor.id ? nullptr : officer->InSteadOf(assignee, *capability, unit);
        if (post == nullptr) post = officer->Through(*capability, unit);
        return post == nullptr ? std::nullopt : std::optional(Acted{unit, post});
    };
    // What a person brings to the counter, the clerk enters for them.
    if (event.role == "applicant")
        return kind.IsApplicant(subject, actor) ? std::optional(Acted{}) : where(now.counter_today, kind.Counter());
    if (event.role == "asked") {
        const auto* asked = AskedOf(kind, actor, now);
        if (asked == nullptr) return std::nullopt;
        for (const auto* answers : kind.Answers())
            if (const auto acted = where(asked->unit, answers)) return acted;
        return std::nullopt;
    }
    const auto& state = process.At(subject.state);
    const auto* wanted = kind.CapabilityOf(event.role.empty() ? state.role : event.role);
    if (const auto own = now.places_today.find(event.role); own != now.places_today.end()) return where(own->second, wanted);
    // A state the applicant holds is still watched over by the unit that asked: the holder before.
    const bool at_counter = wanted != nullptr && wanted == kind.Counter() && state.IsApplicants();
    return where(at_counter ? now.counter_today : now.holder_today, wanted);
}

std::optional<Refusal> RefuseEvent(const Moving& moving, const Event& event, const Actor& actor, const Circumstances& now) {
    const auto& [kind, process, subject] = moving;
    if (subject.closed && !event.reopens)
        return kind.No("ALREADY_CLOSED", Say("{1} {2} đã kết thúc.", kind.noun().Now(), subject.code));
    if (std::ranges::find(event.from, process.Today(subject.state)) == event.from.end()) {
        const auto& state = process.At(subject.state);
        return kind.No("STATE_CHANGED", Say("{1} đã chuyển sang “{2}”, nên việc này không còn làm được.", kind.noun().Now(),
                                            actor.officer == nullptr ? state.citizen.Now() : state.words.Now()));
    }
    if (auto refusal = RefuseActor(moving, event, actor, now)) return refusal;
    const auto happened = now.happened.find(event.key);
    if (event.limit > 0 && happened != now.happened.end() && happened->second >= event.limit)
        return kind.No("LIMIT_REACHED", Say("“{1}” chỉ được làm {2} lần.", event.label.Now(), std::to_string(event.limit)));
    if (event.wait_days > 0 && now.supply_until && now.now <= *now.supply_until)
        return kind.No("STILL_WAITING",
                       Say("Người nộp được bổ sung đến hết {1} ngày {2}. Chưa thể dừng giải quyết vì không bổ sung.",
                           MinuteOfDay(now.supply_until->LocalMinute()), now.supply_until->LocalDate().Spoken()));
    for (const auto& effect : event.effects)
        if (auto refusal = kind.RefuseEffect(effect, subject, now)) return refusal;
    for (const auto& guard : event.guards)
        if (auto refusal = RefuseGuard(moving, guard, now)) return refusal;
    return std::nullopt;
}

std::vector<const Event*> AllowedEvents(const Moving& moving, const Actor& actor, const Circumstances& now) {
    std::vector<const Event*> allowed;
    for (const auto& event : moving.process.events)
        if (!RefuseEvent(moving, event, actor, now)) allowed.push_back(&event);
    std::ranges::stable_sort(allowed, std::ranges::greater{}, &Event::primary);
    return allowed;
}

Result<void> TickFor(Case& subject, const Event& event, const std::string& reason, Instant now) {
    switch (event.clock) {
        case ClockEffect::none:
            return {};
        case ClockEffect::start:
            return subject.clock.Start(now);
        case ClockEffect::pause:
            return subject.clock.Pause(now, calendar::PauseFor(event.label.vi, reason));
        case ClockEffect::resume:
            return subject.clock.Resume(now);
        case ClockEffect::restart:
            return subject.clock.Restart(now, reason);
        case ClockEffect::stop:
            return subject.clock.Stop(now);
    }
    return {};
}

UnitId UnitOf(const CaseKind& kind, const State& state, const Case& subject, const organisation::Units& units, Date day) {
    const auto unit = kind.Sits(state.seat, subject, units, day);
    return unit || state.heir.empty() ? unit : kind.Sits(state.heir, subject, units, day);
}

UnitId HolderOn(const Moving& moving, const organisation::Units& units, Date day) {
    const auto& [kind, process, subject] = moving;
    if (const auto* unit = units.InOfficeOn(subject.holder, day)) return unit->id;
    if (units.Find(subject.holder) == nullptr) return subject.holder;
    const auto* state = HoldingState(subject, process);
    const auto heir = state == nullptr ? UnitId{} : UnitOf(kind, *state, subject, units, day);
    return heir ? heir : kind.Home(subject, units, day);
}

}  // namespace dongson::workflow
