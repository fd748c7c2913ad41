#include "platform/ledger/tree.h"

#include <fmt/format.h>
#include <cassert>

#include <bit>
#include <cstring>

#include "core/text.h"

namespace dongson::ledger {

namespace {

constexpr std::size_t kHash = 32;

Sha256 HashAt(std::string_view tile, std::int64_t index) {
    Sha256 hash{};
    if ((static_cast<std::size_t>(index) + 1) * kHash > tile.size())
        throw std::logic_error("a ledger tile is shorter than the tree");
    std::memcpy(hash.data(), tile.data() + static_cast<std::size_t>(index) * kHash, kHash);
    return hash;
}

// The root of hashes [first, first + count) of one tile; count is a power of two.
Sha256 RootInTile(std::string_view tile, std::int64_t first, std::int64_t count) {
    if (count == 1) return HashAt(tile, first);
    return NodeHash(RootInTile(tile, first, count / 2), RootInTile(tile, first + count / 2, count / 2));
}

// The root of the full subtree of 2^height leaves that starts at leaf index << height.
Sha256 FullSubtree(int height, std::int64_t index, const ReadTile& read) {
    const int level = height / 8;
    const std::int64_t count = std::int64_t{1} << (height % 8);
    const std::int64_t first = index * count;
    return RootInTile(read({level, first / kTileWidth}), first % kTileWidth, count);
}

std::int64_t LargestPowerBelow(std::int64_t n) {
    return static_cast<std::int64_t>(std::bit_floor(static_cast<std::uint64_t>(std::max<std::int64_t>(1, n - 1))));
}

// MTH of leaves [first, last); a part that is full and aligned is read, not computed.
Sha256 RangeRoot(std::int64_t first, std::int64_t last, const ReadTile& read) {
    const auto count = last - first;
    assert(count > 0);
    if (std::has_single_bit(static_cast<std::uint64_t>(count)) && first % count == 0) {
        const int height = std::bit_width(static_cast<std::uint64_t>(count)) - 1;
        return FullSubtree(height, first / count, read);
    }
    const auto split = LargestPowerBelow(count);
    return NodeHash(RangeRoot(first, first + split, read), RangeRoot(first + split, last, read));
}

void Path(std::int64_t index, std::int64_t first, std::int64_t last, const ReadTile& read, std::vector<Sha256>& path) {
    if (last - first == 1) return;
    const auto split = first + LargestPowerBelow(last - first);
    if (index < split) {
        Path(index, first, split, read, path);
        path.push_back(RangeRoot(split, last, read));
    } else {
        Path(index, split, last, read, path);
        path.push_back(RangeRoot(first, split, read));
    }
}

// SUBPROOF of RFC 6962 §2.1.2: `whole` while the old tree is a subtree whose root the reader knows.
void Subproof(std::int64_t old_size, std::int64_t first, std::int64_t last, bool whole, const ReadTile& read,
              std::vector<Sha256>& proof) {
    if (old_size == last - first) {
        if (!whole) proof.push_back(RangeRoot(first, last, read));
        return;
    }
    const auto split = LargestPowerBelow(last - first);
    if (old_size <= split) {
        Subproof(old_size, first, first + split, whole, read, proof);
        proof.push_back(RangeRoot(first + split, last, read));
    } else {
        Subproof(old_size - split, first + split, last, false, read, proof);
        proof.push_back(RangeRoot(first, first + split, read));
    }
}

enum class Side : unsigned char { left, right };

// The way from a leaf to the root as RFC 9162 §2.1.3.2 and §2.1.4.2 walk it, over the siblings of a proof.
struct Climb {
    std::int64_t node, last;  // of this level: where the way is, and the last there is

