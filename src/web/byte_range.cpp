#include "web/byte_range.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace dongson::web {

namespace {

std::optional<std::int64_t> ToNumber(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < 0) return std::nullopt;
    return value;
}

}  // namespace

WantedRange ParseByteRange(std::string_view header, std::int64_t size) {
    using Kind = WantedRange::Kind;
    const WantedRange whole{Kind::whole, {}}, none{Kind::unsatisfiable, {}};
    if (!header.starts_with("bytes=") || header.find(',') != std::string_view::npos) return whole;
    header.remove_prefix(6);
    const auto dash = header.find('-');
    if (dash == std::string_view::npos) return whole;
    const auto before = header.substr(0, dash), after = header.substr(dash + 1);
    const auto first = ToNumber(before), last = ToNumber(after);
    if ((!first && !before.empty()) || (!last && !after.empty()) || (!first && !last)) return whole;
    if (!first) return *last == 0 ? none : WantedRange{Kind::part, {std::max<std::int64_t>(0, size - *last), size - 1}};
    if (*first >= size) return none;
    return {Kind::part, {*first, std::min(last.value_or(size - 1), size - 1)}};
}

}  // namespace dongson::web
