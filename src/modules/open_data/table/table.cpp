#include "modules/open_data/table/table.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <numeric>

namespace dongson::open_data {

namespace {

std::unexpected<Refusal> Broken(const std::string& path) {
    return std::unexpected(Refusal{"TABLE_BROKEN", Say("Bảng dữ liệu {1} không đọc được.", path), "", RefusalKind::unavailable});
}

// The first of `count` items that is not before what is looked for.
template <class Before>
std::uint32_t LowerBound(std::uint32_t first, std::uint32_t last, Before before) {
    while (first < last) {
        const auto middle = first + (last - first) / 2;
        if (before(middle))
            first = middle + 1;
        else
            last = middle;
    }
    return first;
}

}  // namespace

void ColumnPart::Append(std::uint32_t code, std::string& out) const {
    if (code == 0) return;
    if (IsTyped(code))
        AppendCell(type_, BitsAt(code), out);
    else
        out += TextAt(code);
}

CodeRange ColumnPart::Between(std::optional<Bits> least, std::optional<Bits> above) const {
    const auto from = [&](Bits bits) {
        return LowerBound(1, 1 + head_.typed, [&](std::uint32_t code) { return BitsAt(code) < bits; });
    };
    return {least ? from(*least) : 1, above ? from(*above) : 1 + head_.typed};
}

CodeRange ColumnPart::BetweenTexts(std::optional<std::string_view> least, std::optional<std::string_view> above) const {
    const auto from = [&](std::string_view text) {
        return LowerBound(1 + head_.typed, codes(), [&](std::uint32_t code) { return TextAt(code) < text; });
    };
    return {least ? from(*least) : 1 + head_.typed, above ? from(*above) : codes()};
}

std::vector<std::uint16_t> Segment::RowsWith(std::string_view word, bool prefix) const {
    const auto& segment = head();
    const auto* ends = reinterpret_cast<const std::uint32_t*>(bytes_ + segment.word_ends);
    const auto* starts = reinterpret_cast<const std::uint32_t*>(bytes_ + segment.word_starts);
    const auto* rows = reinterpret_cast<const std::uint16_t*>(bytes_ + segment.word_rows);
    const auto text = [&](std::uint32_t index) {
        return std::string_view(bytes_ + segment.word_bytes + ends[index], ends[index + 1] - ends[index]);
    };
    if (segment.word_count == 0) return {};
    const auto first = LowerBound(0, segment.word_count, [&](std::uint32_t index) { return text(index) < word; });
    auto last = first;
    while (last < segment.word_count && (prefix ? text(last).starts_with(word) : text(last) == word)) ++last;
    return {rows + starts[first], rows + starts[last]};
}

Result<std::shared_ptr<const Table>> Table::Open(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return Broken(path);
    struct stat status{};
    const bool known = ::fstat(descriptor, &status) == 0 && static_cast<std::size_t>(status.st_size) >= sizeof(Trailer) + 8;
    void* mapped =
        known ? ::mmap(nullptr, static_cast<std::size_t>(status.st_size), PROT_READ, MAP_SHARED, descriptor, 0) : MAP_FAILED;
    ::close(descriptor);
    if (mapped == MAP_FAILED) return Broken(path);

    std::shared_ptr<Table> table(new Table());
    table->bytes_ = static_cast<const char*>(mapped);
    table->size_ = static_cast<std::size_t>(status.st_size);
    Trailer trailer;
    std::memcpy(&trailer, table->bytes_ + table->size_ - sizeof trailer, sizeof trailer);
    const auto fits = [&](std::uint64_t place, std::uint64_t size) {
        return place <= table->size_ && size <= table->size_ - place;
    };
    if (std::memcmp(trailer.magic, kTableMagic, sizeof kTableMagic) != 0 || !fits(trailer.schema, trailer.schema_size) ||
        !fits(trailer.segment_places, trailer.segments * sizeof(std::uint64_t)))
        return Broken(path);
    auto schema = SchemaFromJson({table->bytes_ + trailer.schema, trailer.schema_size});
    if (!schema) return Broken(path);
    table->schema_ = std::move(*schema);
    const auto* places = reinterpret_cast<const std::uint64_t*>(table->bytes_ + trailer.segment_places);
    for (std::uint64_t index = 0; index < trailer.segments; ++index) {
        if (!fits(places[index], sizeof(SegmentHead))) return Broken(path);
        table->segments_.emplace_back(table->bytes_ + places[index], table->schema_, table->rows_);
        table->rows_ += table->segments_.back().rows();
    }
    if (table->rows_ != static_cast<std::int64_t>(trailer.rows)) return Broken(path);
    return table;
}

Table::~Table() {
    if (bytes_ != nullptr) ::munmap(const_cast<char*>(bytes_), size_);
}

}  // namespace dongson::open_data
