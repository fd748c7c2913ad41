#include "modules/open_data/table/dictionary.h"

#include <cstring>

namespace dongson::open_data {

namespace {

std::uint64_t Mix(std::uint64_t a, std::uint64_t b) {
    const auto product = static_cast<unsigned __int128>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

// Eight bytes at a time. An attacker who makes texts collide slows down one segment of their own upload, no more.
std::uint64_t HashOf(std::string_view text) {
    std::uint64_t hash = 0x9e3779b97f4a7c15ULL ^ text.size();
    while (text.size() >= 8) {
        std::uint64_t part = 0;
        std::memcpy(&part, text.data(), 8);
        hash = Mix(hash ^ part, 0xe7037ed1a0b428dbULL);
        text.remove_prefix(8);
    }
    std::uint64_t rest = 0;
    std::memcpy(&rest, text.data(), text.size());
    return Mix(hash ^ rest, 0x8ebc6af09c88c6e3ULL);
}

constexpr std::uint64_t kMark = 0xffffffff00000000ULL;
std::uint64_t MarkOf(std::uint64_t hash) {
    return hash & kMark;
}

}  // namespace

std::uint32_t Dictionary::Add(std::string_view text) {
    if (text.empty()) return 0;
    const auto hash = HashOf(text);
    const auto mask = slots_.size() - 1;
    for (auto slot = hash & mask;; slot = (slot + 1) & mask) {
        const auto held = slots_[slot];
        const auto code = static_cast<std::uint32_t>(held);
        if (held == 0) {
            const auto added = static_cast<std::uint32_t>(ends_.size());
            bytes_ += text;
            ends_.push_back(static_cast<std::uint32_t>(bytes_.size()));
            slots_[slot] = MarkOf(hash) | added;
            if (std::size_t{added} * 2 > slots_.size()) Grow();
            return added;
        }
        if ((held & kMark) == MarkOf(hash) && Text(code) == text) return code;
    }
}

void Dictionary::Grow() {
    std::vector<std::uint64_t> slots(slots_.size() * 2);
    const auto mask = slots.size() - 1;
    for (std::uint32_t code = 1; code < ends_.size(); ++code) {
        const auto hash = HashOf(Text(code));
        auto slot = hash & mask;
        while (slots[slot] != 0) slot = (slot + 1) & mask;
        slots[slot] = MarkOf(hash) | code;
    }
    slots_ = std::move(slots);
}

void Dictionary::Clear() {
    bytes_.clear();
    ends_.assign(1, 0);
    slots_.assign(256, 0);
}

}  // namespace dongson::open_data
