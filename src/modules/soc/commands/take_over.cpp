// Takes over files that are larger than a browser sends, or come every night: lists of indicators, and reports of scanners. May
// run beside a server.
#include "modules/soc/commands/commands.h"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <functional>

#include "core/read_file.h"
#include "modules/soc/actions/keep_feed.h"
#include "modules/soc/actions/keep_vulnerabilities.h"

namespace dongson::soc {

namespace {

// `take` gets the file's bytes and says what became of them.
int TakeOver(const Arguments& arguments, Premises& premises,
             const std::function<Result<std::string>(const Platform&, const std::string& bytes)>& take) {
    const auto bytes = ReadFile(arguments.words[0]);
    if (!bytes) return Complain({"COMMAND_FILE", Say("cannot read {1}", arguments.words[0]), ""}, 2);
    const auto platform = premises.Open(arguments, Premises::Company::beside_a_server);
    if (!platform) return Complain(platform.error(), 1);
    const auto taken = take(**platform, *bytes);
    if (!taken) return Complain(taken.error(), 1);
    fmt::print("{}", *taken);
    return 0;
}

}  // namespace

// A server takes it into use within a minute.
int TakeOverIndicators(const std::vector<std::string>& given, Premises& premises) {
    auto options = Premises::Options();
    options.insert(options.end(), {"name", "level"});
    const auto arguments = ParseArguments(given, options, {});
    if (!arguments) return Complain(arguments.error(), 2);
    const auto level = ParseLevel(arguments->Value("level", "high"));
    if (arguments->words.size() != 1 || !arguments->Has("name") || !level)
        return Complain(
            {"COMMAND_FILE",
             Say("usage: dongson soc indicators --name NAME [--level informational|low|medium|high|critical] FILE"), ""},
            2);
    return TakeOver(*arguments, premises, [&](const Platform& platform, const std::string& bytes) -> Result<std::string> {
        const auto feed = ImportFeed(platform, {arguments->Value("name"), *level, {}}, bytes);
        if (!feed) return std::unexpected(feed.error());
        return fmt::format("{}: {} indicators of {}, {} left out\n{}", feed->name, feed->indicators, feed->format, feed->left_out,
                           feed->faults);
    });
}

int TakeOverVulnerabilities(const std::vector<std::string>& given, Premises& premises) {
    const auto arguments = ParseArguments(given, Premises::Options(), {});
    if (!arguments) return Complain(arguments.error(), 2);
    if (arguments->words.size() != 1) return Complain({"COMMAND_FILE", Say("usage: dongson soc vulnerabilities FILE"), ""}, 2);
    return TakeOver(*arguments, premises, [&](const Platform& platform, const std::string& bytes) -> Result<std::string> {
        const std::string name = std::filesystem::path(arguments->words[0]).filename();
        const auto scan = ImportScan(platform, name, {}, bytes);
        if (!scan) return std::unexpected(scan.error());
        return fmt::format("{}: {} machines, {} found, {} new, {} open again, {} not found any more, {} left out\n{}",
                           scan->scanner, scan->hosts, scan->found, scan->fresh, scan->reopened, scan->missed, scan->left_out,
                           scan->faults);
    });
}

}  // namespace dongson::soc
