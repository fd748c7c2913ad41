#include "core/write_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <stdexcept>

namespace dongson {

namespace {

// The name, too, outlives a power cut. Some network shares know no such thing for a folder and say so.
bool SyncFolderOf(const std::string& path) {
    const auto folder = std::filesystem::path(path).parent_path();
    const int descriptor = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return false;
    const bool synced = ::fsync(descriptor) == 0 || errno == EINVAL;
    ::close(descriptor);
    return synced;
}

bool WriteAll(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(file, bytes.data(), bytes.size());
        if (written <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

}  // namespace

void WriteDurably(const std::string& path, std::string_view bytes) {
    const auto fresh = path + "." + std::to_string(::getpid()) + ".fresh";
    // What lies there is left of a program that died, or somebody's who wants it written through.
    (void)::unlink(fresh.c_str());
    const int file = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    bool good = file >= 0 && WriteAll(file, bytes) && ::fsync(file) == 0;
    if (file >= 0) good = ::close(file) == 0 && good;
    if (!good || std::rename(fresh.c_str(), path.c_str()) != 0 || !SyncFolderOf(path))
        throw std::runtime_error("cannot write " + path);
}

void RenameDurably(const std::string& from, const std::string& to) {
    const int file = ::open(from.c_str(), O_RDONLY | O_CLOEXEC);
    const bool synced = file >= 0 && ::fsync(file) == 0;
    if (file >= 0) ::close(file);
    if (!synced || std::rename(from.c_str(), to.c_str()) != 0 || !SyncFolderOf(to))
        throw std::runtime_error("cannot make " + to + " of " + from);
}

}  // namespace dongson
