#include "core/inflate.h"

#include <zlib.h>

#include <array>

namespace dongson {

std::optional<std::string> Inflate(std::string_view packed, std::size_t most) {
    z_stream stream{};
    constexpr int kEither = 32;  // by its header
    if (inflateInit2(&stream, MAX_WBITS + kEither) != Z_OK) return std::nullopt;
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    std::string text;
    std::array<char, 64 << 10> buffer;
    int state = Z_OK;
    while (state == Z_OK && text.size() <= most) {
        stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
        stream.avail_out = static_cast<uInt>(buffer.size());
        state = inflate(&stream, Z_NO_FLUSH);
        text.append(buffer.data(), buffer.size() - stream.avail_out);
    }
    inflateEnd(&stream);
    if (state != Z_STREAM_END || text.size() > most) return std::nullopt;
    return text;
}

}  // namespace dongson
