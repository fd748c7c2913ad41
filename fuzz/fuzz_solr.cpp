// Any text as a query of Solr: read or refused, never a crash, never deeper than it may be.
#include <algorithm>
#include <cstdlib>
#include <string>

#include "modules/open_data/domain/solr.h"

using namespace dongson::open_data;

namespace {

std::size_t Depth(const SolrNode& node) {
    std::size_t deepest = 0;
    for (const auto& part : node.parts) deepest = std::max(deepest, Depth(part));
    return deepest + 1;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto parsed = ParseSolr({reinterpret_cast<const char*>(data), size});
    // A group adds at most a choice of choices.
    if (parsed && Depth(*parsed) > 4 * kMostSolrDepth) std::abort();
    return 0;
}
