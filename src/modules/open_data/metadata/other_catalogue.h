// What another portal has to offer: the datasets of its catalogue, as CKAN or DCAT tells of them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/refusal.h"

namespace dongson::open_data {

struct OfferedFile {
    std::string title, url;
    std::string format;  // "CSV", "PDF"
    std::string follow;  // what to ask each time for the file, should its address change
    bool table = false;
};

struct OfferedDataset {
    std::string address;  // of its page there: what it is known by
    std::string title, notes;
    std::string licence;  // the address of its licence, or the portal's short name for it; perhaps empty
    std::vector<std::string> tags;
    std::vector<OfferedFile> files;
};

struct CatalogueQuestion {
    std::string address;  // of a CKAN portal, of one organisation or group there, or of a DCAT catalogue in Turtle
    std::string words;    // only datasets with these; empty: all
    int page = 1;
};
inline constexpr int kOfferedAtOnce = 50;

struct Offer {
    std::int64_t count = 0;                // in all pages
    std::vector<OfferedDataset> datasets;  // of this page, at most kOfferedAtOnce
};

// The address that answers the question. Refuses what is no http(s) address.
Result<std::string> AskOf(const CatalogueQuestion& question);
// What it answered with. Refuses what neither CKAN nor DCAT would.
Result<Offer> OfferIn(const CatalogueQuestion& question, std::string_view answer);

}  // namespace dongson::open_data
