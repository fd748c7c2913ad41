// A file written at its end, where nothing counts as written before it is on disk.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dongson::soc {

class DurableFile {
  public:
    // Opens or makes it; the folder knows of it when this returns. All throw std::system_error.
    explicit DurableFile(const std::string& path);
    ~DurableFile();
    DurableFile(const DurableFile&) = delete;
    DurableFile& operator=(const DurableFile&) = delete;

    void Write(std::string_view bytes);
    void Sync();
    // Drops what is beyond `size`, and goes on from there.
    void CutTo(std::uint64_t size);

  private:
    [[noreturn]] void Fail() const;
    std::string path_;
    int file_ = -1;
};

}  // namespace dongson::soc
