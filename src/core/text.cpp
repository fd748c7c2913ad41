#include "core/text.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <memory>
#include <unordered_map>

#include "core/language.h"

namespace dongson {

namespace {

struct Free {
    void operator()(utf8proc_uint8_t* bytes) const { std::free(bytes); }
};

template <class Visit>
void EachCodepoint(std::string_view text, Visit visit) {
    std::size_t at = 0;
    while (at < text.size()) {
        utf8proc_int32_t point = static_cast<unsigned char>(text[at]);
        if (point < 0x80) {
            visit(point);
            ++at;
            continue;
        }
        const auto used = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at,
                                           static_cast<utf8proc_ssize_t>(text.size() - at), &point);
        if (used <= 0) {
            visit(0xfffd);
            ++at;
            continue;
        }
        visit(point);
        at += static_cast<std::size_t>(used);
    }
}

void Append(std::string& out, utf8proc_int32_t point) {
    if (point < 0x80) {
        out += static_cast<char>(point);
        return;
    }
    std::array<utf8proc_uint8_t, 4> bytes{};
    const auto used = utf8proc_encode_char(point, bytes.data());
    // Byte by byte: the four-byte buffer is read as far as it was written, and the compiler sees it.
    for (std::size_t each = 0; each < static_cast<std::size_t>(used); ++each) out += static_cast<char>(bytes[each]);
}

// The letter without its accents, for the letters Vietnamese writes; others come back as they are.
utf8proc_int32_t BaseLetter(utf8proc_int32_t point) {
    if (point < 0x80) return point;
    // Đ and đ; and eth, which looks the same and is typed for it.
    if (point == 0x111 || point == 0x110 || point == 0xF0 || point == 0xD0) return 'd';
    std::array<utf8proc_int32_t, 8> parts{};
    int boundary = 0;
    const auto count = utf8proc_decompose_char(point, parts.data(), parts.size(), UTF8PROC_DECOMPOSE, &boundary);
    return count > 0 ? parts[0] : point;
}

// Old spelling puts the tone of oa, oe, uy on the second vowel when nothing follows (hoà, khoẻ, thuỷ); the newer one too, but
// state data mixes both. One of them is chosen: the tone goes on the first vowel (hòa, khỏe, thủy).
const std::unordered_map<std::string_view, std::string_view>& ToneMoves() {
    static const std::unordered_map<std::string_view, std::string_view> moves{
        {"oà", "òa"}, {"oá", "óa"}, {"oả", "ỏa"}, {"oã", "õa"}, {"oạ", "ọa"}, {"oè", "òe"}, {"oé", "óe"}, {"oẻ", "ỏe"},
        {"oẽ", "õe"}, {"oẹ", "ọe"}, {"uỳ", "ùy"}, {"uý", "úy"}, {"uỷ", "ủy"}, {"uỹ", "ũy"}, {"uỵ", "ụy"}, {"Oà", "Òa"},
        {"Oá", "Óa"}, {"Oả", "Ỏa"}, {"Oạ", "Ọa"}, {"Uỷ", "Ủy"}, {"Uý", "Úy"}, {"Uỳ", "Ùy"}, {"Uỵ", "Ụy"}, {"OÀ", "ÒA"},
        {"OÁ", "ÓA"}, {"OẢ", "ỎA"}, {"OÃ", "ÕA"}, {"OẠ", "ỌA"}, {"UỶ", "ỦY"}, {"UÝ", "ÚY"}, {"UỲ", "ÙY"}};
    return moves;
}

bool IsLetter(utf8proc_int32_t point) {
    const auto category = utf8proc_category(point);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

// What folding and small letters need to know of a character.
struct Character {
    utf8proc_int32_t lower = 0, base = 0;  // base: the small letter without its accents
    bool letter = false, digit = false, accent = false;
};

Character Describe(utf8proc_int32_t point) {
    const auto category = utf8proc_category(point);
    return {.lower = utf8proc_tolower(point),
            .base = utf8proc_tolower(BaseLetter(point)),
            .letter = IsLetter(point),
            .digit = category == UTF8PROC_CATEGORY_ND,
            .accent = category == UTF8PROC_CATEGORY_MN};
}

// The characters Vietnamese is written with are described once.
class Characters {
  public:
    static const Characters& Known() {
        static const Characters known;
        return known;
    }
    Character operator[](utf8proc_int32_t point) const {
        const auto index = static_cast<std::size_t>(point);
        return index < common_.size() ? common_[index] : Describe(point);
    }

  private:
    Characters() {
        for (std::size_t each = 0; each < common_.size(); ++each) common_[each] = Describe(static_cast<utf8proc_int32_t>(each));
    }
    std::array<Character, 0x2000> common_;
};

bool NextIsLetter(std::string_view text, std::size_t at) {
    if (at >= text.size()) return false;
    utf8proc_int32_t point = 0;
    const auto used = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at,
                                       static_cast<utf8proc_ssize_t>(text.size() - at), &point);
    return used > 0 && IsLetter(point);
}

// "qu" is one consonant: quý, quỳ, quỷ, and "quà" keep their tone where it is.
std::string PlaceTones(std::string_view text) {
    std::string placed;
    placed.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if ((c == 'o' || c == 'O' || c == 'u' || c == 'U') && at + 1 < text.size() && (text[at + 1] & 0x80)) {
            const bool after_q = at > 0 && (text[at - 1] == 'q' || text[at - 1] == 'Q');
            for (const std::size_t length : {std::size_t{3}, std::size_t{4}}) {
                const auto found = ToneMoves().find(text.substr(at, length));
                if (found == ToneMoves().end() || after_q || NextIsLetter(text, at + length)) continue;
                placed += found->second;
                at += length;
                break;
            }
            if (at < text.size() && text[at] != c) continue;
            if (at >= text.size()) break;
        }
        placed += text[at++];
    }
    return placed;
}

