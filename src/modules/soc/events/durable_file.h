// A file written at its end, where nothing counts as written before it is on disk.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dongson::soc {

class DurableFile {
  public:
    // Opens or makes it; nothing waits for the disk here, since a file without bytes may be lost. All throw std::system_error.
    explicit DurableFile(const std::string& path);
    ~DurableFile();
    DurableFile(const DurableFile&) = delete;
    DurableFile& operator=(const DurableFile&) = delete;

    void Write(std::string_view bytes);
    // On disk when it returns: what was written, and that the folder has this file.
    void Sync();
    // Drops what is beyond `size`, and goes on from there.
    void CutTo(std::uint64_t size);

  private:
    [[noreturn]] void Fail() const;
    void SyncFolder();
    std::string path_;
    std::optional<std::string> folder_;  // that does not know of the file yet
    int file_ = -1;
};

}  // namespace dongson::soc
