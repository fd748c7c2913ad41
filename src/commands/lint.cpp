#include <fmt/format.h>

#include <cstdio>
#include <filesystem>

#include "commands/commands.h"
#include "commands/configuration.h"
#include "commands/house.h"
#include "commands/modules.h"
#include "core/command_line.h"
#include "core/embedded.h"
#include "core/text.h"
#include "core/yaml.h"
#include "platform/calendar/working_calendar.h"
#include "platform/definitions/calendar_in_force.h"
#include "platform/identity/role.h"
#include "platform/identity/storage/role_store.h"
#include "platform/organisation/directory.h"
#include "platform/sealing/columns.h"
#include "storage/migrations.h"

namespace dongson::commands {

namespace {

// 0: nothing is wrong; 1: this is.
int Print(const Linted& linted) {
    for (const auto& fault : linted.faults) fmt::print("{}: {}\n", fault.where, fault.what);
    fmt::print("{}: {} faults\n", Join(linted.counts, ", "), linted.faults.size());
    return linted.faults.empty() ? 0 : 1;
}

void Add(Linted& all, const Linted& linted) {
    all.counts.insert(all.counts.end(), linted.counts.begin(), linted.counts.end());
    all.faults.insert(all.faults.end(), linted.faults.begin(), linted.faults.end());
}

// Every capability that a role gives is one that some module declares.
Linted LintRoles() {
    DefinitionErrors errors;
    const auto book = identity::RoleBook::Parse("data/roles.yaml", Embedded("data/roles.yaml"), DeclaredCapabilities(), errors);
    Linted linted{.counts = {fmt::format("{} roles", book.roles().size())}, .faults = {}};
    for (const auto& error : errors.all())
        linted.faults.push_back({fmt::format("{}:{}", error.source, error.line), error.what.In(Language::english)});
    return linted;
}

// What should lie sealed and lies in clear: from before, until the server's job has come by, or put in by hand.
Linted LintSealed(storage::Transaction& tx) {
    Linted linted;
    std::int64_t sealed = 0;
    for (const auto& column : SealedColumns()) {
        const auto counted = sealing::CountOf(tx, column);
        sealed += counted.sealed_now + counted.sealed_other;
        if (counted.clear > 0)
            linted.faults.push_back(
                {fmt::format("{}.{}", column.table, column.name),
                 fmt::format("{} values lie in clear; a server seals them, or dongson keys rotate", counted.clear)});
    }
    linted.counts.push_back(fmt::format("{} sealed values", sealed));
    return linted;
}

// Over what lives in a folder, for today (or the day asked for) and every day to come on which units begin or end. May run beside
// a server: nothing is locked or written.
int LintData(const Arguments& arguments) {
    const auto configuration = ReadConfiguration(arguments);
    if (!configuration) return Complain(configuration.error(), 2);
    const auto on = arguments.Value("on");
    const auto from =
        on.empty() ? Instant{SystemClock().Now().ms + ShiftOf(*configuration)}.LocalDate() : Date::Parse(on).value_or(Date{});
    if (from == Date{}) return Complain({"COMMAND_DAY", Say("--on is a day like 2025-07-01"), ""}, 2);
    if (configuration->database.empty() && !std::filesystem::exists(configuration->data + "/dongson.db"))
        return Complain({"COMMAND_FILE", Say("cannot read {1}", configuration->data + "/dongson.db"), ""}, 2);
    storage::Database database(
        {configuration->data + "/dongson.db", configuration->database, 1, configuration->slow_statement_ms});
    if (const auto same = storage::RefuseOtherSchema(database); !same) return Complain(same.error(), 1);
    if (const auto keys = sealing::ReadKeysOf(configuration->data, database); !keys) return Complain(keys.error(), 1);
    organisation::Directory units;
    units.Load(database);
    identity::UseRoles(identity::RoleBook::Shipped(DeclaredCapabilities()));
    return Print(database.Read([&](storage::Transaction& tx) {
        Linted all = LintSealed(tx);
        identity::FollowRoles(tx);
        const auto calendar = definitions::CalendarOn(tx, from, configuration->pauses);
        for (const auto* module : Modules())
            if (module->lint_live != nullptr) Add(all, module->lint_live({tx, units, calendar, from}));
        return all;
    }));
}

}  // namespace

// Reads every shipped definition as the program would and proves what can be proved of it.
int LintDefinitions(const std::vector<std::string>& given) {
    const auto arguments = ParseArguments(given, {"config", "data", "database", "on"}, {});
    if (!arguments) return Complain(arguments.error(), 2);
    try {
        if (arguments->Has("data") || arguments->Has("database") || arguments->Has("config")) return LintData(*arguments);
        const auto units = organisation::ParseUnits(Embedded("data/units/units.csv"), "data/units/units.csv");
        if (!units) return Complain(units.error(), 1);
        Linted all{.counts = {fmt::format("{} units", units->size())}, .faults = {}};
        Add(all, LintRoles());
        for (const auto* module : Modules())
            if (module->lint != nullptr) Add(all, module->lint());
        return Print(all);
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 1;
    }
}

}  // namespace dongson::commands
