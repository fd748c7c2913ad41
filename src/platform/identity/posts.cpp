#include "platform/identity/posts.h"

#include <algorithm>
#include <iterator>

#include "core/collation.h"
#include "platform/identity/delegation.h"

namespace dongson::identity {

std::vector<Appointment> AppointmentsOn(std::vector<Appointment> appointments, const organisation::Units& units, Date day) {
    std::vector<Appointment> held;
    for (auto& appointment : appointments) {
        if (units.Find(appointment.unit) != nullptr) {
            const auto* in_office = units.InOfficeOn(appointment.unit, day);
            if (in_office == nullptr) continue;
            appointment.unit = in_office->id;
            appointment.formerly = units.ActsFor(in_office->id, day);
        }
        const bool twice = std::ranges::any_of(held, [&](const Appointment& other) {
            return other.unit == appointment.unit && other.role == appointment.role && !other.in_stead && !appointment.in_stead;
        });
        if (!twice) held.push_back(std::move(appointment));
    }
    // Whoever left the agency, or is no deputy any more, stands in for nobody there.
    std::vector<bool> stays(held.size(), true);
    for (std::size_t place = 0; place < held.size(); ++place)
        if (held[place].in_stead) stays[place] = StandsIn(held, held[place], units, day);
    std::size_t place = 0;
    std::erase_if(held, [&](const Appointment&) { return !stays[place++]; });
    return held;
}

std::vector<Appointment> PostsToday(const Platform& platform, std::vector<Appointment> appointments) {
    return AppointmentsOn(std::move(appointments), *platform.units.Now(), platform.clock.Now().LocalDate());
}

void PutFirst(std::vector<Appointment>& appointments, UnitId unit) {
    std::ranges::stable_partition(appointments, [&](const Appointment& post) { return post.unit == unit; });
}

namespace {

// Whether a power of a unit's post still counts for who holds it by a delegation: by the rule that their own session goes by.
bool StandsInToday(AccountStore& accounts, AccountId who, std::shared_ptr<const InStead> in_stead, UnitId unit,
                   const organisation::Units& units, Date day) {
    const Appointment given{.unit = unit, .role = {}, .position = "", .in_stead = std::move(in_stead)};
    return StandsIn(AppointmentsOn(accounts.Appointments(who, day), units, day), given, units, day);
}

}  // namespace

std::vector<AccountStore::Colleague> ColleaguesOn(AccountStore& accounts, const organisation::Units& units, UnitId unit,
                                                  const Capability& capability, Date day) {
    std::vector<AccountStore::Colleague> colleagues;
    for (const auto each : units.ActsFor(unit, day))
        for (auto& colleague : accounts.OfficersOf(each, capability, day)) {
            if (std::ranges::find(colleagues, colleague.id, &AccountStore::Colleague::id) != colleagues.end()) continue;
            if (colleague.in_stead && !StandsInToday(accounts, colleague.id, colleague.in_stead, each, units, day)) continue;
            colleagues.push_back(std::move(colleague));
        }
    SortByName(colleagues, [](const auto& colleague) { return colleague.name; });
    return colleagues;
}

std::set<std::pair<UnitId, std::string>> StaffedOn(AccountStore& accounts, const organisation::Units& units, Date day) {
    std::set<std::pair<UnitId, std::string>> staffed;
    for (const auto& each : accounts.StaffedRoles(day)) {
        const auto* in_office = units.InOfficeOn(each.unit, day);
        if (in_office == nullptr) continue;
        if (each.stands_in && !StandsInToday(accounts, each.stands_in, each.in_stead, each.unit, units, day)) continue;
        for (const auto& capability : each.role.capabilities()) staffed.emplace(in_office->id, capability);
    }
    return staffed;
}

std::vector<UnitId> WhereOnlyTheySign(AccountStore& accounts, const organisation::Units& units, AccountId account, Date day) {
    std::vector<UnitId> alone;
    const auto book = RolesNow();
    for (const auto& post : AppointmentsOn(accounts.Appointments(account, day), units, day))
        for (const auto& key : post.role.capabilities()) {
            const auto capability = book->Declared(key);
            if (capability.stead != Stead::signs || std::ranges::find(alone, post.unit) != alone.end()) continue;
            const auto all = ColleaguesOn(accounts, units, post.unit, capability, day);
            // One who stands in for them stops when they go.
            const bool other = std::ranges::any_of(all, [&](const AccountStore::Colleague& each) {
                return each.id != account && (!each.in_stead || each.in_stead->account != account);
            });
            if (!other) alone.push_back(post.unit);
        }
    return alone;
}

void HoldAgainstPosts(AccountStore& accounts, const organisation::Units& units, Date day, std::vector<Delegation>& delegations) {
    for (auto& each : delegations) {
        if (StateOn(each, day) != DelegationState::in_force) continue;
        auto in_stead = std::make_shared<InStead>();
        in_stead->signs = each.signs;
        in_stead->position = each.from_position;
        each.gone = !StandsInToday(accounts, each.to, std::move(in_stead), each.unit, units, day);
    }
}

}  // namespace dongson::identity
