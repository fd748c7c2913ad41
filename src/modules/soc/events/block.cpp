#include "modules/soc/events/block.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <stdexcept>

#include "modules/soc/events/bloom.h"
#include "modules/soc/events/packing.h"
#include "modules/soc/events/texts.h"

namespace dongson::soc {

namespace {

// Damaged bytes may say any numbers: it goes around, and what it means nobody believes.
std::int64_t Plus(std::int64_t a, std::int64_t b) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}

std::uint32_t Size32(std::size_t size) {
    if (size > std::numeric_limits<std::uint32_t>::max()) throw std::length_error("a block beyond 4 GB");
    return static_cast<std::uint32_t>(size);
}

}  // namespace

Sha256 HashOf(BlockHeader header, std::string_view payload) {
    header.hash = {};
    std::string all(reinterpret_cast<const char*>(&header), sizeof header);
    all += payload;
    return Digest(all);
}

void BlockBuilder::Add(const EventRecord& record) {
    rows_.push_back(
        {record.source, record.shape, record.derived, record.received, record.time, text_.size(), record.bytes.size()});
    text_ += record.bytes;
}

EventRecord BlockBuilder::At(std::uint32_t index) const {
    const Row& row = rows_[index];
    return {row.source, row.shape, row.derived, row.received, row.time, std::string_view(text_).substr(row.from, row.size)};
}

std::string BlockBuilder::Seal(const Sha256& previous) const {
    BlockHeader header;
    header.count = count();
    header.first = first_;
    header.received_first = rows_.empty() ? 0 : rows_.front().received.ms;
    header.received_last = rows_.empty() ? 0 : rows_.back().received.ms;
    header.earliest = std::numeric_limits<std::int64_t>::max();
    header.latest = std::numeric_limits<std::int64_t>::min();
    header.previous = previous;
    std::vector<std::uint32_t> sources;
    sources.reserve(rows_.size());
    for (const Row& row : rows_) sources.push_back(row.source);
    std::ranges::sort(sources);
    const auto repeated = std::ranges::unique(sources);
    sources.erase(repeated.begin(), repeated.end());

    std::string rows;
    std::vector<PlacedText> texts;
    texts.reserve(rows_.size());
    WordCollector words;
    std::int64_t before = header.received_first;
    for (const Row& row : rows_) {
        header.earliest = std::min(header.earliest, row.time.ms);
        header.latest = std::max(header.latest, row.time.ms);
        PutSigned(rows, row.received.ms - before);
        PutSigned(rows, row.time.ms - row.received.ms);
        PutVarint(rows, static_cast<std::uint64_t>(std::ranges::lower_bound(sources, row.source) - sources.begin()));
        rows += static_cast<char>(static_cast<unsigned>(row.shape) | (row.derived ? 0x80U : 0U));
        PutVarint(rows, row.size);
        before = row.received.ms;
        const std::string_view bytes = std::string_view(text_).substr(row.from, row.size);
        words.Add(bytes, row.shape == Shape::json ? WordCollector::Text::json : WordCollector::Text::plain);
        texts.push_back({bytes, row.shape != Shape::json});
    }
    words.Add(derived_, WordCollector::Text::plain);
    const std::string bloom = MakeBloom(words.Take()), packed_rows = Pack(rows), packed_text = PackTexts(texts);
    header.sources = Size32(sources.size());
    header.bloom_bytes = Size32(bloom.size());
    header.rows_bytes = Size32(rows.size());
    header.rows_packed = Size32(packed_rows.size());
    header.text_bytes = Size32(text_.size());
    header.text_packed = Size32(packed_text.size());

    std::string payload(reinterpret_cast<const char*>(sources.data()), sources.size() * sizeof(std::uint32_t));
    payload += bloom;
    payload += packed_rows;
    payload += packed_text;
    header.checksum = XXH3_64bits(payload.data(), payload.size());
    header.hash = HashOf(header, payload);
    return std::string(reinterpret_cast<const char*>(&header), sizeof header) + payload;
}

std::expected<BlockView, std::string> BlockView::Open(std::string_view bytes) {
    BlockView view;
    if (bytes.size() < sizeof(BlockHeader)) return std::unexpected("ends within a block's header");
    std::memcpy(&view.header_, bytes.data(), sizeof(BlockHeader));
    const BlockHeader& header = view.header_;
    if (!bytes.starts_with(kBlockMagic) || header.magic[3] < '1' || header.magic[3] > kBlockFormat)
        return std::unexpected("no block begins here");
    if (bytes.size() - sizeof(BlockHeader) < header.PayloadSize()) return std::unexpected("ends within a block");
    if (header.count > header.rows_bytes) return std::unexpected("more events than there are rows");
    if (header.rows_bytes > kMostUnpacked || header.text_bytes > kMostUnpacked)
        return std::unexpected("larger than a block may be");
    std::string_view rest = view.payload_ = bytes.substr(sizeof(BlockHeader), header.PayloadSize());
    const auto take = [&](std::size_t size) {
        const std::string_view part = rest.substr(0, size);
        rest.remove_prefix(size);
        return part;
    };
    view.sources_ = take(std::size_t{header.sources} * 4);
    view.bloom_ = take(header.bloom_bytes);
    view.rows_ = take(header.rows_packed);
    view.text_ = take(header.text_packed);
    return view;
}

bool BlockView::HasSource(std::uint32_t number) const {
    for (std::size_t at = 0; at + 4 <= sources_.size(); at += 4) {
        std::uint32_t each = 0;
        std::memcpy(&each, sources_.data() + at, 4);
        if (each == number) return true;
    }
    return false;
}

bool BlockView::Sound() const {
    return XXH3_64bits(payload_.data(), payload_.size()) == header_.checksum;
}

bool BlockView::Proven() const {
    return HashOf(header_, payload_) == header_.hash;
}

BlockEvents BlockView::Read() const {
    const std::string unpacked = Unpack(rows_, header_.rows_bytes);
    NumberReader numbers{unpacked};
    BlockEvents events;
    std::vector<std::uint32_t> lengths;
    events.records.reserve(header_.count);
    lengths.reserve(header_.count);
    std::int64_t received = header_.received_first;
    std::uint64_t total = 0;
    for (std::uint32_t index = 0; index < header_.count; ++index) {
        EventRecord record;
        received = Plus(received, numbers.NextSigned());
        record.received = {received};
        record.time = {Plus(received, numbers.NextSigned())};
        const std::uint64_t source = numbers.Next();
        if (source >= header_.sources || numbers.rest.empty()) throw std::runtime_error("a block whose rows cannot be read");
        std::memcpy(&record.source, sources_.data() + source * 4, 4);
        const auto kind = static_cast<unsigned char>(numbers.rest.front());
        numbers.rest.remove_prefix(1);
        record.shape = static_cast<Shape>(kind & 0x7FU);
        record.derived = (kind & 0x80U) != 0;
        lengths.push_back(static_cast<std::uint32_t>(numbers.Next()));
        total += lengths.back();
        events.records.push_back(record);
    }
    if (!numbers.ok || total != header_.text_bytes) throw std::runtime_error("a block whose rows cannot be read");
    events.text =
        format() < 3 ? Unpack(text_, header_.text_bytes, kPadding) : UnpackTexts(text_, lengths, header_.text_bytes, kPadding);
    const char* at = events.text.data();
    for (std::size_t i = 0; i < lengths.size(); at += lengths[i++]) events.records[i].bytes = {at, lengths[i]};
    return events;
}

}  // namespace dongson::soc
