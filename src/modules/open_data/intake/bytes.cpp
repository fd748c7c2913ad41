#include "modules/open_data/intake/bytes.h"

#include <cerrno>
#include <system_error>

namespace dongson::open_data {

FileSource::FileSource(const std::string& path) : file_(std::fopen(path.c_str(), "rbe")) {
    if (!file_) throw std::system_error(errno, std::generic_category(), path);
}

std::size_t FileSource::Read(char* into, std::size_t size) {
    const auto read = std::fread(into, 1, size, file_.get());
    if (read == 0 && std::ferror(file_.get()) != 0) throw std::system_error(errno, std::generic_category(), "read");
    return read;
}

std::string Beginning(ByteSource& source, std::size_t size) {
    std::string bytes(size, '\0');
    std::size_t have = 0;
    while (have < size) {
        const auto read = source.Read(bytes.data() + have, size - have);
        if (read == 0) break;
        have += read;
    }
    bytes.resize(have);
    return bytes;
}

}  // namespace dongson::open_data
