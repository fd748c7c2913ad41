// Indicators by the million, found by value: those of every feed in use, with their files mapped. Never changed once made.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "modules/soc/engine/rule.h"
#include "modules/soc/engine/text_hash.h"
#include "modules/soc/events/segment.h"
#include "modules/soc/intelligence/indicator.h"

namespace dongson::soc {

// An indicator as its feed's file holds it, a line each: kind, value, until (milliseconds or -), label, parted by tabs.
struct IndicatorLine {
    IndicatorKind kind = IndicatorKind::address;
    std::string_view value, label;
    Instant until = Indicator::kUnlimited;

    static std::optional<IndicatorLine> Parse(std::string_view line);
};
std::string LineOf(const Indicator& indicator);

class IndicatorSet {
  public:
    struct Feed {
        std::int64_t id = 0;
        std::string name;
        Level level = Level::high;  // of the alerts it makes
        std::string path;
    };

    // `known`: what is in there is left out. Throws std::system_error when a file cannot be read.
    explicit IndicatorSet(std::vector<Feed> feeds, const IndicatorSet* known = nullptr);

    std::size_t size() const { return entries_.size(); }
    bool Has(IndicatorKind kind) const { return counts_[static_cast<std::size_t>(kind)] > 0; }
    bool Contains(IndicatorKind kind, std::string_view value) const;

    // Calls visit(feed, line) for each feed's indicator of this value, which is as CompareAs() makes it. Addresses have their
    // own.
    template <class Visit>
    void Find(IndicatorKind kind, std::string_view value, Visit&& visit) const {
        FindKey(KeyOf(kind, value), [&](const Feed& feed, const IndicatorLine& line) {
            if (line.kind == kind && line.value == value) visit(feed, line);
        });
    }
    // The address itself, and networks that it is in.
    template <class Visit>
    void FindAddress(const Address& address, Visit&& visit) const {
        for (const unsigned bits : lengths_) {
            const Network network = FirstOf({address, bits});
            FindKey(KeyOf(network), [&](const Feed& feed, const IndicatorLine& line) {
                const auto theirs = line.kind == IndicatorKind::address ? ReadNetwork(line.value) : std::nullopt;
                if (theirs && theirs->bits == bits && FirstOf(*theirs).address == network.address) visit(feed, line);
            });
        }
    }

  private:
    struct Slot {
        std::uint32_t tag = 0, entry = 0;  // entry: index + 1
    };
    struct Entry {
        std::uint64_t feed : 16, offset : 48;  // of the line in the feed's file
    };

    static std::uint64_t KeyOf(IndicatorKind kind, std::string_view value) {
        return MixBits(HashText(value), static_cast<std::uint64_t>(kind) + 1);
    }
    static std::uint64_t KeyOf(const Network& network) {
        return MixBits(HashText({reinterpret_cast<const char*>(network.address.data()), network.address.size()}),
                       network.bits << 8U);
    }
    static std::optional<std::uint64_t> KeyOf(const IndicatorLine& line);

    // A word with two bits that a key sets: most keys that are not there are told without a look at the table.
    static std::uint64_t BitsOf(std::uint64_t key) { return 1ULL << (key & 63U) | 1ULL << (key >> 6U & 63U); }
    template <class Visit>
    void FindKey(std::uint64_t key, Visit&& visit) const {
        if (slots_.empty() || (~filter_[key >> 12U & filter_mask_] & BitsOf(key)) != 0) return;
        const auto tag = static_cast<std::uint32_t>(key);
        for (std::size_t at = key >> 32U & mask_; slots_[at].entry != 0; at = (at + 1) & mask_) {
            if (slots_[at].tag != tag) continue;
            const Entry entry = entries_[slots_[at].entry - 1];
            if (const auto line = LineAt(entry)) visit(feeds_[entry.feed], *line);
        }
    }
    std::optional<IndicatorLine> LineAt(Entry entry) const;
    void Gather(std::size_t feed, const IndicatorSet* known, std::vector<std::uint64_t>& keys);

    std::vector<Feed> feeds_;
    std::vector<std::unique_ptr<const MappedFile>> files_;  // by feed
    std::vector<Entry> entries_;
    std::vector<Slot> slots_;
    std::vector<std::uint64_t> filter_;
    std::size_t mask_ = 0, filter_mask_ = 0;
    std::vector<unsigned> lengths_;  // of networks, in bits of 128
    std::array<std::size_t, kIndicatorKinds> counts_{};
};

}  // namespace dongson::soc
