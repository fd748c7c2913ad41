// What somebody handed in at a counter becomes theirs once they have proven who they are.
#pragma once

#include "platform/identity/proof.h"

namespace dongson::one_stop {

void ClaimDossiers(const Platform& platform, storage::Transaction& tx, const identity::Account& proven);

}  // namespace dongson::one_stop
