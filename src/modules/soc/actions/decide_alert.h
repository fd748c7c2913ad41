// What an analyst decides about an alert.
#pragma once

#include <string>
#include <vector>

#include "modules/soc/centre/centre.h"
#include "modules/soc/domain/alert.h"
#include "platform/identity/account.h"

namespace dongson::soc {

enum class Decision : unsigned char { take, give_back, close, suppress };

struct AlertDecision {
    AlertId alert;
    std::int64_t expected_version = 0;
    Decision decision = Decision::take;
    std::string reason;       // of closing and suppressing
    bool everywhere = false;  // suppressing: whomever it is about, not this one alone
    int days = 0;             // suppressing: so long the rule does not count there; 0: only this alert goes
};
// Refuses when somebody else decided meanwhile, and without a reason where one is wanted.
Result<Alert> DecideAlert(Centre& centre, const identity::Officer& officer, const AlertDecision& decision);

}  // namespace dongson::soc
