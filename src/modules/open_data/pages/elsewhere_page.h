// What another portal has, for an officer to choose from.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "modules/open_data/domain/dataset.h"
#include "modules/open_data/metadata/other_catalogue.h"
#include "web/html.h"

namespace dongson::open_data {

struct ElsewhereView {
    CatalogueQuestion question;              // as it was asked; no address before the first time
    std::optional<Offer> found;              // what was answered
    std::map<std::string, DatasetId> taken;  // of it here, by the addresses there
    Refusals faults;
};
web::Html OtherPortalPage(const ElsewhereView& view);

}  // namespace dongson::open_data
