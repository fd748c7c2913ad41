#include "modules/one_stop/domain/spelling.h"

#include <algorithm>
#include <cstdlib>

namespace dongson::one_stop {

namespace {

constexpr std::size_t kShortest = 3;  // shorter words are too near to everything
constexpr std::size_t kShuffled = 4;  // from here on the same letters in another order are the word
constexpr std::size_t kMost = 12;

template <class Visit>
void EachShortened(const std::string& word, Visit visit) {
    visit(word);
    for (std::size_t at = 0; at < word.size(); ++at)
        if (at == 0 || word[at] != word[at - 1]) visit(word.substr(0, at) + word.substr(at + 1));
}

// One letter changed, added, left out, or two neighbours swapped.
bool OneSlip(std::string_view first, std::string_view second) {
    if (first.size() > second.size()) std::swap(first, second);
    if (second.size() - first.size() > 1) return false;
    std::size_t at = 0;
    while (at < first.size() && first[at] == second[at]) ++at;
    if (first.size() < second.size()) return first.substr(at) == second.substr(at + 1);
    if (at + 1 < first.size() && first[at] == second[at + 1] && first[at + 1] == second[at] &&
        first.substr(at + 2) == second.substr(at + 2))
        return true;
    return at == first.size() || first.substr(at + 1) == second.substr(at + 1);
}

// The letters in the order of the alphabet: "shin" and "sinh" have the same.
std::string Sorted(std::string word) {
    std::ranges::sort(word);
    return "=" + word;
}

// "giaays", "ddaast", "cuwois" → giay, dat, cuoi.
std::string WithoutTelex(const std::string& word) {
    std::string plain;
    for (const char c : word) {
        const bool doubled = !plain.empty() && plain.back() == c && (c == 'a' || c == 'e' || c == 'o' || c == 'd');
        if (!doubled && c != 'w') plain += c;
    }
    if (plain.size() > 2 && std::string_view("sfrxj").find(plain.back()) != std::string_view::npos) plain.pop_back();
    return plain;
}

// Keys beside each other, in their rows and across them.
bool AreBeside(char first, char second) {
    constexpr std::string_view kRows[] = {"qwertyuiop", "asdfghjkl", "zxcvbnm"};
    const auto place = [&](char letter) {
        for (int row = 0; row < 3; ++row)
            if (const auto at = kRows[row].find(letter); at != std::string_view::npos)
                return std::pair(row, 2 * static_cast<int>(at) + row);  // each row stands half a key to the right
        return std::pair(-9, 0);
    };
    const auto [row, at] = place(first);
    const auto [other_row, other_at] = place(second);
    return std::abs(row - other_row) <= 1 && std::abs(at - other_at) <= 2;
}

// One letter missed by one key: likelier than another letter anywhere.
bool OneKeyBeside(std::string_view typed, std::string_view meant) {
    if (typed.size() != meant.size()) return false;
    const auto [first, second] = std::ranges::mismatch(typed, meant);
    return first != typed.end() && AreBeside(*first, *second) && std::equal(first + 1, typed.end(), second + 1);
}

// Beginnings that are spoken alike somewhere.
constexpr std::pair<std::string_view, std::string_view> kAlike[] = {{"tr", "ch"}, {"d", "gi"}, {"r", "d"},
                                                                    {"gi", "r"},  {"x", "s"},  {"l", "n"}};

}  // namespace

void Spelling::Prepare() {
    in_order_.clear();
    shortened_.clear();
    for (const auto& [word, often] : known_) in_order_.push_back(word);
    std::ranges::sort(in_order_);
    for (std::uint32_t index = 0; index < in_order_.size(); ++index) {
        if (in_order_[index].size() < kShortest) continue;
        const auto post = [&](const std::string& part) { shortened_.emplace_back(std::hash<std::string>{}(part), index); };
        EachShortened(in_order_[index], post);
        if (in_order_[index].size() >= kShuffled) post(Sorted(in_order_[index]));
    }
    std::ranges::sort(shortened_);
}

std::uint32_t Spelling::Often(const std::string& word) const {
    const auto found = known_.find(word);
    return found == known_.end() ? 0 : found->second;
}

void Spelling::Near(const std::string& word, std::vector<std::string>& readings) const {
    if (word.size() < kShortest) return;
    const auto each = [&](const std::string& part, auto fits) {
        const auto digest = std::hash<std::string>{}(part);
        for (auto at = std::ranges::lower_bound(shortened_, std::pair(digest, std::uint32_t{0}));
             at != shortened_.end() && at->first == digest; ++at)
            if (fits(in_order_[at->second])) readings.push_back(in_order_[at->second]);
    };
    EachShortened(word,
                  [&](const std::string& part) { each(part, [&](const std::string& known) { return OneSlip(known, word); }); });
    if (word.size() < kShuffled) return;
    const auto sorted = Sorted(word);
    each(sorted, [&](const std::string& known) { return known.front() == word.front() && Sorted(known) == sorted; });
}

std::vector<std::string> Spelling::Readings(const std::string& word, bool unfinished) const {
    std::vector<std::string> readings;
    if (unfinished && word.size() >= 2)
        for (auto at = std::ranges::lower_bound(in_order_, word); at != in_order_.end() && at->starts_with(word); ++at)
            readings.push_back(*at);
    Near(word, readings);
    if (const auto plain = WithoutTelex(word); Knows(plain)) readings.push_back(plain);
    for (const auto& [first, second] : kAlike)
        for (const auto& [from, to] : {std::pair(first, second), std::pair(second, first)})
            if (word.starts_with(from))
                if (auto alike = std::string(to) + word.substr(from.size()); Knows(alike)) readings.push_back(std::move(alike));
    std::ranges::sort(readings);
    readings.erase(std::ranges::unique(readings).begin(), readings.end());
    std::erase(readings, word);
    constexpr std::uint32_t kLikelier = 64;
    std::ranges::stable_sort(readings, std::ranges::greater{}, [&](const std::string& reading) {
        return Often(reading) * (OneKeyBeside(word, reading) ? kLikelier : 1);
    });
    if (readings.size() > kMost) readings.resize(kMost);
    return readings;
}

}  // namespace dongson::one_stop
