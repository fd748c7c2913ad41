// The office and the applicant write to one another about a dossier. Nothing moves; an applicant's message is work for whoever
// holds the dossier until it is answered.
#pragma once

#include <string>

#include "core/refusal.h"
#include "modules/one_stop/domain/dossier.h"
#include "platform/platform.h"

namespace dongson::one_stop {

// By an officer of the unit that holds the dossier, to somebody who can be reached: with an account, or an e-mail address.
Result<void> MessageApplicant(const Platform& platform, const identity::Officer& officer, const std::string& code,
                              const std::string& text);

// By whose dossier it is, until it is over; at most three that wait for an answer.
Result<void> MessageOffice(const Platform& platform, const identity::Account& citizen, const std::string& code,
                           const std::string& text);

}  // namespace dongson::one_stop
