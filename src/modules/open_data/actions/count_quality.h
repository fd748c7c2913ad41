// How well every dataset is described, as a table of its own that anyone may take.
#pragma once

#include "modules/open_data/metadata/quality.h"
#include "platform/figures/figures.h"
#include "platform/platform.h"

namespace dongson::open_data {

// Every published dataset with what it scores today.
std::vector<std::pair<Described, Quality>> AssessPublished(const Platform& platform);

void AddPublicTables(figures::Figures& figures);

}  // namespace dongson::open_data
