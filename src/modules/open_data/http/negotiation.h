// What a program would rather read than a page.
#pragma once

#include <optional>
#include <string_view>

#include "modules/open_data/metadata/graph.h"

namespace dongson::open_data {

// The graph that an Accept header prefers; nothing when it likes a page (or anything) at least as much.
std::optional<GraphFormat> PreferredGraph(std::string_view accept);

}  // namespace dongson::open_data
