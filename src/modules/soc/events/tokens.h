// The words of events as blocks remember them: runs of letters and digits; two runs with a dot between, where one of them has a
// letter; and four with a dot between each: so that names of hosts and addresses are rarer than their parts.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "modules/soc/engine/letter_case.h"

namespace dongson::soc {

// The hash by which a word is remembered. Part of the format on disk: XXH3, 64 bits.
std::uint64_t HashWord(std::string_view word);

// Collects the words of one block's events, each once.
class WordCollector {
  public:
    // `unescape`: the text is JSON, whose strings are read as what they stand for.
    enum class Text : unsigned char { plain, json };
    void Add(std::string_view text, Text kind);
    // The hashes without repetition; empty from then on.
    std::vector<std::uint64_t> Take();

  private:
    void AddFolded(std::string_view folded);
    void Put(std::uint64_t hash);
    std::vector<std::uint64_t> table_ = std::vector<std::uint64_t>(1 << 14);  // open addressing; 0 is free
    std::size_t taken_ = 0;
    bool zero_ = false;
    TextRoom room_;
};

// The words that surely stand in every event whose value is `folded`, or begins with it, ends with it, or holds it: a run at an
// open end may be the part of a longer one, so it is left out.
enum class Open : unsigned char { neither, start, end, both };
struct WordHashes {
    std::vector<std::uint64_t> always;
    std::vector<std::uint64_t> number_pairs;  // of two runs of digits: blocks of the first two formats alone remember them
    std::vector<std::uint64_t> fours;         // of four runs: blocks of the first format do not remember them
};
WordHashes WordsOf(std::string_view folded, Open open);

}  // namespace dongson::soc
