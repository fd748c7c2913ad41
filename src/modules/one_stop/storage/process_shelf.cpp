#include "modules/one_stop/storage/process_shelf.h"

#include <algorithm>

#include "modules/one_stop/domain/dossier_kind.h"

namespace dongson::one_stop {

workflow::ProcessBook& DossierProcesses() {
    static workflow::ProcessBook book(DossierKind());
    return book;
}

ChosenProcess ProcessFor(storage::Transaction& tx, const Procedure& procedure, Date day) {
    const auto in_force = DossierProcesses().InForce(tx, day);
    for (const auto& [key, held] : *in_force)
        if (std::ranges::find(held.process->procedures, procedure.code) != held.process->procedures.end()) return {key, held};
    const auto found = in_force->find(procedure.process);
    return {procedure.process, found == in_force->end() ? workflow::HeldProcess{} : found->second};
}

}  // namespace dongson::one_stop
