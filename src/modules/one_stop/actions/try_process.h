// A process that may come into force, tried on the dossiers that run by it and gone through again with those that are over.
// Nothing is changed.
#pragma once

#include <string>

#include "modules/one_stop/domain/dossier.h"
#include "modules/one_stop/domain/process_trial.h"
#include "platform/platform.h"
#include "storage/database.h"

namespace dongson::one_stop {

// `but`: those that go by this edition already are left out.
ProcessTrial TryProcess(const Platform& platform, storage::Transaction& tx, const std::string& key, const workflow::Process& to,
                        definitions::EditionId but = {});

ProcessReplay ReplayProcess(const Platform& platform, storage::Transaction& tx, const std::string& key,
                            const workflow::Process& to, int days);

}  // namespace dongson::one_stop
