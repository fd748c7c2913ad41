#include "platform/organisation/unit.h"

#include <algorithm>

#include "core/text.h"

namespace dongson::organisation {

namespace {

bool IsDigits(std::string_view text) {
    return !text.empty() && text.size() <= 3 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// "H56": a letter and two digits.
bool IsProvince(std::string_view text) {
    return text.size() == 3 && text[0] >= 'A' && text[0] <= 'Z' && IsDigits(text.substr(1));
}

std::string Padded(std::string_view text, std::size_t width) {
    return text.size() < width ? std::string(width - text.size(), '0') + std::string(text) : std::string(text);
}

bool IsZero(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c == '0'; });
}

}  // namespace

std::string_view LevelWord(Level level) {
    static constexpr std::string_view kWords[] = {"province", "district", "commune"};
    return kWords[static_cast<int>(level)];
}

std::optional<Level> ParseLevel(std::string_view word) {
    for (const auto level : {Level::province, Level::district, Level::commune})
        if (LevelWord(level) == word) return level;
    return std::nullopt;
}

std::optional<std::string> ToQcvn102(std::string_view org_code) {
    const auto parts = Split(org_code, '.');
    if (parts.size() > 4 || !IsProvince(parts[0])) return std::nullopt;
    if (!std::ranges::all_of(parts.begin() + 1, parts.end(), IsDigits)) return std::nullopt;
    const auto part = [&](std::size_t index, std::size_t width) {
        return Padded(index < parts.size() ? parts[index] : "", width);
    };
    return part(3, 3) + "." + part(2, 2) + "." + part(1, 2) + "." + std::string(parts[0]);
}

std::optional<std::string> FromQcvn102(std::string_view code) {
    const auto parts = Split(code, '.');
    if (parts.size() != 4 || !IsProvince(parts[3]) || !std::ranges::all_of(parts.begin(), parts.begin() + 3, IsDigits))
        return std::nullopt;
    std::string org(parts[3]);
    for (int index = 2; index >= 0; --index) {
        const auto part = parts[static_cast<std::size_t>(index)];
        if (IsZero(part)) {
            // Below a level that is nought there may be nothing.
            for (int rest = index; rest >= 0; --rest)
                if (!IsZero(parts[static_cast<std::size_t>(rest)])) return std::nullopt;
            break;
        }
        org += "." + std::string(part);
    }
    return org;
}

std::optional<std::string> NormaliseOrgCode(std::string_view code) {
    if (const auto from = FromQcvn102(code)) return from;
    return ToQcvn102(code) ? std::optional(std::string(code)) : std::nullopt;
}

}  // namespace dongson::organisation
