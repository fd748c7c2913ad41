// Numbers and bytes as blocks hold them: varints, and zstd.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace dongson::soc {

void PutVarint(std::string& out, std::uint64_t value);
void PutSigned(std::string& out, std::int64_t value);  // zigzag

// Takes numbers from damaged bytes too: past the end they are 0 and `ok` turns false.
struct NumberReader {
    std::string_view rest;
    bool ok = true;

    std::uint64_t Next();
    std::int64_t NextSigned();
    // So many bytes as they are; fewer where there are no more, and `ok` turns false.
    std::string_view Bytes(std::uint64_t size);
};

// One frame. `ends`: where the bytes change their nature, so that what follows is counted anew; the last is their size.
std::string Pack(std::string_view bytes, std::span<const std::size_t> ends = {});
// With `padding` zeros behind. Throws std::runtime_error when the frame is not of this size.
std::string Unpack(std::string_view packed, std::size_t size, std::size_t padding = 0);

// Far more than a block of events has: what claims more is damaged.
inline constexpr std::size_t kMostUnpacked = 64 << 20;

}  // namespace dongson::soc
