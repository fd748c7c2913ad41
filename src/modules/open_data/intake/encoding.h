// What letters the bytes of a file stand for. Unicode is recognised; the old Vietnamese encodings are offered, never guessed
// silently, because any bytes could be any of them.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/open_data/intake/bytes.h"

namespace dongson::open_data {

enum class TextEncoding : unsigned char { utf8, utf16le, utf16be, windows1258, tcvn3, vni, windows1252 };
inline constexpr TextEncoding kTextEncodings[] = {TextEncoding::utf8,        TextEncoding::utf16le, TextEncoding::utf16be,
                                                  TextEncoding::windows1258, TextEncoding::tcvn3,   TextEncoding::vni,
                                                  TextEncoding::windows1252};
std::string_view TextEncodingWord(TextEncoding encoding);  // "windows-1258"
std::optional<TextEncoding> ParseTextEncoding(std::string_view word);
std::string_view TextEncodingName(TextEncoding encoding);  // for people: "TCVN3 (ABC)"

struct EncodingFound {
    TextEncoding encoding = TextEncoding::utf8;
    bool sure = true;                         // false: somebody must look
    std::vector<TextEncoding> possible = {};  // the likeliest first; only when not sure
};
// From the beginning of a file.
EncodingFound DetectEncoding(std::string_view beginning);

// The same text in UTF-8, without a byte-order mark; what means nothing becomes U+FFFD.
std::unique_ptr<ByteSource> AsUtf8(std::unique_ptr<ByteSource> source, TextEncoding encoding);
std::string ToUtf8(std::string_view bytes, TextEncoding encoding);

}  // namespace dongson::open_data
