// What changed and what there is, for programs that come again: Atom (RFC 4287) and sitemaps (sitemaps.org).
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "modules/open_data/domain/catalogue.h"

namespace dongson::open_data {

struct Feed {
    std::string base_url, title, path;  // the feed's own
    Instant updated;
    std::vector<Listed> datasets;  // the newest change first
};
std::string WriteAtom(const Feed& feed);

// Paths of this site with when they changed; at most 50,000 fit.
std::string WriteSitemap(const std::string& base_url, const std::vector<std::pair<std::string, Instant>>& paths);
inline constexpr std::int64_t kMostInSitemap = 50'000;

}  // namespace dongson::open_data
