#include "modules/one_stop/domain/dossier.h"

#include <algorithm>

#include "core/bytes.h"
#include "core/print_letters.h"
#include "core/text.h"
#include "modules/one_stop/capabilities.h"
#include "modules/one_stop/domain/dossier_kind.h"
#include "modules/one_stop/domain/mandate.h"
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

}  // namespace

bool ApprovesOwnWork(const Dossier& dossier, const Event& event, AccountId actor, const identity::Appointment* post,
                     const std::vector<Happening>& happenings) {
    if (!event.Has("number_result") || post == nullptr || !post->in_stead) return false;
    const auto submitted = std::ranges::find_if(happenings.rbegin(), happenings.rend(), [&](const Happening& each) {
        return each.to == dossier.state && each.from != each.to;
    });
    return submitted != happenings.rend() && submitted->actor == actor;
}

bool ReplacesOwnWork(AccountId actor, const identity::Appointment* post, const std::vector<Happening>& happenings) {
    if (post == nullptr || !post->in_stead) return false;
    const auto signing = std::ranges::find(happenings.rbegin(), happenings.rend(), names::kSign, &Happening::event);
    const auto submitted = std::find_if(signing, happenings.rend(),
                                        [&](const Happening& each) { return each.to == signing->from && each.from != each.to; });
    return submitted != happenings.rend() && submitted->actor == actor;
}

bool IsFeeGuard(std::string_view guard) {
    return guard == "fee_paid" || guard == "fee_due" || guard == "no_fee_due";
}

bool AsksForFee(const Dossier& dossier, const Event& event) {
    return dossier.FeeUnknown() && event.Has("charge_fee");
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
    return account &&
           (dossier.person.account == account || std::ranges::find(dossier.together, account) != dossier.together.end());
}

bool ReadsAsApplicant(const Dossier& dossier, AccountId account, Date day) {
    return IsOf(dossier, account) || (dossier.mandate && dossier.mandate->IsOf(account) && dossier.mandate->InForce(day));
}

bool MayAsApplicant(const Dossier& dossier, AccountId account, Power power, Date day) {
    return IsOf(dossier, account) || (dossier.mandate && dossier.mandate->IsOf(account) && dossier.mandate->Covers(power, day));
}

Power PowerFor(const Process& process, const Event& event) {
    const auto* to = process.Find(event.to);
    return to != nullptr && to->key == names::kWithdrawn ? Power::withdraw : Power::supplement;
}

std::optional<Actor> WorkingAt(const identity::Officer& officer, UnitId unit) {
    for (const auto& capability : {kExamine, kReceive, kDecide})
        if (officer.May(unit, capability)) return Actor::Of(officer, unit, capability);
    return std::nullopt;
}

bool MayRead(const identity::Officer& officer, const std::vector<UnitId>& readers) {
    return std::ranges::any_of(readers, [&](UnitId unit) { return officer.WorksIn(unit); });
}

bool IsOnlyAsked(const identity::Officer& officer, const Dossier& dossier, std::vector<UnitId> readers,
                 const std::vector<Consultation>& opinions) {
    std::erase_if(readers, [&](UnitId unit) { return std::ranges::find(opinions, unit, &Consultation::unit) != opinions.end(); });
    readers.insert(readers.end(), {dossier.intake, dossier.competent, dossier.holder});
    return !MayRead(officer, readers);
}

void TellAsAsked(const identity::Officer& officer, std::vector<Happening>& happenings) {
    using namespace workflow::names;
    std::erase_if(happenings, [&](const Happening& happening) {
        const bool among_them = IsNote(happening) || happening.event == kMessage || happening.event == kReply;
        return among_them && !officer.WorksIn(happening.actor_unit);
    });
}

bool MaySeeResult(const identity::Officer& officer, const Dossier& dossier) {
    if (!dossier.finished || dossier.MayHandOver()) return true;
    // A post elsewhere opens nothing here.
    return std::ranges::any_of(std::initializer_list<UnitId>{dossier.holder, dossier.competent},
                               [&](UnitId unit) { return officer.May(unit, kExamine) || officer.May(unit, kDecide); });
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
    const auto whole = dossier.allowed->Minutes(calendar, now.LocalDate());
    dossier.step_due =
        std::min(dossier.due, calendar.AfterWorkingMinutes(now, std::max<std::int64_t>(1, whole * state.share / 100)));
}

std::string NumberInRegister(const Dossier& dossier) {
    return dossier.register_number == 0 ? "–" : std::to_string(dossier.register_number);
}

namespace {

bool IsBesideProcess(std::string_view event) {
    return names::IsBesideProcess(event) || std::ranges::find(workflow::names::kOwn, event) != std::end(workflow::names::kOwn);
}

}  // namespace

bool ApplicantReads(const Process& process, const Happening& happening) {
    // A paper of the applicant says it, whatever the process says of the event today.
    if (!happening.form.empty()) return true;
    // What was written as the office's own stays that, whatever edition the dossier goes by now.
    if (!happening.salt.empty()) return false;
    if (const auto* event = process.FindEvent(happening.event)) return event->applicant_reads;
    // A step that the edition it goes by no longer has: what officers wrote with it stays between them.
    if (!IsBesideProcess(happening.event)) return false;
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
    using namespace workflow::names;
    // What one officer asks of another about a receipt is no news before it is done.
    return happening.event == kNote || happening.event == kLink || happening.event == kUnlink ||
           happening.event == one_stop::names::kAskReversal || happening.event == one_stop::names::kRefuseReversal;
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
    const auto* process = FindProcessOf(dossier);
    if (process == nullptr) return std::nullopt;
    const auto extends = [&](const Happening& each) {
        const auto* event = process->FindEvent(each.event);
        return event != nullptr && DossierKind().GivesNewDay(*event);
    };
    if (!extends(happening)) return std::nullopt;
    auto before =
        std::ranges::count_if(happenings, [&](const Happening& each) { return each.id < happening.id && extends(each); });
    for (const auto& tick : dossier.clock.ticks())
        if (tick.kind == calendar::TickKind::extend && before-- == 0) return tick.until;
    return std::nullopt;
}

}  // namespace dongson::one_stop
