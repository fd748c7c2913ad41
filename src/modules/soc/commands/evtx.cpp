// Files of the Windows event log as lines of JSON, read within narrow limits: `dongson soc evtx FILE… | curl --data-binary @- …`.
#include "modules/soc/commands/commands.h"

#include <cstdio>

#include "core/child_process.h"
#include "modules/soc/collect/event_log.h"

namespace dongson::soc {

namespace {

constexpr std::size_t kSeconds = 3600, kAddressSpace = 4ULL << 30;

}  // namespace

// With --report, a last line "#DAMAGED why" for the program that asked.
int PrintEventLogs(const std::vector<std::string>& given, Premises&) {
    const auto arguments = ParseArguments(given, {}, {"report"});
    if (!arguments) return Complain(arguments.error(), 2);
    if (arguments->words.empty()) return Complain({"COMMAND_FILE", Say("usage: dongson soc evtx FILE…"), ""}, 2);
    Confine(kSeconds, kAddressSpace, arguments->Has("report") ? Writes::nothing : Writes::files);
    bool whole = true;
    for (const std::string& path : arguments->words) {
        const auto reading = ReadEventLog(path, [](std::string_view json) {
            std::fwrite(json.data(), 1, json.size(), stdout);
            std::fputc('\n', stdout);
        });
        whole = whole && reading.fault.empty();
        std::FILE* to = arguments->Has("report") ? stdout : stderr;
        if (arguments->Has("report") || !reading.fault.empty())
            std::fprintf(to, arguments->Has("report") ? "#%llu %s\n" : "%llu records cannot be read, the first: %s\n",
                         static_cast<unsigned long long>(reading.damaged), reading.fault.c_str());
    }
    return std::fflush(stdout) == 0 && whole ? 0 : 1;
}

}  // namespace dongson::soc
