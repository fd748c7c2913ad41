// How often one may ask and try in one house: each house counts for itself, so that two in one program do not know of each
// other's.
#pragma once

#include <optional>

#include "web/rate_limiter.h"

namespace dongson::web {

struct Limits {
    // So many requests a minute from an address without an account, and from an account; none: no limit.
    std::optional<RateLimiter> address, account;
    // Signing in from one address, whatever the account: thirty at once and sixty a minute.
    RateLimiter sign_in{30, 60};
    // First sign-ins from one address. On a first Monday a whole office comes in from one; a code cannot be found by trying.
    RateLimiter activation{120, 120};
    // Guesses at slips by one account, wherever it sits.
    RateLimiter slip{10, 10};
    // Wrong guesses from one address at the digits that open a dossier to whoever has its code.
    RateLimiter tracking{20, 20};
    // The same at one dossier, from wherever: a hundred at once and one a minute, of ten thousand that there are.
    RateLimiter tracked{100, 1};
    // Letters with a reset link to one account, three an hour. Each makes the link before it void: whoever asks without end must
    // not keep the owner from ever holding one that lives.
    RateLimiter letter{3, 3.0 / 60};
};

}  // namespace dongson::web
