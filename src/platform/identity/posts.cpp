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

// Whether what somebody was given lets them do it in a unit today: by the rule that their own session goes by.
bool StandsInToday(AccountStore& accounts, AccountId who, const organisation::Units& units, UnitId unit,
                   std::string_view capability, Date day) {
    return std::ranges::any_of(AppointmentsOn(accounts.Appointments(who, day), units, day), [&](const Appointment& post) {
        return post.in_stead && post.ActsFor(unit) && post.role.Gives({capability});
    });
}

}  // namespace

std::vector<AccountStore::Colleague> ColleaguesOn(AccountStore& accounts, const organisation::Units& units, UnitId unit,
                                                  const Capability& capability, Date day) {
    std::vector<AccountStore::Colleague> colleagues;
    for (const auto each : units.ActsFor(unit, day))
        for (auto& colleague : accounts.OfficersOf(each, capability, day)) {
            if (std::ranges::find(colleagues, colleague.id, &AccountStore::Colleague::id) != colleagues.end()) continue;
            if (colleague.stands_in && !StandsInToday(accounts, colleague.id, units, each, capability.key, day)) continue;
            colleagues.push_back(std::move(colleague));
        }
    SortByName(colleagues, [](const auto& colleague) { return colleague.name; });
    return colleagues;
}

std::set<std::pair<UnitId, std::string>> StaffedOn(AccountStore& accounts, const organisation::Units& units, Date day) {
    std::set<std::pair<UnitId, std::string>> staffed;
    for (const auto& [unit, role, stands_in] : accounts.StaffedRoles(day))
        if (const auto* in_office = units.InOfficeOn(unit, day))
            for (const auto& capability : role.capabilities())
                if (!stands_in || StandsInToday(accounts, stands_in, units, unit, capability, day))
                    staffed.emplace(in_office->id, capability);
    return staffed;
}

}  // namespace dongson::identity
