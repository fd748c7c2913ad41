// The dossiers that have to do with one, on its page; with the form that says so of another.
#pragma once

#include "modules/one_stop/pages/office_pages.h"

namespace dongson::one_stop {

web::Html LinkedDossiers(const OfficeDossierView& view);

}  // namespace dongson::one_stop
