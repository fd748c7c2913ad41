// Takes over a list of indicators that is larger than a browser sends, or comes every night.
#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <iterator>

#include "commands/commands.h"
#include "commands/complain.h"
#include "commands/house.h"
#include "modules/soc/actions/keep_feed.h"

namespace dongson::commands {

// May run beside a server, which takes it into use within a minute.
int SocIndicators(const std::vector<std::string>& given) {
    const auto arguments = ParseArguments(given, {"config", "data", "database", "name", "level"}, {});
    if (!arguments) return Complain(arguments.error(), 2);
    const auto level = soc::ParseLevel(arguments->Value("level", "high"));
    if (arguments->words.size() != 1 || !arguments->Has("name") || !level)
        return Complain(
            {"COMMAND_FILE",
             Say("usage: dongson soc indicators --name NAME [--level informational|low|medium|high|critical] FILE"), ""},
            2);
    auto configuration = ReadConfiguration(*arguments);
    if (!configuration) return Complain(configuration.error(), 2);
    std::ifstream file(arguments->words[0], std::ios::binary);
    if (!file) return Complain({"COMMAND_FILE", Say("cannot read {1}", arguments->words[0]), ""}, 2);
    const std::string bytes(std::istreambuf_iterator<char>(file), {});
    configuration->roles = "indicators";  // none that a server has
    const auto house = House::Open(*configuration);
    if (!house) return Complain(house.error(), 1);
    const auto feed = soc::ImportFeed((*house)->platform(), {arguments->Value("name"), *level, {}}, bytes);
    if (!feed) return Complain(feed.error(), 1);
    fmt::print("{}: {} indicators of {}, {} left out\n{}", feed->name, feed->indicators, feed->format, feed->left_out,
               feed->faults);
    return 0;
}

}  // namespace dongson::commands
