// A file that goes with the object that names it, however the work on it ends.
#pragma once

#include <filesystem>
#include <string>
#include <system_error>
#include <utility>

namespace dongson {

class TemporaryFile {
  public:
    // Nothing is made yet: whoever writes does.
    explicit TemporaryFile(std::string path) : path_(std::move(path)) {}
    ~TemporaryFile() {
        std::error_code ignored;
        if (!kept_) std::filesystem::remove(path_, ignored);
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    const std::string& path() const { return path_; }
    void Keep() { kept_ = true; }

  private:
    std::string path_;
    bool kept_ = false;
};

}  // namespace dongson
