// A citizen's draft becomes a dossier.
#pragma once

#include <expected>

#include "modules/one_stop/actions/open_dossier.h"
#include "modules/one_stop/domain/draft.h"

namespace dongson::one_stop {

// Done once however often it is asked for: a second call answers with the same dossier. Everything that is missing comes back at
// once, and nothing is submitted then.
std::expected<Dossier, Refusals> SubmitDossier(const Platform& platform, const identity::Account& citizen, DraftId draft);

}  // namespace dongson::one_stop
