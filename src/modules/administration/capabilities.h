// What one may do in the administration room beside what is the house's own: people, posts and roles.
#pragma once

#include "platform/identity/capability.h"

namespace dongson::administration {

inline constexpr identity::Capability kOperate{
    "administration.operate", "Vận hành (cả tỉnh): xem thiết lập, việc nền, đơn vị kế thừa",
    "Operate (the whole province): see settings, background jobs, successors of units"};
inline constexpr identity::Capability kTellContact{
    "administration.contact", "Sửa địa chỉ, giờ làm việc của đơn vị trên trang công khai",
    "Change the unit's address and hours on its public page", identity::Stead::works};
inline constexpr identity::Capability kCapabilities[] = {kOperate, kTellContact};

}  // namespace dongson::administration
