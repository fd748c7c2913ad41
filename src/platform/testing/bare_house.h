// The pieces of the house on a fresh database, with the shipped units, for tests of the modules.
#pragma once

#include "platform/calendar/calendars.h"
#include "platform/figures/figures.h"
#include "platform/files/files.h"
#include "platform/jobs/jobs.h"
#include "platform/ledger/ledger.h"
#include "platform/notices/notices.h"
#include "platform/organisation/directory.h"
#include "platform/platform.h"
#include "storage/testing/databases.h"

namespace dongson::testing {

// A hash in a moment, for as long as it stands.
struct CheapPasswords {
    CheapPasswords();
    ~CheapPasswords();
};

struct BareHouse {
    BareHouse(storage::Engine engine, Instant now);

    CheapPasswords cheap;
    storage::testing::FreshDatabase database;
    SetClock clock;
    organisation::Directory units;
    ledger::Ledger ledger;
    jobs::Jobs jobs;
    notices::Notices notices;
    files::FileStore files;
    figures::Figures figures;
    calendar::Calendars calendar{calendar::WorkingCalendar::Shipped()};
    Platform platform;
};

}  // namespace dongson::testing
