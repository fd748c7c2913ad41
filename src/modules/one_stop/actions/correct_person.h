// What a dossier says of its applicant is put right, when they were right that it is wrong (platform/personal_data/correction.h).
#pragma once

#include "platform/personal_data/correction.h"

namespace dongson::one_stop {

// The applicant's name and address, and each day of birth that the form asked for. The unit that has the dossier decides. Papers
// that were issued stay as they are.
personal_data::Corrects DossierCorrects();

}  // namespace dongson::one_stop
