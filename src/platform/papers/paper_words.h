// How words stand on a paper: what is never broken, what is written in capitals.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dongson::papers {

// Unicode capitals: the names of bodies are written in them.
std::string Capitals(std::string_view text);

// With a capital at its head.
std::string WithCapital(std::string_view text);

// Where the words with figures in them, and the days written out, begin and end.
std::vector<std::pair<std::size_t, std::size_t>> Unbreakable(std::string_view words);

// A committee's name too long for one line breaks before its place.
std::string OnTwoLines(const std::string& body);

}  // namespace dongson::papers
