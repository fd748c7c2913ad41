// What a new list of indicators would have told, had it been there: stored events are held against it once.
#pragma once

#include <atomic>

#include "modules/soc/actions/centre.h"
#include "modules/soc/domain/feed.h"

namespace dongson::soc {

// Stored events before those that met the feed as they came are held against what its edition brings; what is found becomes
// alerts together with the note that it was done, so that a program that ends meanwhile begins anew and tells nothing twice.
// False when `leaving` came first.
bool LookBack(Centre& centre, const Feed& feed, const std::atomic<bool>& leaving);

}  // namespace dongson::soc
