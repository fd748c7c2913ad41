// A mandate ends before its last day: at once, and for good. The dossier goes on.
#pragma once

#include <string>

#include "core/refusal.h"
#include "modules/one_stop/domain/dossier.h"
#include "platform/platform.h"

namespace dongson::one_stop {

// By whose dossier it is, or by whoever has the mandate.
Result<void> EndMandate(const Platform& platform, const identity::Account& citizen, const std::string& code);

// At the counter, for an applicant who came in person or wrote: an officer of the unit that holds it, who says so.
Result<void> EndMandateAtCounter(const Platform& platform, const identity::Officer& officer, const std::string& code,
                                 const std::string& reason);

}  // namespace dongson::one_stop
