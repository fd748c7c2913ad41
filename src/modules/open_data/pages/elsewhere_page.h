// What another portal has, for an officer to choose from.
#pragma once

#include <optional>
#include <string>

#include "modules/open_data/metadata/other_catalogue.h"
#include "web/html.h"

namespace dongson::open_data {

struct ElsewhereView {
    CatalogueQuestion question;          // as it was asked; no address before the first time
    std::optional<ElsewherePage> found;  // what was answered
    Refusals faults;
};
web::Html OtherPortalPage(const ElsewhereView& view);

}  // namespace dongson::open_data
