// A result that was issued wrong is replaced: a new paper with a number of its own says which one it takes the place of and why;
// both are kept, and the applicant hears of it. Nothing else of the dossier changes: it had its result when it had it.
#pragma once

#include <string>
#include <vector>

#include "core/refusal.h"
#include "modules/one_stop/actions/open_dossier.h"

namespace dongson::one_stop {

struct Correction {
    std::string code;
    std::int64_t expected_version = 0;
    std::string reason, text;      // what it says instead, in the template of its kind …
    std::vector<NewPaper> papers;  // … or a PDF made elsewhere
};

// The unit whose head may replace the result: that which issued it, or took over from it; none: there is no result.
UnitId CorrectsResult(const Platform& platform, storage::Transaction& tx, const Dossier& dossier);

// By whoever signs in that unit.
Result<Dossier> CorrectResult(const Platform& platform, const identity::Officer& officer, const Correction& correction);

}  // namespace dongson::one_stop
