#include "core/log.h"

#include <fmt/format.h>
#include <unistd.h>

#include "core/time.h"

namespace dongson {

namespace {
thread_local std::string request_id;
}

void SetRequestId(std::string id) {
    request_id = std::move(id);
}
const std::string& RequestId() {
    return request_id;
}

std::string JsonQuote(std::string_view text) {
    std::string quoted = "\"";
    for (const char c : text) {
        switch (c) {
            case '"':
                quoted += "\\\"";
                break;
            case '\\':
                quoted += "\\\\";
                break;
            case '\n':
                quoted += "\\n";
                break;
            case '\r':
                quoted += "\\r";
                break;
            case '\t':
                quoted += "\\t";
                break;
            default:
                if (static_cast<unsigned char>(c) < 0x20)
                    quoted += fmt::format("\\u{:04x}", static_cast<int>(c));
                else
                    quoted += c;
        }
    }
    return quoted + '"';
}

void Log(Severity severity, std::string_view code, std::initializer_list<LogField> fields) {
    static constexpr std::string_view kNames[] = {"info", "warning", "error"};
    std::string line = fmt::format(R"({{"time":"{}","severity":"{}","code":"{}")", SystemClock().Now().Rfc3339(),
                                   kNames[static_cast<int>(severity)], code);
    if (!request_id.empty()) line += ",\"request\":" + JsonQuote(request_id);
    for (const auto& [name, value] : fields) line += fmt::format(",\"{}\":{}", name, JsonQuote(value));
    line += "}\n";
    // One write, so that lines of several threads never mix; a closed standard error is nobody's to report to.
    [[maybe_unused]] const auto written = ::write(2, line.data(), line.size());
}

}  // namespace dongson
