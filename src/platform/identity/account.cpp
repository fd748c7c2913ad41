#include "platform/identity/account.h"

#include <algorithm>

namespace dongson::identity {

namespace {
constexpr Role kRoles[] = {Role::clerk, Role::specialist, Role::leader, Role::operator_, Role::analyst};
}

std::span<const Role> AllRoles() {
    return kRoles;
}

std::string_view RoleWord(Role role) {
    static constexpr std::string_view kWords[] = {"clerk", "specialist", "leader", "operator", "analyst"};
    return kWords[static_cast<int>(role)];
}

std::string_view ProofWord(ProofLevel level) {
    static constexpr std::string_view kWords[] = {"none", "counter", "e_identity"};
    return kWords[static_cast<int>(level)];
}

std::string_view ProofName(ProofLevel level) {
    static constexpr std::string_view kNames[] = {"Chưa xác minh: thông tin tự khai", "Đã xem giấy tờ tại quầy",
                                                  "Đã định danh điện tử"};
    return kNames[static_cast<int>(level)];
}

std::optional<Role> ParseRole(std::string_view word) {
    for (const auto role : kRoles)
        if (RoleWord(role) == word) return role;
    return std::nullopt;
}

std::string_view RoleName(Role role) {
    static constexpr std::string_view kNames[] = {"Cán bộ một cửa", "Chuyên viên", "Lãnh đạo", "Quản trị hệ thống",
                                                  "Chuyên viên giám sát"};
    return kNames[static_cast<int>(role)];
}

bool Appointment::ActsFor(UnitId other) const {
    return unit == other || std::ranges::find(formerly, other) != formerly.end();
}

bool Officer::Has(UnitId unit, Role role) const {
    return std::ranges::any_of(appointments,
                               [&](const auto& appointment) { return appointment.role == role && appointment.ActsFor(unit); });
}

bool Officer::WorksIn(UnitId unit) const {
    return std::ranges::any_of(appointments, [&](const auto& appointment) { return appointment.ActsFor(unit); });
}

bool Officer::Has(Role role) const {
    return std::ranges::any_of(appointments, [&](const auto& appointment) { return appointment.role == role; });
}

}  // namespace dongson::identity
