#include "modules/open_data/table/table.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <numeric>

#include "modules/open_data/table/bounds.h"

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

// Whether the file has the checksum it was given. Read and not mapped: a disk that cannot give a page back says so here, while
// a mapped page would end the program.
bool IsAsWritten(int descriptor, std::size_t size) {
    constexpr std::size_t kChunk = 256 << 10;
    constexpr auto kAfter = sizeof(Trailer) - offsetof(Trailer, checksum);
    const std::unique_ptr<XXH3_state_t, decltype([](XXH3_state_t* state) { XXH3_freeState(state); })> state(XXH3_createState());
    XXH3_64bits_reset(state.get());
    std::string chunk(kChunk, '\0');
    const auto read = [&](std::size_t place, std::size_t length) {
        ssize_t got = 0;
        do got = ::pread(descriptor, chunk.data(), length, static_cast<off_t>(place));
        while (got < 0 && errno == EINTR);
        return got < 0 ? std::size_t{0} : static_cast<std::size_t>(got);
    };
    for (std::size_t place = 0; place < size - kAfter;) {
        const auto got = read(place, std::min(kChunk, size - kAfter - place));
        if (got == 0) return false;
        XXH3_64bits_update(state.get(), chunk.data(), got);
        place += got;
    }
    const auto sum = XXH3_64bits_digest(state.get());
    return read(size - kAfter, kAfter) == kAfter && std::memcmp(chunk.data(), &sum, sizeof sum) == 0;
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

Result<std::shared_ptr<const Table>> Table::Open(const std::string& path, Trust trust) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return Broken(path);
    struct stat status{};
    const bool known = ::fstat(descriptor, &status) == 0 && static_cast<std::size_t>(status.st_size) >= sizeof(Trailer) + 8 &&
                       (trust == Trust::checked || IsAsWritten(descriptor, static_cast<std::size_t>(status.st_size)));
    void* mapped =
        known ? ::mmap(nullptr, static_cast<std::size_t>(status.st_size), PROT_READ, MAP_SHARED, descriptor, 0) : MAP_FAILED;
    ::close(descriptor);
    if (mapped == MAP_FAILED) return Broken(path);

    std::shared_ptr<Table> table(new Table());
    table->bytes_ = static_cast<const char*>(mapped);
    table->size_ = static_cast<std::size_t>(status.st_size);
    if (!table->Read(trust)) return Broken(path);
    return table;
}

bool Table::Read(Trust trust) {
    Trailer trailer;
    std::memcpy(&trailer, bytes_ + size_ - sizeof trailer, sizeof trailer);
    const auto fits = [&](std::uint64_t place, std::uint64_t size) { return place <= size_ && size <= size_ - place; };
    if (std::memcmp(trailer.magic, kTableMagic, sizeof kTableMagic) != 0 || !fits(trailer.schema, trailer.schema_size) ||
        trailer.segments > size_ / sizeof(std::uint64_t) || trailer.segment_places % sizeof(std::uint64_t) != 0 ||
        !fits(trailer.segment_places, trailer.segments * sizeof(std::uint64_t)))
        return false;
    auto schema = SchemaFromJson({bytes_ + trailer.schema, trailer.schema_size});
    if (!schema) return false;
    schema_ = std::move(*schema);
    const auto* places = reinterpret_cast<const std::uint64_t*>(bytes_ + trailer.segment_places);
    for (std::uint64_t index = 0; index < trailer.segments; ++index) {
        const auto place = places[index];
        if (!fits(place, sizeof(SegmentHead)) || place % sizeof(std::uint64_t) != 0 ||
            (trust == Trust::nothing && !HoldsTogether({bytes_ + place, size_ - place}, schema_.size())))
            return false;
        segments_.emplace_back(bytes_ + place, schema_, rows_);
        rows_ += segments_.back().rows();
    }
    return rows_ == static_cast<std::int64_t>(trailer.rows);
}

Table::~Table() {
    if (bytes_ != nullptr) ::munmap(const_cast<char*>(bytes_), size_);
}

}  // namespace dongson::open_data
