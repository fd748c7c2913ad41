#include "platform/papers/paper_words.h"

#include <utf8proc.h>

#include <algorithm>

namespace dongson::papers {

namespace {

bool IsDigit(char letter) {
    return letter >= '0' && letter <= '9';
}

}  // namespace

std::string Capitals(std::string_view text) {
    std::string capitals;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    for (std::size_t at = 0; at < text.size();) {
        utf8proc_int32_t point = 0;
        const auto length = utf8proc_iterate(bytes + at, static_cast<utf8proc_ssize_t>(text.size() - at), &point);
        if (length <= 0) break;
        utf8proc_uint8_t letter[4];
        capitals.append(reinterpret_cast<const char*>(letter),
                        static_cast<std::size_t>(utf8proc_encode_char(utf8proc_toupper(point), letter)));
        at += static_cast<std::size_t>(length);
    }
    return capitals;
}

std::string WithCapital(std::string_view text) {
    std::size_t first = 1;
    while (first < text.size() && (static_cast<unsigned char>(text[first]) & 0xc0U) == 0x80U) ++first;
    return Capitals(text.substr(0, first)) + std::string(text.substr(std::min(first, text.size())));
}

std::vector<std::pair<std::size_t, std::size_t>> Unbreakable(std::string_view words) {
    std::vector<std::pair<std::size_t, std::size_t>> whole;
    for (std::size_t at = 0; at < words.size();) {
        const auto end = std::min(words.find_first_of(" \n", at), words.size());
        const auto word = words.substr(at, end - at);
        if (word.size() <= 40 && word.find_first_of("0123456789") != std::string_view::npos) whole.emplace_back(at, end);
        at = end + 1;
    }
    // A day written out: "ngày 05 tháng 09 năm 2025".
    constexpr std::string_view kDay = "ngày ", kYear = " năm ";
    for (auto at = words.find(kDay); at != std::string_view::npos; at = words.find(kDay, at + 1)) {
        const auto year = words.find(kYear, at);
        if (year == std::string_view::npos || year - at > 24 || !IsDigit(words[at + kDay.size()])) continue;
        whole.emplace_back(at, std::min(words.size(), year + kYear.size() + 4));
    }
    return whole;
}

std::string OnTwoLines(const std::string& body) {
    constexpr std::string_view kCommittee = "ỦY BAN NHÂN DÂN ";
    if (!body.starts_with(kCommittee) || body.size() <= 40) return body;
    return std::string(kCommittee.substr(0, kCommittee.size() - 1)) + "\n" + body.substr(kCommittee.size());
}

}  // namespace dongson::papers