char Separator(char vietnamese, char english) {
    return CurrentLanguage() == Language::english ? english : vietnamese;
}

}  // namespace

bool IsUtf8(std::string_view bytes) {
    std::size_t at = 0;
    while (at < bytes.size()) {
        utf8proc_int32_t point = 0;
        const auto used = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(bytes.data()) + at,
                                           static_cast<utf8proc_ssize_t>(bytes.size() - at), &point);
        if (used <= 0) return false;
        at += static_cast<std::size_t>(used);
    }
    return true;
}

std::string MendUtf8(std::string_view bytes) {
    std::string mended;
    mended.reserve(bytes.size() + 8);
    EachCodepoint(bytes, [&](utf8proc_int32_t point) { Append(mended, point); });
    return mended;
}

std::string Normalise(std::string_view text) {
    if (std::ranges::all_of(text, [](char c) { return (c & 0x80) == 0; })) return std::string(text);
    utf8proc_uint8_t* mapped = nullptr;
    const auto length =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()), &mapped,
                     static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    const std::unique_ptr<utf8proc_uint8_t, Free> owned(mapped);
    if (length < 0) return std::string(text);
    return PlaceTones({reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(length)});
}

std::string Typed(std::string_view text) {
    const auto is_control = [](utf8proc_int32_t point) {
        if (point == '\n' || point == '\r' || point == '\t') return false;
        return point < 0x20 || (point >= 0x7f && point < 0xa0) || point == 0x2028 || point == 0x2029;
    };
    std::string typed;
    typed.reserve(text.size());
    EachCodepoint(text, [&](utf8proc_int32_t point) { Append(typed, is_control(point) ? ' ' : point); });
    return Normalise(typed);
}

