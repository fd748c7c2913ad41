// What one may do in the administration room beside what is the house's own: people, posts and roles.
#pragma once

#include "platform/identity/capability.h"

namespace dongson::administration {

inline constexpr identity::Capability kOperate{
    "administration.operate", "Vận hành (cả tỉnh): xem thiết lập, việc nền, đơn vị kế thừa",
    "Operate (the whole province): see settings, background jobs, successors of units"};
inline constexpr identity::Capability kCapabilities[] = {kOperate};

}  // namespace dongson::administration
