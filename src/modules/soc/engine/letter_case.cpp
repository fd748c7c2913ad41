#include "modules/soc/engine/letter_case.h"

#include <utf8proc.h>

#include "modules/soc/engine/sixteen_bytes.h"

namespace dongson::soc {

namespace {

// At most half as long again: no small letter has more than three bytes where its capital has two.
std::size_t FoldLetters(std::string_view text, char* to) {
    const auto* from = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    auto left = static_cast<utf8proc_ssize_t>(text.size());
    char* end = to;
    while (left > 0) {
        if (*from < 0x80) {
            *end++ = static_cast<char>(*from >= 'A' && *from <= 'Z' ? *from + 32 : *from);
            ++from;
            --left;
            continue;
        }
        utf8proc_int32_t letter = 0;
        utf8proc_ssize_t length = utf8proc_iterate(from, left, &letter);
        if (length < 1) {
            *end++ = static_cast<char>(*from);
            length = 1;
        } else {
            constexpr utf8proc_int32_t kLongS = 0x17F;  // an s to regular expressions that ignore case
            end +=
                utf8proc_encode_char(letter == kLongS ? 's' : utf8proc_tolower(letter), reinterpret_cast<utf8proc_uint8_t*>(end));
        }
        from += length;
        left -= length;
    }
    return static_cast<std::size_t>(end - to);
}

}  // namespace

char* TextRoom::Take(std::size_t size) {
    if (size > kBlock) return large_.emplace_back(std::make_unique_for_overwrite<char[]>(size)).get();
    if (used_ + size > kBlock) {
        if (next_ == blocks_.size()) blocks_.push_back(std::make_unique_for_overwrite<char[]>(kBlock));
        ++next_;
        used_ = 0;
    }
    char* taken = blocks_[next_ - 1].get() + used_;
    used_ += size;
    return taken;
}

void TextRoom::Clear() {
    large_.clear();
    next_ = 0;
    used_ = kBlock;
}

std::string FoldCase(std::string_view text) {
    TextRoom room;
    return std::string(FoldCase(text, room));
}

std::string_view FoldCase(std::string_view text, TextRoom& room) {
    char* to = room.Take(text.size() + kSpare);
    if (CopyInSmallLetters(text.data(), text.size(), to)) return {to, text.size()};
    to = room.Take(text.size() * 3 / 2 + kSpare);
    return {to, FoldLetters(text, to)};
}

}  // namespace dongson::soc
