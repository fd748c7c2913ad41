// The order of Vietnamese words.
#pragma once

#include <string>
#include <string_view>

namespace dongson {

// What sorts texts as a Vietnamese dictionary does: word by word, ă after a, đ after d, and the tones when the letters are equal.
std::string AlphabetKey(std::string_view text);

}  // namespace dongson
