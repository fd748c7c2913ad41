// What of dossiers, drafts and those beside an applicant lies sealed. What officers search by lies in `dossier_words` as marks.
#pragma once

#include <vector>

#include "platform/sealing/columns.h"

namespace dongson::one_stop {

inline std::vector<sealing::Column> SealedColumns() {
    using sealing::Kind;
    return {{"dossier", "person_number", Kind::number},
            {"dossier", "person_phone", Kind::phone},
            {"dossier", "person_email", Kind::email},
            {"dossier", "answers", Kind::answers},
            {"draft", "answers", Kind::answers},
            {"issued_paper", "said", Kind::papers},
            {"mandate", "number", Kind::number, "dossier_id"},
            {"mandate", "phone", Kind::phone, "dossier_id"},
            {"mandate", "email", Kind::email, "dossier_id"},
            {"co_applicant", "number", Kind::number, ""}};
}

}  // namespace dongson::one_stop
