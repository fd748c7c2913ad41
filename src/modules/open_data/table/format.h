// How a table lies in its file. Everything is little-endian and eight-byte aligned, so that a file is read where it is mapped.
//
//   magic · segment · segment · … · segment places · schema as JSON · Trailer
//
// The trailer's checksum is over every byte before it: what a disk changed is never taken for data.
//
// A segment is a SegmentHead, then for each column a ColumnHead, then what these point at (offsets from the segment's beginning):
//   values   Bits[typed]             the values that fit the column's type, in order; their codes are 1 … typed
//   ends     u32[texts + 1]          where the texts of the remaining codes end, in order of their bytes
//   bytes                            those texts: every value of a text column, and what does not fit elsewhere
//   codes    u16[rows]               of each row; 0 is the empty cell
//   starts   u32[1 + typed + texts + 1]  where the rows of each code begin in …
//   rows     u16[rows]               … the rows in the order of their codes
// and the words of the texts for search, when the table has them: ends, bytes, starts, rows alike, in order of the words' bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace dongson::open_data {

// A segment has at most this many rows, so that a row and a code each fit two bytes.
inline constexpr std::size_t kMostSegmentRows = 65'535;

// Puts items at the next eight-byte boundary and says where.
template <class T>
std::uint64_t Lay(std::string& bytes, std::span<const T> items) {
    bytes.resize((bytes.size() + 7) / 8 * 8);
    const auto place = bytes.size();
    bytes.append(reinterpret_cast<const char*>(items.data()), items.size_bytes());
    return place;
}

inline constexpr char kTableMagic[8] = {'D', 'S', 'T', 'A', 'B', 'L', 'E', '2'};

struct ColumnHead {
    std::uint32_t typed = 0, texts = 0;
    std::uint64_t values = 0, ends = 0, bytes = 0, codes = 0, starts = 0, rows = 0;
};

struct SegmentHead {
    std::uint32_t row_count = 0, word_count = 0;
    std::uint64_t size = 0;
    std::uint64_t word_ends = 0, word_bytes = 0, word_starts = 0, word_rows = 0;
};

struct Trailer {
    std::uint64_t segments = 0, segment_places = 0;
    std::uint64_t schema = 0, schema_size = 0;
    std::uint64_t rows = 0;
    std::uint64_t checksum = 0;  // XXH3, 64 bits, of the file up to here
    char magic[8] = {};
};

}  // namespace dongson::open_data
