// What gives an attack away, as others told it: an address, a name, a page, a file's hash, a mailbox.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/time.h"
#include "modules/soc/engine/network.h"

namespace dongson::soc {

enum class IndicatorKind : unsigned char { address, domain, url, hash, mailbox };
inline constexpr std::size_t kIndicatorKinds = 5;
std::string_view IndicatorWord(IndicatorKind kind);  // "address"
std::optional<IndicatorKind> ParseIndicatorKind(std::string_view word);

struct Indicator {
    IndicatorKind kind = IndicatorKind::address;
    std::string value;           // as it is compared
    Instant until = kUnlimited;  // from then on it gives nothing away
    std::string label;           // what it belongs to, for people

    static constexpr Instant kUnlimited{INT64_MAX};
};

// A value as it is compared: small letters where case does not count, a network by its first address, what was written so that
// nobody clicks on it (hxxp, [.]) as it is meant. Nothing when it is no such thing.
std::optional<std::string> CompareAs(IndicatorKind kind, std::string_view value);
// What a value is when nobody says.
std::optional<IndicatorKind> GuessKind(std::string_view value);

}  // namespace dongson::soc
