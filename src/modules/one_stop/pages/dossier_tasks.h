// Tasks that are part of a dossier, on its page.
#pragma once

#include "modules/one_stop/pages/office_pages.h"

namespace dongson::one_stop {

web::Html DossierTasks(const OfficeDossierView& view);

}  // namespace dongson::one_stop
