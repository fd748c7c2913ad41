// Any bytes as one message and as a stream of them: what is read stands within what was given, and frames come out the same
// however the stream is cut.
#include <cstdlib>
#include <string>
#include <vector>

#include "modules/soc/collect/syslog.h"

using namespace dongson;
using namespace dongson::soc;

namespace {

std::vector<std::string> Framed(std::string_view stream, std::size_t piece) {
    SyslogFrames frames(64);
    std::vector<std::string> messages;
    std::string waiting;
    for (std::size_t at = 0; at < stream.size(); at += piece) {
        waiting += stream.substr(at, piece);
        for (auto next = frames.Take(waiting);; next = frames.Take(waiting)) {
            if (next.taken > waiting.size()) std::abort();
            if (next.step == SyslogFrames::Step::message) messages.emplace_back(next.message);
            waiting.erase(0, next.taken);
            if (next.taken == 0) break;
        }
    }
    return messages;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const auto within = [&](std::string_view part) {
        if (!part.empty() && (part.data() < input.data() || part.data() + part.size() > input.data() + input.size()))
            std::abort();
    };
    const auto message = ReadSyslog(input, {Instant{1'790'000'000'000}});
    for (const auto part : {message.host, message.application, message.process, message.message_id, message.text}) within(part);
    for (const auto& [element, name, value] : message.data) {
        within(element);
        within(name);
        within(value);
    }
    if (message.facility < 0 || message.facility > 23 || message.severity < 0 || message.severity > 7) std::abort();
    if (size > 0 && Framed(input, 1) != Framed(input, size)) std::abort();
    return 0;
}
