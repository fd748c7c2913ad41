// The whole house, put together from a configuration.
#pragma once

#include <memory>

#include "commands/configuration.h"
#include "commands/role_locks.h"
#include "platform/calendar/calendars.h"
#include "platform/definitions/calendar_in_force.h"
#include "platform/figures/figures.h"
#include "platform/files/files.h"
#include "platform/jobs/jobs.h"
#include "platform/ledger/ledger.h"
#include "platform/notices/notices.h"
#include "platform/organisation/directory.h"
#include "platform/platform.h"
#include "storage/database.h"

namespace dongson::commands {

enum class Durability : unsigned char { safe, fast };  // fast only while the demonstration is loaded

// How far the clock of this configuration runs beside the real one, in milliseconds.
std::int64_t ShiftOf(const Configuration& configuration);

class House {
  public:
    // Locks the data folder, opens and migrates the database, loads what lives in memory.
    // Refuses when another program uses the folder or the schema is newer.
    static Result<std::unique_ptr<House>> Open(const Configuration& configuration, Durability durability = Durability::safe);
    ~House();

    const Platform& platform() const { return *platform_; }
    storage::Database& database() { return *database_; }
    // While the program serves, it looks by itself for what comes into force.
    void KeepCalendar() { calendar_keeper_->Start(); }
    const Configuration& configuration() const { return configuration_; }
    // The demonstration acts in the past: every piece follows this clock then; none gives the house its own again.
    void UseClock(const Clock* clock) { clock_.inner = clock == nullptr ? own_clock_.get() : clock; }

  private:
    struct SwitchedClock final : Clock {
        const Clock* inner = nullptr;
        Instant Now() const override { return inner->Now(); }
    };

    explicit House(const Configuration& configuration)
        : configuration_(configuration), calendar_(calendar::WorkingCalendar::Shipped().With(configuration.pauses)) {}
    Configuration configuration_;
    RoleLocks locks_;
    std::unique_ptr<Clock> own_clock_;
    SwitchedClock clock_;
    std::unique_ptr<storage::Database> database_;
    organisation::Directory units_;
    calendar::Calendars calendar_;
    std::unique_ptr<definitions::CalendarKeeper> calendar_keeper_;
    std::unique_ptr<ledger::Ledger> ledger_;
    std::unique_ptr<jobs::Jobs> jobs_;
    std::unique_ptr<notices::Notices> notices_;
    std::unique_ptr<files::FileStore> files_;
    figures::Figures figures_;
    std::unique_ptr<Platform> platform_;
};

}  // namespace dongson::commands
