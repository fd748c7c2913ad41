// How large a YAML text becomes once it is read: a line that names another ten times, ten times over, is a book from a page.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/language.h"

namespace dongson {

struct YamlLimits {
    std::size_t bytes = 8U << 20;  // of the text
    std::size_t nodes = 400'000;   // with every alias written out
    std::size_t text = 32U << 20;  // bytes of values, likewise
    int depth = 64;                // the reader recurses
};

struct YamlTooLarge {
    int line = 1;
    Sentence what;
};

// What is too much about a text, found while it is scanned and before anything is built from it. A text with a syntax error is
// not too large: whoever reads it says what is wrong.
std::optional<YamlTooLarge> TooLarge(std::string_view yaml, const YamlLimits& limits = {});

}  // namespace dongson
