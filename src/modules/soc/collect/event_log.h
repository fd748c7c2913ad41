// Files of the Windows event log (EVTX), as lines of JSON with the names that Sigma and Windows use.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace dongson::soc {

// By how the file begins: so many bytes tell.
inline constexpr std::size_t kEventLogHead = 8;
bool IsEventLog(std::string_view head);

struct EventLogReading {
    std::uint64_t records = 0, damaged = 0;
    std::string fault;  // why the whole file could not be read, or the first record that could not
};
// The bytes are untrusted and a library in C reads them: only within ChildProcess, as the command `soc evtx`.
EventLogReading ReadEventLog(const std::string& path, const std::function<void(std::string_view json)>& take);

// One event, from Microsoft's XML; empty when it is none. System's values first, then those of EventData or UserData by their own
// names.
std::string JsonOfEventXml(std::string_view xml);

}  // namespace dongson::soc
