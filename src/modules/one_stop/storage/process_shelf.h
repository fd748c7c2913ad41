// The processes of dossiers in the editions that a province has.
#pragma once

#include "modules/one_stop/domain/procedure.h"
#include "platform/workflow/process_book.h"

namespace dongson::one_stop {

workflow::ProcessBook& DossierProcesses();

// What a dossier of the procedure that begins on the day goes by: the process that names the procedure, else the one that the
// catalogue names. Where no edition is known, as it comes with the program.
struct ChosenProcess {
    std::string key;
    workflow::HeldProcess held;
};
ChosenProcess ProcessFor(storage::Transaction& tx, const Procedure& procedure, Date day);

}  // namespace dongson::one_stop
