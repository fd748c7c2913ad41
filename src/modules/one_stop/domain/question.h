// The words of a question, and of a name, as the search compares them.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/one_stop/domain/everyday.h"

namespace dongson::one_stop {

struct QuestionWord {
    std::string letters;   // small, without accents, i for y
    std::string accented;  // as it was written; empty when nothing in the text has an accent
    bool empty = false;    // says nothing of its own
};

// Whether the letters could be a Vietnamese word: "tinh", "giay", not "birth" or "permit".
bool IsSyllable(std::string_view letters);

class QuestionReader {
  public:
    explicit QuestionReader(const Speech& words);

    // Of a text in small letters, normalised: what is asked is read more than once.
    std::vector<QuestionWord> Read(std::string_view lower) const;

    struct Written {
        std::string accented, plain;
    };

  private:
    const std::string* Meant(const std::string& phrase, std::size_t words, bool plain) const;
    static std::vector<Written> Split(std::string_view text);

    using Words = boost::unordered_flat_set<std::string, std::hash<std::string>>;
    using Meanings = boost::unordered_flat_map<std::string, std::string, std::hash<std::string>>;
    Words empty_, empty_plain_;
    Meanings spoken_, spoken_plain_;
    Words first_plain_;        // words that spoken phrases begin with
    std::size_t longest_ = 1;  // words of the longest spoken phrase
};

}  // namespace dongson::one_stop
