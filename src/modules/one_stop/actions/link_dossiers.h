// Dossiers that have to do with one another: officers who may read both say so, and each dossier leads to the other.
#pragma once

#include <string>
#include <vector>

#include "core/refusal.h"
#include "modules/one_stop/domain/linked_dossier.h"
#include "platform/platform.h"
#include "platform/workflow/link.h"
#include "storage/database.h"

namespace dongson::one_stop {

struct NewLink {
    std::string code, other;  // of the two dossiers
    std::string relation;     // RelationWord of what the first is to the other
    std::string note;
};

// By whoever works in units that read both; also when they are over. Written down with both, where no applicant reads it, with
// each in the name of the unit that reads it. What was written with a link stands with the dossier it was written at alone.
Result<void> LinkDossiers(const Platform& platform, const identity::Officer& officer, const NewLink& wanted);
Result<void> UnlinkDossiers(const Platform& platform, const identity::Officer& officer, const std::string& code,
                            std::int64_t link);

// As the page of one of its ends shows it.
std::vector<LinkedDossier> LinkedWith(storage::Transaction& tx, const identity::Officer& officer, const Dossier& dossier);

}  // namespace dongson::one_stop
