// What a module is to the house. commands/modules.cpp lists them, and nothing else names one.
#pragma once

#include <functional>
#include <memory>
#include <random>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/command_line.h"
#include "core/settings.h"
#include "platform/definitions/definition_type.h"
#include "platform/identity/account.h"
#include "platform/organisation/unit.h"
#include "platform/personal_data/correction.h"
#include "platform/personal_data/kept.h"
#include "platform/platform.h"
#include "platform/sealing/columns.h"
#include "storage/database.h"
#include "web/page_scope.h"
#include "web/router.h"

namespace dongson {

namespace calendar {
class WorkingCalendar;
}
namespace ledger {
class Audit;
}

// What one program does of web, jobs and collector.
using Roles = std::set<std::string, std::less<>>;

// A module while the program serves. The order is: made, Routes, Start, Stop.
class Running {
  public:
    virtual ~Running() = default;
    virtual std::string_view key() const = 0;  // the module's
    virtual void Routes(web::Router& site) = 0;
    // Before anybody comes and before jobs run; throws what keeps it from starting.
    virtual void Start() {}
    virtual void Stop() {}
};

// What it is made of; outlives it.
struct Serving {
    const Platform& platform;
    const Roles& roles;
    bool Does(std::string_view role) const { return roles.contains(role); }
};

// Those who work in one commune.
struct DemoOffice {
    UnitId unit;
    identity::Officer clerk, leader;
    std::vector<identity::Officer> specialists;  // one at least
};

// What a province of 3.7 million people had after a year.
struct DemoScale {
    int dossiers = 1'200'000, officers = 15'000, citizens = 85'000;
};

// What a demonstration is made on: a house whose clock may stand in the past, and people in their posts.
struct DemoStage {
    const Platform& platform;
    std::function<void(const Clock*)> use_clock;  // none: the house's own again
    std::function<void(std::string_view)> tell;   // how far it is
    organisation::Era era = organisation::Era::two_levels_2025;
    std::optional<DemoScale> scale = {};  // none: a handful of people and their work
    std::mt19937 random = {};
    std::vector<DemoOffice> offices = {};        // the home commune first
    UnitId home = {};                            // the commune whose people the others are
    std::vector<identity::Account> people = {};  // the first citizen and the first business are known by name
    identity::Officer clerk = {}, specialist = {}, other_specialist = {}, leader = {};  // of the home commune
    std::vector<identity::Officer> analysts = {};                                       // the first leads the shift
};

// What ships with a module and is loaded into an empty house; a demonstration loads it each time, without harm.
struct Shipment {
    const Platform& platform;
    organisation::Era era = organisation::Era::two_levels_2025;
    bool demonstration = false;  // gaps in sources are filled, and said
    bool own_units = true;       // the units that ship
};
struct Loaded {
    Sentence counted;    // "{1} thủ tục"; empty: nothing was loaded
    std::string report;  // what an operator reads besides
};

// What proves itself without a database, and what live rows are held against.
struct LintFault {
    std::string where, what;
};
struct Linted {
    std::vector<std::string> counts;  // "13 processes"
    std::vector<LintFault> faults;
};
struct LiveLint {
    storage::Transaction& tx;
    const organisation::Directory& units;
    const calendar::WorkingCalendar& calendar;
    Date from;  // and every day to come on which units begin or end
};

// How a module's command comes to the data it is about.
class Premises {
  public:
    virtual ~Premises() = default;
    // The options that say where.
    static std::vector<std::string> Options() { return {"config", "data", "database"}; }
    struct Place {
        std::string data_folder;
        storage::Settings database;
    };
    // Where they lie; nothing is opened, locked or written.
    virtual Result<Place> Find(const Arguments& arguments) = 0;
    // The house, for this program alone, or beside a server. Lives as long as the premises.
    enum class Company : unsigned char { alone, beside_a_server };
    virtual Result<const Platform*> Open(const Arguments& arguments, Company company) = 0;
};

struct Command {
    std::string_view name;  // "soc scan": the words it begins with
    int (*run)(const std::vector<std::string>& given, Premises& premises);
    const char* help;
};

struct Module {
    std::string_view key;                                 // the name of its folder
    std::vector<identity::Capability> capabilities = {};  // what its acts ask for; roles give them (data/roles.yaml)
    std::vector<web::NavigationEntry> navigation = {};
    std::vector<web::SiteLink> header = {}, footer = {}, mine = {};  // `mine`: of whoever signed in and is no officer
    std::vector<Setting> settings = {};
    SettingFaults (*check)(const Settings&) = nullptr;
    std::vector<const definitions::Type*> definitions = {};  // what a province may say otherwise than it ships
    std::vector<personal_data::Kept> keeps = {};             // of people: said, copied for them, forgotten in time
    std::vector<personal_data::Corrects> corrects = {};      // what of it people may have put right
    std::vector<sealing::Column> seals = {};                 // what of it lies sealed in the database
    void (*tables)(figures::Figures&) = nullptr;             // open to everyone
    // What it hands to the floors below: jobs it does, what it wants to hear of. Wherever the house is open.
    void (*wire)(const Platform&) = nullptr;
    Result<Loaded> (*load)(const Shipment&) = nullptr;
    Result<void> (*demo)(DemoStage&) = nullptr;
    Linted (*lint)() = nullptr;
    Linted (*lint_live)(const LiveLint&) = nullptr;
    void (*audit)(const Platform&, ledger::Audit&) = nullptr;
    std::vector<Command> commands = {};
    std::unique_ptr<Running> (*make)(const Serving&) = nullptr;
};

}  // namespace dongson
