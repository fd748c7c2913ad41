// What surely stands in the bytes of an event wherever a condition holds: which blocks can be passed over, and which events need
// not be read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "modules/soc/engine/rule.h"
#include "modules/soc/events/tokens.h"
#include "modules/soc/normalise/parser.h"

namespace dongson::soc {

class BlockView;

struct Needle {
    WordHashes words;  // hashes as a block's bloom filter has them
    // In small letters; printable ASCII that no JSON writer escapes, so it stands in the bytes as it is, its letters' size apart.
    // Empty when nothing of that kind is known.
    std::string text;
};

// One needle at least of every clause is found. No clauses: nothing is known.
struct Clause {
    std::vector<Needle> any;
};
std::vector<Clause> NeedlesOf(const Condition& condition, const Parsers& parsers);

// Whether a block may hold such an event, by its filter.
bool MayHold(const BlockView& block, const std::vector<Clause>& clauses);

}  // namespace dongson::soc
