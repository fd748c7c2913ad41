#include "platform/workflow/case.h"

#include <algorithm>

#include "platform/calendar/working_calendar.h"
#include "platform/identity/delegation.h"

namespace dongson::workflow {

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

Actor Actor::House(UnitId unit) {
    return {.id = {}, .name = "Hệ thống", .unit = unit};
}

std::string Actor::WithStead() const {
    return identity::WithStead(name, post == nullptr ? nullptr : post->in_stead.get());
}

std::optional<Instant> SuppliedUntil(const Case& subject, const Process& process, const calendar::WorkingCalendar& calendar) {
    const auto& ticks = subject.clock.ticks();
    const auto asked = std::ranges::find(ticks.rbegin(), ticks.rend(), calendar::TickKind::pause, &calendar::Tick::kind);
    if (asked == ticks.rend() || subject.closed) return std::nullopt;
    for (const auto* event : process.EventsFrom(subject.state))
        if (event->wait_days > 0) return calendar.CloseOf(calendar.WorkingDayFrom(asked->at.LocalDate() + event->wait_days));
    return std::nullopt;
}

Happening Happens(const Case& subject, std::string_view event, Words label, const Actor& actor, Instant now) {
    Happening happening{.id = FreshId(),
                        .at = now,
                        .event = std::string(event),
                        .label = std::move(label),
                        .from = subject.state,
                        .to = subject.state,
                        .actor = actor.id,
                        .actor_name = actor.name,
                        .actor_unit = actor.unit,
                        .to_unit = subject.holder,
                        .reason = "",
                        .due = kNever,
                        .form = "",
                        .ledger = 0};
    if (actor.post != nullptr && actor.post->in_stead) {
        const auto& in_stead = *actor.post->in_stead;
        happening.delegation = in_stead.delegation;
        happening.on_behalf_of = identity::InWhoseStead(in_stead);
        happening.on_behalf_by = identity::ByWhat(in_stead);
    }
    return happening;
}

void AddReason(Happening& happening, const std::string& more) {
    if (more.empty()) return;
    const bool ends = !happening.reason.empty() && std::string_view(".?!:;").contains(happening.reason.back());
    if (!happening.reason.empty()) happening.reason += ends ? " " : ". ";
    happening.reason += more;
}

bool SaidJustNow(const std::vector<Happening>& happenings, const Happening& again) {
    if (happenings.empty()) return false;
    const auto& last = happenings.back();
    return last.event == again.event && last.actor == again.actor && last.reason == again.reason && again.at < last.at + kMinute;
}

}  // namespace dongson::workflow
