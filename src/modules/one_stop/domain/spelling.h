// What a word with a slip of the finger may have been: one letter too many, too few, wrong or swapped; letters in
// another order; keys of the Telex way of
// typing left standing; sounds that dialects do not tell apart; the rest not typed yet.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace dongson::one_stop {

class Spelling {
  public:
    void Learn(const std::string& word) { ++known_[word]; }
    // After everything was learnt.
    void Prepare();

    bool Knows(const std::string& word) const { return known_.contains(word); }
    // How often it was learnt.
    std::uint32_t Often(const std::string& word) const;
    // Known words that were perhaps meant, the most frequent first; `unfinished`: those that begin so too.
    std::vector<std::string> Readings(const std::string& word, bool unfinished) const;

  private:
    void Near(const std::string& word, std::vector<std::string>& readings) const;

    boost::unordered_flat_map<std::string, std::uint32_t, std::hash<std::string>> known_;
    std::vector<std::string> in_order_;
    std::vector<std::pair<std::size_t, std::uint32_t>> shortened_;  // digest of a word with a letter less → in_order_
};

}  // namespace dongson::one_stop
