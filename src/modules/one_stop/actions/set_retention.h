// How long dossiers of a procedure or a domain are kept, said by who administrates. What would let more be destroyed than before
// is asked for and waits for a second person; what keeps longer holds at once.
#pragma once

#include <expected>
#include <string_view>

#include "core/refusal.h"
#include "modules/one_stop/domain/retention.h"
#include "platform/identity/account.h"
#include "platform/identity/proposed_acts.h"
#include "platform/platform.h"

namespace dongson::ledger {
class Audit;
}

namespace dongson::one_stop {

inline constexpr int kMostYears = 100;

// `procedure`: a code, or words of a name that only one has. Its fields in a refusal: thu_tuc, linh_vuc, so_nam, can_cu.
std::expected<identity::Outcome, Refusals> SetRetention(const Platform& platform, const identity::Officer& officer,
                                                        RetentionRule rule);
identity::ActKind RetentionAct();

// Holds each rule against its entry, and that the latest alone is in force.
void AuditRetention(const Platform& platform, ledger::Audit& audit);

}  // namespace dongson::one_stop
