#include "web/access_log.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

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

AccessLog::AccessLog(std::string path) : path_(std::move(path)), descriptor_(Open(path_)) {}

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
    if (descriptor_ >= 0 && !lines_.empty()) [[maybe_unused]]
        const auto written = ::write(descriptor_, lines_.data(), lines_.size());
    lines_.clear();
}

void AccessLog::Reopen() {
    Flush();
    const int fresh = Open(path_);
    if (fresh < 0) return;  // the old one is better than none
    if (descriptor_ >= 0) ::close(descriptor_);
    descriptor_ = fresh;
}

}  // namespace dongson::web