std::string OneSpaced(std::string_view text) {
    std::string spaced;
    const auto normal = Normalise(MendUtf8(text));
    const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(normal.data());
    for (auto left = static_cast<utf8proc_ssize_t>(normal.size()); left > 0;) {
        utf8proc_int32_t code = 0;
        const auto length = utf8proc_iterate(at, left, &code);
        const auto category = utf8proc_category(code);
        const bool blank = category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
                           category == UTF8PROC_CATEGORY_ZP || category == UTF8PROC_CATEGORY_CC;
        if (blank && !spaced.empty() && spaced.back() != ' ') spaced += ' ';
        if (!blank && category != UTF8PROC_CATEGORY_CF)
            spaced.append(reinterpret_cast<const char*>(at), static_cast<std::size_t>(length));
        at += length;
        left -= length;
    }
    if (!spaced.empty() && spaced.back() == ' ') spaced.pop_back();
    return spaced;
}

std::string Fold(std::string_view text) {
    std::string folded;
    folded.reserve(text.size());
    const auto& characters = Characters::Known();
    EachCodepoint(text, [&](utf8proc_int32_t point) {
        const auto character = characters[point];
        if (character.accent) return;  // of a text not yet composed
        if (!character.digit && !character.letter) {
            if (!folded.empty() && folded.back() != ' ') folded += ' ';
            return;
        }
        Append(folded, character.base);
    });
    if (!folded.empty() && folded.back() == ' ') folded.pop_back();
    return folded;
}

std::vector<std::string> Words(std::string_view folded) {
    std::vector<std::string> words;
    for (const auto word : Split(folded, ' '))
        if (!word.empty()) words.emplace_back(word);
    return words;
}

std::string_view Trim(std::string_view text) {
    constexpr std::string_view kBlank = " \t\r\n";
    const auto first = text.find_first_not_of(kBlank);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

std::string Lower(std::string_view text) {
    std::string lower;
    lower.reserve(text.size());
    const auto& characters = Characters::Known();
    EachCodepoint(text, [&](utf8proc_int32_t point) { Append(lower, characters[point].lower); });
    return lower;
}

std::vector<std::string_view> Split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

std::string Join(const std::vector<std::string>& parts, std::string_view between) {
    std::string joined;
    for (const auto& part : parts) {
        if (&part != &parts.front()) joined += between;
        joined += part;
    }
    return joined;
}

std::string ReplaceAll(std::string text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

std::size_t Length(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    return count;
}

std::string Shorten(std::string_view text, std::size_t n) {
    if (text.size() <= n) return std::string(text);
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++at)
        if ((static_cast<unsigned char>(text[at]) & 0xc0) != 0x80 && count++ == n) return std::string(text.substr(0, at)) + "…";
    return std::string(text);
}

std::int64_t ToNumber(std::string_view text) {
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::string Number(std::int64_t value) {
    std::string digits = std::to_string(value < 0 ? -value : value);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(static_cast<std::size_t>(at), 1, Separator('.', ','));
    return value < 0 ? "-" + digits : digits;
}

std::string Grouped(std::string_view plain) {
    const bool english = CurrentLanguage() == Language::english;
    const auto digits = plain.find_first_of("0123456789"),
               end = std::min(plain.find_first_not_of("0123456789", digits), plain.size());
    if (digits == std::string_view::npos) return std::string(plain);
    std::string grouped(plain.substr(0, digits));
    for (auto at = digits; at < end; ++at) {
        if (at > digits && (end - at) % 3 == 0) grouped += english ? ',' : '.';
        grouped += plain[at];
    }
    for (const char c : plain.substr(end)) grouped += c == '.' && !english ? ',' : c;
    return grouped;
}

std::string Money(std::int64_t vnd) {
    return Say("{1} đồng", Number(vnd)).Now();
}

std::string Percent(std::int64_t part, std::int64_t whole) {
    if (whole == 0) return "–";
    const auto tenths = (part * 2000 / whole + 1) / 2;
    return fmt::format("{}{}{}%", tenths / 10, Separator(',', '.'), tenths % 10);
}

}  // namespace dongson
