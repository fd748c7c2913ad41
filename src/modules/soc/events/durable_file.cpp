#include "modules/soc/events/durable_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

namespace dongson::soc {

DurableFile::DurableFile(const std::string& path) : path_(path) {
    file_ = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (file_ >= 0) {
        ::lseek(file_, 0, SEEK_END);
        return;
    }
    file_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (file_ < 0) Fail();
    folder_ = std::filesystem::path(path).parent_path().string();
    if (folder_->empty()) folder_ = ".";
}

DurableFile::~DurableFile() {
    if (file_ >= 0) ::close(file_);
}

void DurableFile::Fail() const {
    throw std::system_error(errno, std::generic_category(), path_);
}

void DurableFile::Write(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(file_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) Fail();
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

void DurableFile::Sync() {
    if (::fdatasync(file_) != 0) Fail();
    if (folder_) SyncFolder();
}

void DurableFile::SyncFolder() {
    const int folder = ::open(folder_->c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = folder >= 0 && ::fsync(folder) == 0;
    const int error = errno;
    if (folder >= 0) ::close(folder);
    if (!synced) throw std::system_error(error, std::generic_category(), *folder_);
    folder_.reset();
}

void DurableFile::CutTo(std::uint64_t size) {
    if (::ftruncate(file_, static_cast<off_t>(size)) != 0 || ::lseek(file_, static_cast<off_t>(size), SEEK_SET) < 0) Fail();
}

}  // namespace dongson::soc
