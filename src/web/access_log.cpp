#include "web/access_log.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <system_error>
#include <utility>
#include <vector>

#include "core/log.h"

namespace dongson::web {

namespace {
constexpr std::size_t kGathered = 64 << 10;

std::vector<std::string>& Hidden() {
    static std::vector<std::string> prefixes;
    return prefixes;
}

int Open(const std::string& path) {
    return path.empty() ? -1 : ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
}
}  // namespace

void HideBehind(std::string prefix) {
    if (std::ranges::find(Hidden(), prefix) == Hidden().end()) Hidden().push_back(std::move(prefix));
}
std::string Loggable(std::string_view path) {
    for (const auto& prefix : Hidden())
        if (const auto at = path.find(prefix); at != std::string_view::npos)
            return std::string(path.substr(0, at + prefix.size())) + "…";
    return std::string(path);
}

AccessLog::AccessLog(std::string path) : path_(std::move(path)), descriptor_(Open(path_)) {
    if (descriptor_ < 0 && !path_.empty()) Complain();
}

AccessLog::~AccessLog() {
    Flush();
    if (descriptor_ >= 0) ::close(descriptor_);
}

void AccessLog::Line(std::string_view address, std::string_view time, std::string_view method, std::string_view target,
                     int status, std::size_t bytes, std::int64_t microseconds) {
    if (descriptor_ < 0) return;
    fmt::format_to(std::back_inserter(lines_), "{} [{}] \"{} {}\" {} {} {}us\n", address, time, method,
                   Loggable(target.substr(0, target.find('?'))), status, bytes, microseconds);
    if (lines_.size() > kGathered) Flush();
}

void AccessLog::Flush() {
    if (lines_.empty()) return;
    if (WriteAll(lines_))
        complained_ = false;
    else
        Complain();
    lines_.clear();
}

bool AccessLog::WriteAll(std::string_view lines) const {
    while (!lines.empty()) {
        const auto written = ::write(descriptor_, lines.data(), lines.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        lines.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

// Lines are not kept for better times: a full disk would fill the memory too.
void AccessLog::Complain() {
    const std::string error = std::generic_category().message(errno);
    if (!std::exchange(complained_, true)) Log(Severity::error, "ACCESS_LOG_LOST", {{"file", path_}, {"error", error}});
}

void AccessLog::Reopen() {
    Flush();
    const int fresh = Open(path_);
    if (fresh < 0 && !path_.empty()) Complain();
    if (fresh < 0) return;  // the old one is better than none
    if (descriptor_ >= 0) ::close(descriptor_);
    descriptor_ = fresh;
}

}  // namespace dongson::web
