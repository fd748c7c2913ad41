// The portal's front and its search.
#pragma once

#include <map>

#include "modules/open_data/domain/catalogue.h"
#include "modules/open_data/domain/vocabulary.h"
#include "web/html.h"

namespace dongson::open_data {

struct PortalView {
    std::vector<std::pair<const Domain*, std::int64_t>> domains;  // with how many datasets
    std::vector<Listed> newest;
    std::int64_t datasets = 0, tables = 0, agencies = 0;
};
web::Html PortalPage(const PortalView& view);

struct SearchView {
    CatalogueQuery query;
    std::int64_t count = 0;
    std::vector<Listed> page;
    std::array<std::vector<FacetCount>, kFacetCount> facets;
    std::map<std::string, std::string, std::less<>> agencies;  // names by key
    int number = 1;                                            // of the page
};
web::Html SearchPage(const SearchView& view);

// What may be done with data under each licence.
web::Html LicencesPage();

// A domain in the language spoken now.
web::Html DomainName(const Domain& domain);

// A dataset as it stands in a list.
web::Html ListedItem(const Listed& listed);

}  // namespace dongson::open_data