    bool AtTop() const { return last == 0; }
    void Up() {
        node >>= 1;
        last >>= 1;
    }
    // Goes past one sibling and says on which side it stood.
    Side Next() {
        const bool left = node % 2 == 1 || node == last;
        while (left && node % 2 == 0 && node != 0) Up();
        Up();
        return left ? Side::left : Side::right;
    }
};

}  // namespace

std::vector<std::string> EntriesIn(std::string_view tile) {
    std::vector<std::string> entries;
    while (tile.size() >= 2) {
        const auto length =
            static_cast<std::size_t>(static_cast<unsigned char>(tile[0])) << 8 | static_cast<unsigned char>(tile[1]);
        if (tile.size() < 2 + length) break;
        entries.emplace_back(tile.substr(2, length));
        tile.remove_prefix(2 + length);
    }
    return entries;
}

Sha256 LeafHash(std::string_view entry) {
    std::string bytes(1, '\0');
    return Digest(bytes.append(entry));
}

Sha256 NodeHash(const Sha256& left, const Sha256& right) {
    std::array<char, 65> bytes{};
    bytes[0] = 1;
    std::memcpy(bytes.data() + 1, left.data(), kHash);
    std::memcpy(bytes.data() + 33, right.data(), kHash);
    return Digest({bytes.data(), bytes.size()});
}

std::string& TreeBuilder::Tile(const TileKey& key) {
    const auto found = changed_.find(key);
    return found != changed_.end() ? found->second : changed_.emplace(key, read_(key)).first->second;
}

void TreeBuilder::AddHash(int level, std::int64_t index, const Sha256& hash) {
    auto& tile = Tile({level, index / kTileWidth});
    tile += BytesOf(hash);
    if ((index + 1) % kTileWidth == 0) AddHash(level + 1, index / kTileWidth, RootInTile(tile, 0, kTileWidth));
}

void TreeBuilder::Add(std::string_view entry) {
    auto& entries = Tile({-1, size_ / kTileWidth});
    entries += static_cast<char>(entry.size() >> 8);
    entries += static_cast<char>(entry.size() & 0xff);
    entries += entry;
    AddHash(0, size_, LeafHash(entry));
    ++size_;
}

Sha256 TreeBuilder::Root() {
    return RootOf(size_, [this](const TileKey& key) {
        const auto found = changed_.find(key);
        return found != changed_.end() ? found->second : read_(key);
    });
}

Sha256 RootOf(std::int64_t size, const ReadTile& read) {
    return size == 0 ? Digest("") : RangeRoot(0, size, read);
}

std::vector<Sha256> InclusionProof(std::int64_t index, std::int64_t size, const ReadTile& read) {
    std::vector<Sha256> path;
    Path(index, 0, size, read, path);
    return path;
}

// RFC 9162 §2.1.3.2.
bool CheckInclusion(const Sha256& leaf, std::int64_t index, std::int64_t size, const std::vector<Sha256>& path,
                    const Sha256& root) {
    if (index < 0 || index >= size) return false;
    Climb climb{index, size - 1};
    auto hash = leaf;
    for (const auto& sibling : path) {
        if (climb.AtTop()) return false;
        hash = climb.Next() == Side::left ? NodeHash(sibling, hash) : NodeHash(hash, sibling);
    }
    return climb.AtTop() && hash == root;
}

std::vector<Sha256> ConsistencyProof(std::int64_t old_size, std::int64_t size, const ReadTile& read) {
    std::vector<Sha256> proof;
    if (old_size > 0 && old_size < size) Subproof(old_size, 0, size, true, read, proof);
    return proof;
}

// RFC 9162 §2.1.4.2.
bool CheckConsistency(std::int64_t old_size, std::int64_t size, const std::vector<Sha256>& proof, const Sha256& old_root,
                      const Sha256& root) {
    if (old_size < 0 || old_size > size) return false;
    if (old_size == size) return proof.empty() && old_root == root;
    if (old_size == 0) return proof.empty() && old_root == Digest("");
    auto rest = proof;
    if (std::has_single_bit(static_cast<std::uint64_t>(old_size))) rest.insert(rest.begin(), old_root);
    if (rest.empty()) return false;
    Climb climb{old_size - 1, size - 1};
    while (climb.node % 2 == 1) climb.Up();
    auto old_hash = rest.front(), hash = rest.front();
    for (std::size_t index = 1; index < rest.size(); ++index) {
        if (climb.AtTop()) return false;
        const auto& sibling = rest[index];
        if (climb.Next() == Side::left) {
            old_hash = NodeHash(sibling, old_hash);
            hash = NodeHash(sibling, hash);
        } else {
            hash = NodeHash(hash, sibling);
        }
    }
    return climb.AtTop() && old_hash == old_root && hash == root;
}

std::string TileNumber(std::int64_t number) {
    auto text = fmt::format("{:03}", number % 1000);
    for (number /= 1000; number > 0; number /= 1000) text.insert(0, fmt::format("x{:03}/", number % 1000));
    return text;
}

std::optional<std::int64_t> ParseTileNumber(std::string_view text) {
    std::int64_t number = 0;
    const auto parts = Split(text, '/');
    for (std::size_t index = 0; index < parts.size(); ++index) {
        auto part = parts[index];
        const bool more = index + 1 < parts.size();
        if (part.starts_with('x') != more) return std::nullopt;
        if (more) part.remove_prefix(1);
        if (part.size() != 3 || part.find_first_not_of("0123456789") != std::string_view::npos || number > 1'000'000'000)
            return std::nullopt;
        number = number * 1000 + (part[0] - '0') * 100 + (part[1] - '0') * 10 + (part[2] - '0');
    }
    return TileNumber(number) == text ? std::optional(number) : std::nullopt;
}

}  // namespace dongson::ledger
