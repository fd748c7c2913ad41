#include "core/alphabet.h"

#include <algorithm>
#include <unordered_map>

#include "core/text.h"

namespace dongson {

namespace {

// The alphabet, each vowel with its tones.
constexpr std::string_view kTones[][6] = {{"a", "à", "ả", "ã", "á", "ạ"},
                                          {"ă", "ằ", "ẳ", "ẵ", "ắ", "ặ"},
                                          {"â", "ầ", "ẩ", "ẫ", "ấ", "ậ"},
                                          {"b"},
                                          {"c"},
                                          {"d"},
                                          {"đ"},
                                          {"e", "è", "ẻ", "ẽ", "é", "ẹ"},
                                          {"ê", "ề", "ể", "ễ", "ế", "ệ"},
                                          {"f"},
                                          {"g"},
                                          {"h"},
                                          {"i", "ì", "ỉ", "ĩ", "í", "ị"},
                                          {"j"},
                                          {"k"},
                                          {"l"},
                                          {"m"},
                                          {"n"},
                                          {"o", "ò", "ỏ", "õ", "ó", "ọ"},
                                          {"ô", "ồ", "ổ", "ỗ", "ố", "ộ"},
                                          {"ơ", "ờ", "ở", "ỡ", "ớ", "ợ"},
                                          {"p"},
                                          {"q"},
                                          {"r"},
                                          {"s"},
                                          {"t"},
                                          {"u", "ù", "ủ", "ũ", "ú", "ụ"},
                                          {"ư", "ừ", "ử", "ữ", "ứ", "ự"},
                                          {"v"},
                                          {"w"},
                                          {"x"},
                                          {"y", "ỳ", "ỷ", "ỹ", "ý", "ỵ"},
                                          {"z"}};

struct Place {
    char letter, tone;
};

// Of each small letter: its place in the alphabet, and its tone.
const std::unordered_map<std::string_view, Place>& Alphabet() {
    static const auto places = [] {
        std::unordered_map<std::string_view, Place> found;
        char letter = 'A';
        for (const auto& row : kTones) {
            for (char tone = 0; tone < 6; ++tone)
                if (const auto written = row[static_cast<std::size_t>(tone)]; !written.empty())
                    found[written] = {letter, static_cast<char>('0' + tone)};
            ++letter;
        }
        return found;
    }();
    return places;
}

}  // namespace

std::string AlphabetKey(std::string_view text) {
    const auto lower = Lower(Normalise(text));
    std::string key;
    char tone = '0';
    bool inside = false;
    const auto close = [&] {
        if (inside) key += {'\x02', tone, '\x01'};
        inside = false;
        tone = '0';
    };
    for (std::size_t at = 0, next = 0; at < lower.size(); at = next) {
        for (next = at + 1; next < lower.size() && (lower[next] & 0xc0) == 0x80;) ++next;
        const auto letter = std::string_view(lower).substr(at, next - at);
        if (const auto found = Alphabet().find(letter); found != Alphabet().end()) {
            key += found->second.letter;
            tone = std::max(tone, found->second.tone);
            inside = true;
        } else if (letter[0] >= '0' && letter[0] <= '9') {
            key += letter;
            inside = true;
        } else {
            close();
        }
    }
    close();
    return key;
}

}  // namespace dongson
