#include "web/compression.h"

#include <brotli/encode.h>
#include <zlib.h>

#include <cstdlib>
#include <stdexcept>

#include "core/text.h"

namespace dongson::web {

namespace {

std::string Gzip(std::string_view bytes, int level) {
    z_stream stream{};
    if (deflateInit2(&stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::runtime_error("deflateInit2");
    std::string packed(deflateBound(&stream, bytes.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

std::string Brotli(std::string_view bytes, int quality) {
    std::size_t size = BrotliEncoderMaxCompressedSize(bytes.size());
    std::string packed(size, '\0');
    if (!BrotliEncoderCompress(quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.size(),
                               reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                               reinterpret_cast<std::uint8_t*>(packed.data())))
        throw std::runtime_error("BrotliEncoderCompress");
    packed.resize(size);
    return packed;
}

}  // namespace

Encoding ChooseEncoding(std::string_view accept_encoding) {
    double gzip = 0, brotli = 0;
    for (const auto part : Split(accept_encoding, ',')) {
        const auto semicolon = part.find(';');
        const auto name = Trim(part.substr(0, semicolon));
        double quality = 1;
        if (semicolon != std::string_view::npos) {
            const auto q = part.find("q=", semicolon);
            if (q != std::string_view::npos) quality = std::strtod(std::string(part.substr(q + 2)).c_str(), nullptr);
        }
        if (name == "gzip" || name == "*") gzip = quality;
        if (name == "br") brotli = quality;
    }
    if (brotli > 0 && brotli >= gzip) return Encoding::brotli;
    return gzip > 0 ? Encoding::gzip : Encoding::identity;
}

std::string_view EncodingName(Encoding encoding) {
    static constexpr std::string_view kNames[] = {"identity", "gzip", "br"};
    return kNames[static_cast<int>(encoding)];
}

std::string Compress(std::string_view bytes, Encoding encoding, Effort effort) {
    switch (encoding) {
        case Encoding::identity:
            return std::string(bytes);
        case Encoding::gzip:
            return Gzip(bytes, effort == Effort::quick ? 1 : 6);
        case Encoding::brotli:
            return Brotli(bytes, effort == Effort::quick ? 2 : 5);
    }
    return std::string(bytes);
}

bool IsCompressible(std::string_view content_type) {
    return content_type.starts_with("text/") || content_type.starts_with("application/json") ||
           content_type.starts_with("application/problem") || content_type.starts_with("application/javascript") ||
           content_type.starts_with("image/svg");
}

}  // namespace dongson::web
