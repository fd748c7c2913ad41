// A dossier that has to do with another, as the page of that one shows it.
#pragma once

#include <string>

#include "modules/one_stop/domain/dossier.h"
#include "platform/workflow/link.h"

namespace dongson::one_stop {

struct LinkedDossier {
    std::int64_t id = 0;
    std::string code;  // of the other
    workflow::Words relation;
    std::string note, by;
    Instant at;
    std::string procedure, state;  // where the officer may read the other
};

}  // namespace dongson::one_stop
