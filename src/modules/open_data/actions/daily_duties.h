// What the portal does by itself every day, each as a job of its own: tables that the platform feeds are published anew, tables
// that were lost made again and those of dead programs removed, late datasets put into their agencies' inboxes, links to
// elsewhere probed, files that are due fetched.
#pragma once

#include "platform/platform.h"

namespace dongson::open_data {

// Begins with the first job that runs, once a day however many nodes there are.
void WatchDaily(const Platform& platform);

}  // namespace dongson::open_data
