#include "core/log.h"

#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <memory>

#include "core/time.h"

namespace dongson {

namespace {
thread_local std::string request_id;
using Listener = std::function<void(std::string_view)>;
std::atomic<std::shared_ptr<const Listener>> log_listener;
}  // namespace

void ListenToLog(std::function<void(std::string_view line)> listener) {
    log_listener = listener ? std::make_shared<const Listener>(std::move(listener)) : nullptr;
}

void SetRequestId(std::string id) {
    request_id = std::move(id);
}
const std::string& RequestId() {
    return request_id;
}

void AppendJsonText(std::string_view text, std::string& out) {
    out += '"';
    auto plain = text.begin();
    for (auto at = text.begin(); at != text.end(); ++at) {
        const auto c = static_cast<unsigned char>(*at);
        if (c >= 0x20 && c != '"' && c != '\\') continue;
        out.append(plain, at);
        plain = at + 1;
        if (c == '"' || c == '\\') {
            out += '\\';
            out += *at;
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\r') {
            out += "\\r";
        } else if (c == '\t') {
            out += "\\t";
        } else {
            fmt::format_to(std::back_inserter(out), "\\u{:04x}", c);
        }
    }
    out.append(plain, text.end());
    out += '"';
}

std::string JsonQuote(std::string_view text) {
    std::string quoted;
    AppendJsonText(text, quoted);
    return quoted;
}

void Log(Severity severity, std::string_view code, std::initializer_list<LogField> fields) {
    static constexpr std::string_view kNames[] = {"info", "warning", "error"};
    std::string line = fmt::format(R"({{"time":"{}","severity":"{}","code":"{}")", SystemClock().Now().Rfc3339(),
                                   kNames[static_cast<int>(severity)], code);
    if (!request_id.empty()) line += ",\"request\":" + JsonQuote(request_id);
    for (const auto& [name, value] : fields) line += fmt::format(",\"{}\":{}", name, JsonQuote(value));
    line += '}';
    if (const auto listener = log_listener.load()) (*listener)(line);
    line += '\n';
    // One write, so that lines of several threads never mix; a closed standard error is nobody's to report to.
    [[maybe_unused]] const auto written = ::write(2, line.data(), line.size());
}

}  // namespace dongson
