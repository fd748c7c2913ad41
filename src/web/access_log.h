#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dongson::web {

// A path as logs may show it: what stands behind a prefix that was named is a secret, and is left out.
void HideBehind(std::string prefix);
std::string Loggable(std::string_view path);

// Lines gathered and written in one go: a busy second costs a handful of writes. Used from one thread.
class AccessLog {
  public:
    // An empty path keeps no log.
    explicit AccessLog(std::string path);
    ~AccessLog();
    AccessLog(const AccessLog&) = delete;
    AccessLog& operator=(const AccessLog&) = delete;

    // The query is left out of the target, for it may name a person.
    void Line(std::string_view address, std::string_view time, std::string_view method, std::string_view target, int status,
              std::size_t bytes, std::int64_t microseconds);
    void Flush();
    // The file by this name is another now: a rotation moved the old one away.
    void Reopen();

  private:
    bool WriteAll(std::string_view lines) const;
    void Complain();

    std::string path_;
    int descriptor_;
    bool complained_ = false;  // of this trouble: each lasts longer than a line
    std::string lines_;
};

}  // namespace dongson::web
