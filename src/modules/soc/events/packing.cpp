#include "modules/soc/events/packing.h"

#include <zstd.h>

#include <memory>
#include <stdexcept>

namespace dongson::soc {

namespace {

// Higher levels cost twice the time for a twentieth less.
constexpr int kLevel = 3;

std::size_t Sure(std::size_t result) {
    if (ZSTD_isError(result) != 0) throw std::runtime_error(std::string("zstd: ") + ZSTD_getErrorName(result));
    return result;
}

}  // namespace

void PutVarint(std::string& out, std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) out += static_cast<char>(value | 0x80);
    out += static_cast<char>(value);
}

void PutSigned(std::string& out, std::int64_t value) {
    PutVarint(out, (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
}

std::uint64_t NumberReader::Next() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        if (rest.empty()) break;
        const auto byte = static_cast<unsigned char>(rest.front());
        rest.remove_prefix(1);
        value |= std::uint64_t{byte & 0x7FU} << shift;
        if (byte < 0x80) return value;
    }
    ok = false;
    return 0;
}

std::int64_t NumberReader::NextSigned() {
    const std::uint64_t value = Next();
    return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

std::string_view NumberReader::Bytes(std::uint64_t size) {
    if (size > rest.size()) ok = false;
    const std::string_view bytes = rest.substr(0, size);
    rest.remove_prefix(bytes.size());
    return bytes;
}

std::string Pack(std::string_view bytes, std::span<const std::size_t> ends) {
    // Every part's end may add a block's header.
    std::string packed(ZSTD_compressBound(bytes.size()) + 4 * ends.size(), '\0');
    if (ends.size() < 2) {
        packed.resize(Sure(ZSTD_compress(packed.data(), packed.size(), bytes.data(), bytes.size(), kLevel)));
        return packed;
    }
    const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(ZSTD_createCCtx(), ZSTD_freeCCtx);
    if (context == nullptr) throw std::bad_alloc();
    Sure(ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, kLevel));
    Sure(ZSTD_CCtx_setPledgedSrcSize(context.get(), bytes.size()));
    ZSTD_outBuffer out{packed.data(), packed.size(), 0};
    ZSTD_inBuffer in{bytes.data(), 0, 0};
    for (const std::size_t end : ends) {
        in.size = end;
        const auto then = end == bytes.size() ? ZSTD_e_end : ZSTD_e_flush;
        if (Sure(ZSTD_compressStream2(context.get(), &out, &in, then)) != 0) throw std::runtime_error("zstd: no room");
    }
    packed.resize(out.pos);
    return packed;
}

std::string Unpack(std::string_view packed, std::size_t size, std::size_t padding) {
    if (size > kMostUnpacked) throw std::runtime_error("larger than a block may be");
    std::string bytes(size + padding, '\0');
    const std::size_t got = ZSTD_decompress(bytes.data(), size, packed.data(), packed.size());
    if (ZSTD_isError(got) != 0 || got != size) throw std::runtime_error("a block that cannot be unpacked");
    return bytes;
}

}  // namespace dongson::soc
