// Numbers as Vietnamese write them: thousands with dots or blanks, decimals after a comma.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace dongson {

// "1250000", "1.250.000", "1 250 000", "-3", "2,5"; nothing for what could be meant otherwise, such as "1.5".
std::optional<double> ParseAmount(std::string_view text);
// Whole đồng: "6.000đ", "16 000 đồng", "16,000 VNĐ"; nothing for a sign, a part of a đồng, or more than 999.999.999.999.
std::optional<std::int64_t> ParseMoney(std::string_view text);

}  // namespace dongson
