// An RFC 6962 Merkle tree kept in tiles of 256 hashes (C2SP tlog-tiles).
#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/bytes.h"

namespace dongson::ledger {

Sha256 LeafHash(std::string_view entry);
Sha256 NodeHash(const Sha256& left, const Sha256& right);

inline constexpr std::int64_t kTileWidth = 256;

// Which tile: level 0 holds leaf hashes, level 1 the roots of full level-0 tiles …; level −1 the entries themselves.
using TileKey = std::pair<int, std::int64_t>;

// The whole entries of a tile of entries. What is cut short at its end is none: whoever needs so many counts them.
std::vector<std::string> EntriesIn(std::string_view tile);

// Reads a tile's bytes as far as it is filled; empty when it does not exist.
using ReadTile = std::function<std::string(const TileKey&)>;

// Adds leaves at the right edge and remembers which tiles changed.
class TreeBuilder {
  public:
    TreeBuilder(std::int64_t size, ReadTile read) : size_(size), read_(std::move(read)) {}

    void Add(std::string_view entry);
    std::int64_t size() const { return size_; }
    Sha256 Root();
    const std::map<TileKey, std::string>& changed() const { return changed_; }

  private:
    std::string& Tile(const TileKey& key);
    void AddHash(int level, std::int64_t index, const Sha256& hash);

    std::int64_t size_;
    ReadTile read_;
    std::map<TileKey, std::string> changed_;
};

// The root of the tree of the first `size` leaves. Size 0 is the hash of nothing.
Sha256 RootOf(std::int64_t size, const ReadTile& read);
// RFC 6962 §2.1.1: the path from a leaf to the root of a tree of `size` leaves.
std::vector<Sha256> InclusionProof(std::int64_t index, std::int64_t size, const ReadTile& read);
bool CheckInclusion(const Sha256& leaf, std::int64_t index, std::int64_t size, const std::vector<Sha256>& path,
                    const Sha256& root);

// RFC 6962 §2.1.2: the hashes that show that a tree continues an older one. Empty from size 0, and between equal sizes.
std::vector<Sha256> ConsistencyProof(std::int64_t old_size, std::int64_t size, const ReadTile& read);
bool CheckConsistency(std::int64_t old_size, std::int64_t size, const std::vector<Sha256>& proof, const Sha256& old_root,
                      const Sha256& root);

// "x001/067" style tile numbers of tlog-tiles.
std::string TileNumber(std::int64_t number);
std::optional<std::int64_t> ParseTileNumber(std::string_view text);

}  // namespace dongson::ledger
