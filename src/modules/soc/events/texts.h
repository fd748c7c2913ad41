// The bytes of a block's events, packed. Lines that differ in their numbers alone share one form, and their numbers stand in
// columns: what programs write again and again costs what is new in it.
//
//   varints: bytes and packed bytes of each of the three · plain (zstd) · forms (zstd) · columns (zstd)
//
// Plain: the texts that have no form, one after the other. A form: how many columns; length and bytes of what stands before the
// first, between two, and after the last; and for each column its kind: bytes a number has, and 0x80 when zeros stand before
// some. Columns: the form of each text (0 is none), low bytes then high bytes when there are more than 255; then, form by form
// and column by column, the lowest byte of each number, the next byte of each, and how many zeros stand before each.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dongson::soc {

struct PlacedText {
    std::string_view bytes;
    bool is_line = true;  // it may share a form
};

std::string PackTexts(std::span<const PlacedText> texts);
// All of them one after the other, and `padding` zeros behind. `lengths` are theirs, and `size` the sum. Throws
// std::runtime_error where the bytes are damaged.
std::string UnpackTexts(std::string_view packed, std::span<const std::uint32_t> lengths, std::size_t size, std::size_t padding);

}  // namespace dongson::soc
