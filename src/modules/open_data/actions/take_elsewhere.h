// An officer sees what another portal has, and takes datasets of it: each begins here as a draft whose files are fetched on
// schedule, for the officer to look at before anything is published.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "modules/open_data/domain/dataset.h"
#include "modules/open_data/metadata/other_catalogue.h"
#include "platform/identity/account.h"
#include "platform/platform.h"

namespace dongson::open_data {

// Asks the other portal. Refuses an address inside the network, one that does not answer, and an answer that is no catalogue.
Result<Offer> AskElsewhere(const Platform& platform, const CatalogueQuestion& question);
// What was begun here of an offer, by the addresses there.
std::map<std::string, DatasetId> TakenOf(const Platform& platform, const Offer& offer);

struct Taking {
    CatalogueQuestion question;
    std::vector<std::string> addresses;  // of the chosen ones among the answers
    std::string domain;                  // for all of them; empty: each is given one when it is described
    Frequency every = Frequency::weekly;
};
// The drafts that were begun, all or none; what was taken before is left as it is. Refuses when nothing was chosen.
Result<std::vector<Dataset>> TakeElsewhere(const Platform& platform, const identity::Officer& officer, const Taking& taking);

}  // namespace dongson::open_data
