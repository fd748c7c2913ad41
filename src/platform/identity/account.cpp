#include "platform/identity/account.h"

#include <algorithm>

namespace dongson::identity {

std::string_view ProofWord(ProofLevel level) {
    static constexpr std::string_view kWords[] = {"none", "counter", "e_identity"};
    return kWords[static_cast<int>(level)];
}

std::string_view ProofName(ProofLevel level) {
    static constexpr std::string_view kNames[] = {"Chưa xác minh: thông tin tự khai", "Đã xem giấy tờ tại quầy",
                                                  "Đã định danh điện tử"};
    return kNames[static_cast<int>(level)];
}

bool Appointment::ActsFor(UnitId other) const {
    return unit == other || std::ranges::find(formerly, other) != formerly.end();
}

const Appointment* Officer::Through(const Capability& capability, UnitId unit) const {
    const auto post =
        std::ranges::find_if(appointments, [&](const auto& each) { return each.ActsFor(unit) && each.role.Gives(capability); });
    return post == appointments.end() ? nullptr : &*post;
}

const Appointment* Officer::Through(const Capability& capability) const {
    const auto post = std::ranges::find_if(appointments, [&](const auto& each) { return each.role.Gives(capability); });
    return post == appointments.end() ? nullptr : &*post;
}

const Appointment* Officer::InSteadOf(AccountId whose, const Capability& capability, UnitId unit) const {
    const auto post = std::ranges::find_if(appointments, [&](const Appointment& each) {
        return each.in_stead && each.in_stead->account == whose && each.ActsFor(unit) && each.role.Gives(capability);
    });
    return post == appointments.end() ? nullptr : &*post;
}

UnitId Officer::UnitFor(const Capability& capability) const {
    const auto* post = Through(capability);
    return post == nullptr ? UnitId{} : post->unit;
}

bool Officer::WorksIn(UnitId unit) const {
    return std::ranges::any_of(appointments, [&](const auto& appointment) { return appointment.ActsFor(unit); });
}

}  // namespace dongson::identity
