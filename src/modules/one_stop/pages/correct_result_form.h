// The form by which a result that was issued wrong is replaced.
#pragma once

#include "modules/one_stop/pages/office_pages.h"

namespace dongson::one_stop {

web::Html CorrectResultForm(const OfficeDossierView& view);

}  // namespace dongson::one_stop
