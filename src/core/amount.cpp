#include "core/amount.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <string>

#include "core/text.h"

namespace dongson {

namespace {

constexpr std::size_t kMostDigits = 15;

bool IsDigit(char c) {
    return c >= '0' && c <= '9';
}

// The digits of a whole number, alone or in groups of three with the same sign between; empty for anything else.
std::string DigitsOf(std::string_view text, std::string_view separators) {
    const auto at = text.find_first_of(separators);
    if (at == std::string_view::npos) {
        const bool plain = !text.empty() && text.size() <= kMostDigits && std::ranges::all_of(text, IsDigit);
        return plain ? std::string(text) : std::string();
    }
    const char separator = text[at];
    if (at == 0 || at > 3) return "";
    std::string digits(text.substr(0, at));
    for (auto rest = text.substr(at); !rest.empty(); rest.remove_prefix(4)) {
        if (rest.size() < 4 || rest[0] != separator) return "";
        digits += rest.substr(1, 3);
    }
    return digits.size() <= kMostDigits && std::ranges::all_of(digits, IsDigit) ? digits : std::string();
}

}  // namespace

std::optional<double> ParseAmount(std::string_view text) {
    text = Trim(text);
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    const auto comma = text.find(',');
    const auto part = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
    const auto whole = DigitsOf(text.substr(0, comma), ". ");
    if (whole.empty() || part.size() > 6 || !std::ranges::all_of(part, IsDigit)) return std::nullopt;
    if (comma != std::string_view::npos && part.empty()) return std::nullopt;
    const auto value = std::strtod((whole + "." + std::string(part)).c_str(), nullptr);
    return negative ? -value : value;
}

std::optional<std::int64_t> ParseMoney(std::string_view text) {
    auto lower = Lower(Trim(text));
    for (const std::string_view unit : {"đồng", "dong", "vnđ", "vnd", "đ", "d"})
        if (lower.ends_with(unit)) {
            lower.resize(lower.size() - unit.size());
            break;
        }
    const auto digits = DigitsOf(Trim(lower), ". ,");
    if (digits.empty() || digits.size() > 12) return std::nullopt;
    std::int64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

}  // namespace dongson
