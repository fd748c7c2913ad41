#include "modules/one_stop/storage/corrected_person.h"

#include "modules/one_stop/domain/dossier_words.h"
#include "modules/one_stop/storage/dossier_sql.h"

namespace dongson::one_stop {

namespace {

constexpr Statement kCorrectPerson{"one_stop.correct_person",
                                   "UPDATE dossier SET person_name = $name, person_address = $address WHERE id = $id"};

}  // namespace

void StoreCorrectedPerson(storage::Transaction& tx, const Dossier& dossier) {
    tx.Run(kCorrectPerson, {{"id", dossier.id}, {"name", dossier.person.name}, {"address", dossier.person.address}});
    tx.Run(kInsertWords, {{"dossier", dossier.id}, {"words", WordsOf(dossier)}, {"procedure", dossier.procedure}});
}

}  // namespace dongson::one_stop
