// Takes over files that are larger than a browser sends, or come every night: lists of indicators, and reports of scanners. May
// run beside a server.
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <functional>

#include "commands/commands.h"
#include "commands/complain.h"
#include "commands/house.h"
#include "core/read_file.h"
#include "modules/soc/actions/keep_feed.h"
#include "modules/soc/actions/keep_vulnerabilities.h"

namespace dongson::commands {

namespace {

// `take` gets the file's bytes and says what became of them.
int Import(const Arguments& arguments,
           const std::function<Result<std::string>(const Platform&, const std::string& bytes)>& take) {
    auto configuration = ReadConfiguration(arguments);
    if (!configuration) return Complain(configuration.error(), 2);
    const auto bytes = ReadFile(arguments.words[0]);
    if (!bytes) return Complain({"COMMAND_FILE", Say("cannot read {1}", arguments.words[0]), ""}, 2);
    configuration->roles = {"import"};  // none that a server has
    const auto house = House::Open(*configuration);
    if (!house) return Complain(house.error(), 1);
    const auto taken = take((*house)->platform(), *bytes);
    if (!taken) return Complain(taken.error(), 1);
    fmt::print("{}", *taken);
    return 0;
}

}  // namespace

// A server takes it into use within a minute.
int SocIndicators(const std::vector<std::string>& given) {
    const auto arguments = ParseArguments(given, {"config", "data", "database", "name", "level"}, {});
    if (!arguments) return Complain(arguments.error(), 2);
    const auto level = soc::ParseLevel(arguments->Value("level", "high"));
    if (arguments->words.size() != 1 || !arguments->Has("name") || !level)
        return Complain(
            {"COMMAND_FILE",
             Say("usage: dongson soc indicators --name NAME [--level informational|low|medium|high|critical] FILE"), ""},
            2);
    return Import(*arguments, [&](const Platform& platform, const std::string& bytes) -> Result<std::string> {
        const auto feed = soc::ImportFeed(platform, {arguments->Value("name"), *level, {}}, bytes);
        if (!feed) return std::unexpected(feed.error());
        return fmt::format("{}: {} indicators of {}, {} left out\n{}", feed->name, feed->indicators, feed->format, feed->left_out,
                           feed->faults);
    });
}

int SocVulnerabilities(const std::vector<std::string>& given) {
    const auto arguments = ParseArguments(given, {"config", "data", "database"}, {});
    if (!arguments) return Complain(arguments.error(), 2);
    if (arguments->words.size() != 1) return Complain({"COMMAND_FILE", Say("usage: dongson soc vulnerabilities FILE"), ""}, 2);
    return Import(*arguments, [&](const Platform& platform, const std::string& bytes) -> Result<std::string> {
        const std::string name = std::filesystem::path(arguments->words[0]).filename();
        const auto scan = soc::ImportScan(platform, name, {}, bytes);
        if (!scan) return std::unexpected(scan.error());
        return fmt::format("{}: {} machines, {} found, {} new, {} open again, {} not found any more, {} left out\n{}",
                           scan->scanner, scan->hosts, scan->found, scan->fresh, scan->reopened, scan->missed, scan->left_out,
                           scan->faults);
    });
}

}  // namespace dongson::commands
