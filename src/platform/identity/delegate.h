// A power is given for a time, and taken back. Who wrote it down is kept; both are told; nothing is ever deleted.
#pragma once

#include <string_view>

#include "core/refusal.h"
#include "platform/identity/delegation.h"
#include "platform/identity/staff.h"
#include "platform/platform.h"

namespace dongson::identity {

// Refuses what no rule allows (delegation.h), each fault with its field, and whoever may not write it down.
// `agreed`: what an administrator asked for and this one agrees to; an administrator alone gives nobody another's signature.
std::expected<Delegation, Refusals> Delegate(const Platform& platform, const Officer& by, const NewDelegation& wanted,
                                             Agreed agreed = {});
// At once: sessions and streams feel it with the next thing they ask. By whoever gave it, holds it, or may write such down.
Result<void> TakeBack(const Platform& platform, const Officer& by, DelegationId id, std::string_view reason, Agreed agreed = {});

// Whether this officer may take it back.
bool MayTakeBack(const Officer& by, const Delegation& delegation);

// "Ký duyệt hồ sơ và kết quả; Thụ lý hồ sơ": what it gives, for people.
std::string GivenWords(const std::vector<std::string>& capabilities);

}  // namespace dongson::identity
