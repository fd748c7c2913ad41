// Whether stored events are those that came: block by block, and against what stands in the public ledger.
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>

#include "commands/commands.h"
#include "commands/complain.h"
#include "commands/configuration.h"
#include "core/bytes.h"
#include "modules/soc/events/verify.h"
#include "modules/soc/storage/source_store.h"
#include "storage/database.h"

namespace dongson::commands {

// May run beside a server: nothing is locked or written.
int SocVerify(const std::vector<std::string>& given) {
    const auto arguments = ParseArguments(given, {"config", "data", "database"}, {});
    if (!arguments) return Complain(arguments.error(), 2);
    const auto configuration = ReadConfiguration(*arguments);
    if (!configuration) return Complain(configuration.error(), 2);
    const std::string folder = configuration->data + "/events";
    if (!std::filesystem::is_directory(folder)) return Complain({"COMMAND_FILE", Say("cannot read {1}", folder), ""}, 2);
    std::map<std::string, soc::KnownHashes> anchors;
    storage::Database database(
        {configuration->data + "/dongson.db", configuration->database, 1, configuration->slow_statement_ms});
    for (const auto& anchor : database.Read([](storage::Transaction& tx) { return soc::SourceStore(tx).Anchors(); })) {
        const auto bytes = FromHex(anchor.digest);
        if (!bytes || bytes->size() != sizeof(Sha256)) continue;
        std::copy(bytes->begin(), bytes->end(), anchors[anchor.stream][anchor.number].begin());
    }
    std::size_t faults = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const auto report = soc::VerifyEvents(entry.path().string(), anchors[entry.path().filename().string()]);
        fmt::print("{}: {} events in {} blocks of {} segments are as they came, {} of the blocks stand in the ledger\n",
                   entry.path().filename().string(), report.events, report.blocks, report.segments, report.anchors);
        for (const auto& fault : report.faults) fmt::print("  {}:{}: {}\n", fault.file, fault.offset, fault.what);
        faults += report.faults.size();
    }
    fmt::print("{}\n", faults == 0 ? "TRUE: nothing was changed, taken out or put in" : "FALSE: see above");
    return faults == 0 ? 0 : 1;
}

}  // namespace dongson::commands
