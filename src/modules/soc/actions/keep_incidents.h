// Nobody's incident is lost when they leave, and none stays with a unit that ended.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/organisation/directory.h"
#include "platform/platform.h"
#include "storage/database.h"

namespace dongson::soc {

// The job that gives back to the centre what lay with somebody who is on duty no more (workflow::ReleaseWork), and moves what
// lies with a unit that has ended. Returns how many.
inline constexpr std::string_view kKeepIncidents = "soc.keep_incidents";
int KeepIncidents(const Platform& platform);
// Posts and units end by themselves, too: once a day. Call before the jobs start.
void KeepIncidentsDaily(const Platform& platform);

// The open incidents of which inboxes have something else than what follows from them.
std::vector<std::string> StrayIncidents(storage::Transaction& tx, const organisation::Units& units, Date day);

}  // namespace dongson::soc
