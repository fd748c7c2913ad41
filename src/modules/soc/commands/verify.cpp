// Whether stored events are those that came: block by block, and against what stands in the public ledger.
#include "modules/soc/commands/commands.h"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>

#include "modules/soc/centre/anchors.h"
#include "platform/ledger/state.h"
#include "storage/database.h"

namespace dongson::soc {

namespace {

void Print(const std::string& stream, const VerifyReport& report) {
    fmt::print("{}: {} events in {} blocks of {} segments\n", stream, report.events, report.blocks, report.segments);
    if (report.anchored_to > 0)
        fmt::print("  events {} to {}: the ledger speaks for them ({} of its entries are met here)\n", report.first,
                   report.anchored_to, report.anchors);
    if (report.blocks_after > 0)
        fmt::print("  events {} to {} in {} blocks: in no entry of the ledger yet; only the chain holds them\n",
                   std::max(report.first, report.anchored_to + 1), report.last, report.blocks_after);
    if (report.first > 1)
        fmt::print("  events before {} are not here ({} entries of the ledger tell of them): forgotten, or taken out\n",
                   report.first, report.passed);
    for (const auto& fault : report.faults) fmt::print("  {}:{}: {}\n", fault.file, fault.offset, fault.what);
}

}  // namespace

// May run beside a server: nothing is locked or written.
int VerifyStored(const std::vector<std::string>& given, Premises& premises) {
    const auto arguments = ParseArguments(given, Premises::Options(), {});
    if (!arguments) return Complain(arguments.error(), 2);
    const auto place = premises.Find(*arguments);
    if (!place) return Complain(place.error(), 2);
    const std::string folder = place->data_folder + "/events";
    if (!std::filesystem::is_directory(folder)) return Complain({"COMMAND_FILE", Say("cannot read {1}", folder), ""}, 2);
    storage::Database database(place->database);
    ledger::Audit audit(database, database.Read(ledger::ReadState).verifier);
    audit.HoldTree();
    audit.HoldMemory(place->data_folder + "/ledger");
    // What the ledger names is looked for though its folder be gone.
    auto anchors = HoldAnchors(database, audit);
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.is_directory()) anchors[entry.path().filename().string()];
    std::size_t faults = audit.faults().size();
    for (const auto& fault : audit.faults()) fmt::print("{}\n", fault);
    for (const auto& [stream, known] : anchors) {
        const auto report = VerifyEvents(fmt::format("{}/{}", folder, stream), known);
        Print(stream, report);
        faults += report.faults.size();
    }
    fmt::print("{}\n", faults == 0
                           ? "TRUE: every entry of the ledger about blocks is met, and every block that is here names the "
                             "one before it"
                           : "FALSE: see above");
    return faults == 0 ? 0 : 1;
}

}  // namespace dongson::soc
