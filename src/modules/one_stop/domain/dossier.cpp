#include "modules/one_stop/domain/dossier.h"

#include <algorithm>

#include "core/bytes.h"
#include "core/print_letters.h"
#include "core/text.h"
#include "modules/one_stop/capabilities.h"
#include "modules/one_stop/domain/seats.h"

namespace dongson::one_stop {

using workflow::ClockEffect;
using workflow::Event;
using workflow::Process;
using workflow::State;

namespace {

Refusal No(std::string code, Sentence sentence, RefusalKind kind = RefusalKind::conflict) {
    return {std::move(code), std::move(sentence), "", kind};
}

Refusal FeeFirst(const Dossier& dossier) {
    return No("ONE_STOP_FEE_DUE", Say("Chưa ghi nhận đã nộp {1}.", Money(dossier.fee)));
}

bool IsApplicant(const Dossier& dossier, const Actor& actor) {
    return actor.officer == nullptr && IsOf(dossier, actor.id);
}

std::optional<Refusal> RefuseActor(const Dossier& dossier, const Process& process, const Event& event, const Actor& actor,
                                   const Circumstances& now) {
    const auto acted = ActsFor(dossier, process, event, actor, now);
    if (!acted) return No("ONE_STOP_NOT_YOURS", Say("Việc này không thuộc quyền của bạn với hồ sơ này."), RefusalKind::forbidden);
    const bool for_assignee =
        acted->post != nullptr && acted->post->in_stead && acted->post->in_stead->account == dossier.assignee;
    if (dossier.assignee && dossier.assignee != actor.id && event.role.empty() && !for_assignee)
        return No("ONE_STOP_ASSIGNED_TO_ANOTHER", Say("Hồ sơ đang do cán bộ khác thụ lý. Lãnh đạo đơn vị có thể phân công lại."),
                  RefusalKind::forbidden);
    return std::nullopt;
}

std::optional<Refusal> RefuseGuard(const std::string& guard, const Dossier& dossier, const Circumstances& now) {
    // What is owed is said in the same act.
    if (IsFeeGuard(guard) && dossier.FeeUnknown()) return std::nullopt;
    if (guard == "fee_paid" && dossier.FeeDue()) return FeeFirst(dossier);
    if (guard == "fee_due" && !dossier.FeeDue())
        return No("ONE_STOP_NO_FEE_DUE", Say("Hồ sơ này không còn khoản phí nào phải nộp."));
    if (guard == "no_fee_due" && dossier.FeeDue()) return FeeFirst(dossier);
    if (guard == "no_open_opinion" && !now.open_opinions.empty())
        return No("ONE_STOP_OPINION_OPEN", Say("Còn đang chờ ý kiến của đơn vị được hỏi."));
    if (guard == "opinion_open" && now.open_opinions.empty())
        return No("ONE_STOP_NO_OPINION_OPEN", Say("Không đang chờ ý kiến của đơn vị nào."));
    if (guard == "has_due_date" && dossier.due == kNever)
        return No("ONE_STOP_NO_DUE_DATE", Say("Hồ sơ không có ngày hẹn trả, nên không cần hẹn lại."));
    if (guard == "not_due_yet" && now.now > dossier.due)
        return No("ONE_STOP_TOO_LATE_TO_APPOINT", Say("Phải hẹn lại trước giờ đã hẹn: {1} ngày {2}.",
                                                      MinuteOfDay(dossier.due.LocalMinute()), dossier.due.LocalDate().Spoken()));
    // Decree 61/2018 art. 19 and its successor: the apology comes at least a day before expiry.
    if (guard == "before_expiry" && now.now.LocalDate() >= dossier.due.LocalDate())
        return No("ONE_STOP_TOO_LATE_TO_EXTEND",
                  Say("Phải xin lỗi và hẹn lại trước ngày hẹn trả ít nhất một ngày. Ngày hẹn là {1}.",
                      dossier.due.LocalDate().Spoken()));
    return std::nullopt;
}

}  // namespace

bool IsFeeGuard(std::string_view guard) {
    return guard == "fee_paid" || guard == "fee_due" || guard == "no_fee_due";
}

bool AsksForFee(const Dossier& dossier, const Event& event) {
    return dossier.FeeUnknown() && (std::ranges::any_of(event.guards, IsFeeGuard) || event.Has("charge_fee"));
}

Refusal ResultHeldBack(const Dossier& dossier) {
    if (dossier.FeeUnknown())
        return No("ONE_STOP_FEE_UNKNOWN",
                  Say("Kết quả được trả khi bộ phận một cửa đã xác định phí, lệ phí và khoản phải nộp, nếu có, đã được nộp."));
    return No("ONE_STOP_FEE_DUE", Say("Kết quả được trả khi đã nộp {1}.", Money(dossier.fee)));
}

std::string_view DeliveryName(Delivery delivery) {
    static constexpr std::string_view kNames[] = {"Tại bộ phận một cửa", "Qua bưu chính, tận nhà", "Bản điện tử"};
    return kNames[static_cast<int>(delivery)];
}

std::string_view DeliverySlug(Delivery delivery) {
    static constexpr std::string_view kSlugs[] = {"mot-cua", "buu-chinh", "dien-tu"};
    return kSlugs[static_cast<int>(delivery)];
}

std::optional<Delivery> ParseDelivery(std::string_view slug) {
    const auto* found = std::ranges::find(kDeliveries, slug, DeliverySlug);
    return found == std::end(kDeliveries) ? std::nullopt : std::optional(*found);
}

Refusals CheckDelivery(std::optional<Delivery> chosen, std::string_view address) {
    Refusals faults;
    if (!chosen) faults.push_back({"DRAFT_DELIVERY", Say("Hãy chọn cách nhận kết quả."), std::string(kDeliveryField)});
    if (chosen == Delivery::post && Length(address) < 10)
        faults.push_back(
            {"DRAFT_DELIVERY_ADDRESS", Say("Nhập địa chỉ đầy đủ để bưu chính giao tới."), std::string(kDeliveryAddressField)});
    if (auto refusal = RefuseLetters(address, std::string(kDeliveryAddressField))) faults.push_back(*std::move(refusal));
    return faults;
}

bool IsOf(const Dossier& dossier, AccountId account) {
    return account && dossier.person.account == account;
}

std::string WhoDid(const Happening& happening) {
    return happening.on_behalf_of.empty() ? happening.actor_name
                                          : happening.actor_name + " (thay " + happening.on_behalf_of + ")";
}

Actor Actor::Of(const identity::Officer& officer) {
    return {officer.account.id, officer.account.name, officer.unit(), &officer};
}
Actor Actor::Of(const identity::Officer& officer, UnitId unit, const identity::Capability& capability) {
    return {officer.account.id, officer.account.name, unit, &officer, officer.Through(capability, unit)};
}
Actor Actor::Of(const identity::Account& citizen) {
    return {citizen.id, citizen.name, {}, nullptr};
}

std::optional<Actor> Actor::WorkingAt(const identity::Officer& officer, UnitId unit) {
    for (const auto& capability : {kExamine, kReceive, kDecide})
        if (officer.May(unit, capability)) return Of(officer, unit, capability);
    return std::nullopt;
}

const Opinion* AskedOf(const Actor& actor, const Circumstances& now) {
    for (const auto& opinion : now.open_opinions) {
        const bool meant = now.opinion == 0 || now.opinion == opinion.id;
        if (meant && actor.officer != nullptr &&
            (actor.officer->May(opinion.unit, kExamine) || actor.officer->May(opinion.unit, kDecide)))
            return &opinion;
    }
    return nullptr;
}

std::optional<Acted> ActsFor(const Dossier& dossier, const Process& process, const Event& event, const Actor& actor,
                             const Circumstances& now) {
    const auto where = [&, officer = actor.officer](UnitId unit, const identity::Capability& capability) -> std::optional<Acted> {
        if (officer == nullptr) return std::nullopt;
        const auto* post = dossier.assignee == actor.id ? nullptr : officer->InSteadOf(dossier.assignee, capability, unit);
        if (post == nullptr) post = officer->Through(capability, unit);
        return post == nullptr ? std::nullopt : std::optional(Acted{unit, post});
    };
    // What a person brings to the counter, the clerk enters for them.
    if (event.role == "applicant")
        return IsApplicant(dossier, actor) ? std::optional(Acted{}) : where(now.intake_today, kReceive);
    if (event.role == "asked") {
        const auto* asked = AskedOf(actor, now);
        return asked == nullptr ? std::nullopt
                                : where(asked->unit, kExamine).or_else([&] { return where(asked->unit, kDecide); });
    }
    const auto& state = process.At(dossier.state);
    const auto* wanted = CapabilityOf(event.role.empty() ? state.role : event.role);
    if (wanted == nullptr) return std::nullopt;
    // A state the applicant holds is still watched over by the unit that asked: the holder before.
    const bool at_counter = *wanted == kReceive && state.seat == workflow::Seat::applicant;
    return where(at_counter ? now.intake_today : now.holder_today, *wanted);
}

std::optional<Refusal> RefuseEvent(const Dossier& dossier, const Process& process, const Event& event, const Actor& actor,
                                   const Circumstances& now) {
    if (dossier.closed) return No("ONE_STOP_ALREADY_CLOSED", Say("Hồ sơ {1} đã kết thúc.", dossier.code));
    if (std::ranges::find(event.from, process.Today(dossier.state)) == event.from.end()) {
        const auto& state = process.At(dossier.state);
        return No("ONE_STOP_STATE_CHANGED", Say("Hồ sơ đã chuyển sang “{1}”, nên việc này không còn làm được.",
                                                actor.officer == nullptr ? state.citizen.Now() : state.words.Now()));
    }
    if (auto refusal = RefuseActor(dossier, process, event, actor, now)) return refusal;
    const auto happened = now.happened.find(event.key);
    if (event.limit > 0 && happened != now.happened.end() && happened->second >= event.limit)
        return No("ONE_STOP_LIMIT_REACHED",
                  Say("“{1}” chỉ được làm {2} lần cho mỗi hồ sơ.", event.label.Now(), std::to_string(event.limit)));
    if (event.wait_days > 0 && now.supply_until && now.now <= *now.supply_until)
        return No("ONE_STOP_STILL_WAITING",
                  Say("Người nộp được bổ sung đến hết {1} ngày {2}. Chưa thể dừng giải quyết vì không bổ sung.",
                      MinuteOfDay(now.supply_until->LocalMinute()), now.supply_until->LocalDate().Spoken()));
    if (event.Has("hand_over") && dossier.FeeDue()) return FeeFirst(dossier);
    for (const auto& guard : event.guards)
        if (auto refusal = RefuseGuard(guard, dossier, now)) return refusal;
    return std::nullopt;
}

std::vector<const Event*> AllowedEvents(const Dossier& dossier, const Process& process, const Actor& actor,
                                        const Circumstances& now) {
    std::vector<const Event*> allowed;
    for (const auto& event : process.events)
        if (!RefuseEvent(dossier, process, event, actor, now)) allowed.push_back(&event);
    std::ranges::stable_sort(allowed, std::ranges::greater{}, &Event::primary);
    return allowed;
}

bool MayRead(const identity::Officer& officer, const std::vector<UnitId>& readers) {
    return std::ranges::any_of(readers, [&](UnitId unit) { return officer.WorksIn(unit); });
}

bool MaySeeResult(const identity::Officer& officer, const Dossier& dossier) {
    if (!dossier.finished || dossier.MayHandOver()) return true;
    // A post elsewhere opens nothing here.
    return std::ranges::any_of(std::initializer_list<UnitId>{dossier.holder, dossier.competent},
                               [&](UnitId unit) { return officer.May(unit, kExamine) || officer.May(unit, kDecide); });
}

Result<void> TickFor(Dossier& dossier, const Event& event, const std::string& reason, Instant now) {
    switch (event.clock) {
        case ClockEffect::none:
            return {};
        case ClockEffect::start:
            return dossier.clock.Start(now);
        case ClockEffect::pause:
            return dossier.clock.Pause(now, calendar::PauseFor(event.label.vi, reason));
        case ClockEffect::resume:
            return dossier.clock.Resume(now);
        case ClockEffect::restart:
            return dossier.clock.Restart(now, reason);
        case ClockEffect::stop:
            return dossier.clock.Stop(now);
    }
    return {};
}

std::optional<Instant> SuppliedUntil(const Dossier& dossier, const Process& process, const calendar::WorkingCalendar& calendar) {
    const auto asked = std::ranges::find(dossier.clock.ticks().rbegin(), dossier.clock.ticks().rend(), calendar::TickKind::pause,
                                         &calendar::Tick::kind);
    if (asked == dossier.clock.ticks().rend() || dossier.closed) return std::nullopt;
    for (const auto* event : process.EventsFrom(dossier.state))
        if (event->wait_days > 0) return calendar.CloseOf(calendar.WorkingDayFrom(asked->at.LocalDate() + event->wait_days));
    return std::nullopt;
}

void ComputeDue(Dossier& dossier, const State& state, const calendar::WorkingCalendar& calendar, Instant now) {
    if (!dossier.clock.Started() || !dossier.allowed) {
        // Not received yet: what is due is the answer.
        const bool unanswered = !dossier.clock.Started() && state.initial && dossier.channel == Channel::online;
        dossier.due = kNever;
        dossier.step_due = unanswered ? calendar.AfterWorkingMinutes(dossier.submitted, kAnswerMinutes) : kNever;
        return;
    }
    const auto deadline = calendar::ComputeDeadline(*dossier.allowed, calendar, dossier.clock, calendar::Explain::no);
    dossier.due = deadline ? deadline->due : kNever;
    if (dossier.due == kNever || state.share == 0) {
        dossier.step_due = dossier.due;
        return;
    }
    const auto whole = dossier.allowed->Minutes(calendar);
    dossier.step_due =
        std::min(dossier.due, calendar.AfterWorkingMinutes(now, std::max<std::int64_t>(1, whole * state.share / 100)));
}

bool ApplicantReads(const Process& process, const Happening& happening) {
    // A paper of the applicant says it, whatever the process says of the event today.
    if (!happening.form.empty()) return true;
    if (const auto* event = process.FindEvent(happening.event)) return event->applicant_reads;
    return happening.event != workflow::names::kAssign && happening.event != workflow::names::kRelease &&
           happening.event != workflow::names::kTakeBack && !IsNote(happening);
}

void SealReason(const Process& process, Happening& happening) {
    if (!happening.reason.empty() && !ApplicantReads(process, happening)) happening.salt = Hex(RandomBytes(16));
}

bool EntrySaysTooMuch(const Process& process, const Happening& happening) {
    return happening.salt.empty() && !happening.reason.empty() && !ApplicantReads(process, happening);
}

const Words& AssignedForApplicant() {
    static const Words words{"Đã giao người giải quyết", "Given to the person who will work on it"};
    return words;
}

const Words& ReleasedForApplicant() {
    static const Words words{"Đơn vị đang giao người khác giải quyết", "The unit is giving it to somebody else"};
    return words;
}

const Words& TakenBackForApplicant() {
    static const Words words{"Cơ quan lấy lại hồ sơ vừa chuyển", "The office took back what it had passed on"};
    return words;
}

const MessageWords& MessageToApplicant() {
    static const MessageWords words{{"Nhắn người nộp", "Message to the applicant"},
                                    {"Cơ quan giải quyết nhắn bạn", "Message from the office"}};
    return words;
}

const MessageWords& MessageFromApplicant() {
    static const MessageWords words{{"Người nộp nhắn", "Message from the applicant"},
                                    {"Bạn nhắn cơ quan giải quyết", "Your message"}};
    return words;
}

bool IsNote(const Happening& happening) {
    return happening.event == workflow::names::kNote;
}

void TellAsApplicant(const Process& process, std::vector<Happening>& happenings) {
    std::erase_if(happenings, IsNote);
    for (auto& happening : happenings) {
        happening.files.clear();
        if (EntrySaysTooMuch(process, happening)) happening.ledger = 0;
        if (!ApplicantReads(process, happening)) happening.reason.clear();
        if (happening.event == workflow::names::kAssign) happening.label = AssignedForApplicant();
        if (happening.event == workflow::names::kRelease) happening.label = ReleasedForApplicant();
        if (happening.event == workflow::names::kTakeBack) happening.label = TakenBackForApplicant();
        if (happening.event == workflow::names::kMessage) happening.label = MessageToApplicant().applicant;
        if (happening.event == workflow::names::kReply) happening.label = MessageFromApplicant().applicant;
        if (const auto* event = process.FindEvent(happening.event)) happening.label = event->citizen;
    }
}

// By their order: clocks of two nodes may disagree about the instant, and other things happen in the same one.
std::optional<Date> ExtendedTo(const Dossier& dossier, const std::vector<Happening>& happenings, const Happening& happening) {
    const auto process = workflow::ShippedProcesses().find(dossier.process);
    if (process == workflow::ShippedProcesses().end()) return std::nullopt;
    const auto extends = [&](const Happening& each) {
        const auto* event = process->second.FindEvent(each.event);
        return event != nullptr && (event->Has("extend") || event->Has("appoint"));
    };
    if (!extends(happening)) return std::nullopt;
    auto before =
        std::ranges::count_if(happenings, [&](const Happening& each) { return each.id < happening.id && extends(each); });
    for (const auto& tick : dossier.clock.ticks())
        if (tick.kind == calendar::TickKind::extend && before-- == 0) return tick.until;
    return std::nullopt;
}

}  // namespace dongson::one_stop
