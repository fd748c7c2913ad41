#include "modules/soc/events/bloom.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace dongson::soc {

namespace {

constexpr std::size_t kBlock = 32, kBitsAWord = 10;
constexpr std::array<std::uint32_t, 8> kSalts = {0x47b6137bU, 0x44974d91U, 0x8824ad5bU, 0xa2b7289dU,
                                                 0x705495c7U, 0x2df1424bU, 0x9efc4947U, 0x5c6bfb31U};

std::size_t BlockOf(std::uint64_t hash, std::size_t blocks) {
    return static_cast<std::size_t>(((hash >> 32) * blocks) >> 32);
}

std::uint32_t BitOf(std::uint64_t hash, std::size_t lane) {
    return 1U << ((static_cast<std::uint32_t>(hash) * kSalts[lane]) >> 27);
}

}  // namespace

std::string MakeBloom(std::span<const std::uint64_t> hashes) {
    const std::size_t blocks = (hashes.size() * kBitsAWord + kBlock * 8 - 1) / (kBlock * 8);
    std::string filter(blocks * kBlock, '\0');
    for (const std::uint64_t hash : hashes) {
        char* block = filter.data() + BlockOf(hash, blocks) * kBlock;
        for (std::size_t lane = 0; lane < 8; ++lane) {
            std::uint32_t word = 0;
            std::memcpy(&word, block + lane * 4, 4);
            word |= BitOf(hash, lane);
            std::memcpy(block + lane * 4, &word, 4);
        }
    }
    return filter;
}

bool BloomMayHold(std::string_view filter, std::uint64_t hash) {
    const std::size_t blocks = filter.size() / kBlock;
    if (blocks == 0) return false;
    const char* block = filter.data() + BlockOf(hash, blocks) * kBlock;
    for (std::size_t lane = 0; lane < 8; ++lane) {
        std::uint32_t word = 0;
        std::memcpy(&word, block + lane * 4, 4);
        if ((word & BitOf(hash, lane)) == 0) return false;
    }
    return true;
}

}  // namespace dongson::soc
