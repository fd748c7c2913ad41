// How dossiers are kept by the engine of cases.
#pragma once

#include "modules/one_stop/domain/dossier_kind.h"
#include "platform/workflow/engine.h"

namespace dongson::one_stop {

const workflow::KeeperOf<Dossier>& Dossiers();

// For what happens to a dossier now.
inline workflow::Engine EngineOf(const Platform& platform, storage::Transaction& tx, Instant now) {
    return {platform, tx, Dossiers(), now};
}

}  // namespace dongson::one_stop
