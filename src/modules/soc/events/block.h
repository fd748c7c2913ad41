// Some thousand events as they lie on disk, compressed together. Little-endian:
//
//   BlockHeader · numbers of the sources, u32 each · bloom filter · rows (zstd) · the events' bytes (texts.h)
//
// Blocks of older programs are read: in the first and second format the events' bytes lie one after the other (zstd), and filters
// remember other words (tokens.h).
//
// A row: received since the row before, time since received (both zigzag), index of the source, shape and whether derived, length
// of the bytes; all but the shape as varints. Each block carries the hash of the one before it in its stream: nothing can be
// taken out, changed or put in between without the chain telling.
#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/bytes.h"
#include "modules/soc/events/record.h"
#include "modules/soc/events/tokens.h"

namespace dongson::soc {

inline constexpr std::string_view kBlockMagic = "DSE";  // then the format: '1' to kBlockFormat
inline constexpr char kBlockFormat = '3';

struct BlockHeader {
    char magic[4] = {'D', 'S', 'E', kBlockFormat};
    std::uint32_t count = 0;                // events
    std::uint64_t first = 0;                // number of the first in its stream; the others follow without gaps
    std::int64_t earliest = 0, latest = 0;  // of the events' own times, milliseconds
    std::int64_t received_first = 0, received_last = 0;
    std::uint32_t sources = 0, bloom_bytes = 0;
    std::uint32_t rows_bytes = 0, rows_packed = 0;
    std::uint32_t text_bytes = 0, text_packed = 0;
    std::uint64_t checksum = 0;  // XXH3 of everything after the header
    Sha256 previous{};           // the hash of the block before
    Sha256 hash{};               // of the header with these bytes zero, and everything after it

    std::size_t PayloadSize() const { return std::size_t{sources} * 4 + bloom_bytes + rows_packed + text_packed; }
};
static_assert(sizeof(BlockHeader) == 144);

// Collects events until a block is full.
class BlockBuilder {
  public:
    explicit BlockBuilder(std::uint64_t first) : first_(first) {}

    void Add(const EventRecord& record);
    // Words that are found in the last event though its bytes do not hold them.
    void AddWords(std::string_view text) { derived_.append(text).append("\n"); }
    std::uint64_t first() const { return first_; }
    std::uint32_t count() const { return static_cast<std::uint32_t>(rows_.size()); }
    std::size_t text_bytes() const { return text_.size(); }

    // The records so far; their bytes stand on this builder until it grows.
    EventRecord At(std::uint32_t index) const;
    // The whole block, chained to the one before.
    std::string Seal(const Sha256& previous) const;

  private:
    struct Row {
        std::uint32_t source;
        Shape shape;
        bool derived;
        Instant received, time;
        std::size_t from, size;
    };
    std::uint64_t first_;
    std::vector<Row> rows_;
    std::string text_, derived_;
};

// Of one block: they stand on `text`, which holds their bytes one after the other and zeros behind, as a reader of JSON wants.
// What is moved keeps its place: the text is longer than a string holds within.
struct BlockEvents {
    std::vector<EventRecord> records;
    std::string text;
};

// A block on disk, read where it is mapped. What is wrong with it comes as words.
class BlockView {
  public:
    // `bytes` begin with the header and may go on after the block.
    static std::expected<BlockView, std::string> Open(std::string_view bytes);

    const BlockHeader& header() const { return header_; }
    std::size_t size() const { return sizeof(BlockHeader) + header_.PayloadSize(); }
    std::string_view bloom() const { return bloom_; }
    int format() const { return header_.magic[3] - '0'; }
    bool HasSource(std::uint32_t number) const;

    // Whether the bytes are those that were written: by the checksum, or by the hash that the chain is made of.
    bool Sound() const;
    bool Proven() const;

    // Throws std::runtime_error where the block is damaged.
    BlockEvents Read() const;
    static constexpr std::size_t kPadding = 64;  // zeros behind the texts

  private:
    BlockHeader header_;
    std::string_view payload_, sources_, bloom_, rows_, text_;
};

Sha256 HashOf(BlockHeader header, std::string_view payload);

}  // namespace dongson::soc
