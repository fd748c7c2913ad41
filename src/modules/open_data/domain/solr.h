// The part of Solr's query language that clients of CKAN send: fields, phrases, ranges, wildcards at the end, AND OR NOT, groups.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/refusal.h"

namespace dongson::open_data {

struct SolrNode {
    enum class Kind : unsigned char { everything, both, either, without, term, range };
    Kind kind = Kind::everything;
    std::string field;            // of a term or a range; empty: the words of the dataset
    std::string text;             // of a term; of a range: where it begins ("*": anywhere)
    std::string until;            // of a range: where it ends
    bool prefix = false;          // text*
    std::vector<SolrNode> parts;  // of both and either; the one of without
};

inline constexpr std::size_t kMostSolrDepth = 40, kMostSolrBytes = 16 << 10;

// Refuses what does not parse, is too long or too deep. Empty text asks for everything.
Result<SolrNode> ParseSolr(std::string_view text);

}  // namespace dongson::open_data
