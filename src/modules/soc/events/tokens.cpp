#include "modules/soc/events/tokens.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "modules/soc/engine/json_text.h"

namespace dongson::soc {

namespace {

bool IsDigit(char c) {
    return c >= '0' && c <= '9';
}

// What ends with a run: it alone, it with the one before, it with the three before; npos where dots do not join so many.
struct Runs {
    std::size_t end;
    std::size_t one, two = std::string_view::npos, three = std::string_view::npos,
                     four = std::string_view::npos;  // where they begin
    bool numbers = false, pair_of_numbers = false;   // nothing but digits in the one, in the two
};

template <class Visit>
void ForEachRun(std::string_view text, Visit&& visit) {
    Runs runs{0, std::string_view::npos};  // `one`: of the run before, if it ended one dot ago
    for (std::size_t at = 0; at < text.size();) {
        if (!IsWordByte(text[at])) {
            runs = {0, std::string_view::npos};
            ++at;
            continue;
        }
        std::size_t end = at + 1;
        bool numbers = IsDigit(text[at]);
        for (; end < text.size() && IsWordByte(text[end]); ++end) numbers = numbers && IsDigit(text[end]);
        runs = {end, at, runs.one, runs.two, runs.three, numbers, numbers && runs.numbers};
        visit(std::as_const(runs));
        at = end;
        if (at + 1 < text.size() && text[at] == '.' && IsWordByte(text[at + 1])) {
            ++at;
        } else {
            runs = {0, std::string_view::npos};
        }
    }
}

// 25e3 in JSON is the number 25000, and found as that.
bool IsExponent(std::string_view run, double& value) {
    if (run.size() < 3 || run[0] < '0' || run[0] > '9' || run.find_first_not_of("0123456789e") != std::string_view::npos)
        return false;
    const auto [end, error] = std::from_chars(run.data(), run.data() + run.size(), value);
    return error == std::errc() && end == run.data() + run.size() && run.find('e') != std::string_view::npos && value < 9e15;
}

}  // namespace

std::uint64_t HashWord(std::string_view word) {
    return XXH3_64bits(word.data(), word.size());
}

void WordCollector::Put(std::uint64_t hash) {
    if (hash == 0) {
        zero_ = true;
        return;
    }
    std::size_t mask = table_.size() - 1, at = hash & mask;
    for (; table_[at] != 0; at = (at + 1) & mask)
        if (table_[at] == hash) return;
    table_[at] = hash;
    if (++taken_ * 2 < table_.size()) return;
    std::vector<std::uint64_t> larger(table_.size() * 2);
    mask = larger.size() - 1;
    for (const std::uint64_t each : table_) {
        if (each == 0) continue;
        std::size_t to = each & mask;
        while (larger[to] != 0) to = (to + 1) & mask;
        larger[to] = each;
    }
    table_ = std::move(larger);
}

void WordCollector::AddFolded(std::string_view folded) {
    ForEachRun(folded, [&](const Runs& runs) {
        const std::size_t two = runs.pair_of_numbers ? std::string_view::npos : runs.two;
        for (const std::size_t from : {runs.one, two, runs.four})
            if (from != std::string_view::npos) Put(HashWord(folded.substr(from, runs.end - from)));
    });
}

void WordCollector::Add(std::string_view text, Text kind) {
    room_.Clear();
    const std::string_view plain = kind == Text::json ? Unescape(text, room_) : text;
    const std::string_view folded = FoldCase(plain, room_);
    AddFolded(folded);
    if (kind != Text::json) return;
    // What is written with an exponent is found by its plain digits.
    for (std::size_t at = folded.find('e'); at != std::string_view::npos; at = folded.find('e', at + 1)) {
        if (at == 0 || folded[at - 1] < '0' || folded[at - 1] > '9') continue;
        std::size_t from = at, end = at + 1;
        while (from > 0 && (IsWordByte(folded[from - 1]) || folded[from - 1] == '.')) --from;
        while (end < folded.size() && (IsWordByte(folded[end]) || folded[end] == '+')) ++end;
        std::string number(folded.substr(from, end - from));
        std::erase(number, '+');
        std::string digits(number);
        std::erase(digits, '.');
        double value = 0;
        if (!IsExponent(digits, value)) continue;
        std::from_chars(number.data(), number.data() + number.size(), value);
        AddFolded(std::to_string(static_cast<std::int64_t>(value)));
    }
}

std::vector<std::uint64_t> WordCollector::Take() {
    std::vector<std::uint64_t> words;
    words.reserve(taken_ + 1);
    for (std::uint64_t& each : table_)
        if (each != 0) words.push_back(std::exchange(each, 0));
    if (std::exchange(zero_, false)) words.push_back(0);
    taken_ = 0;
    return words;
}

WordHashes WordsOf(std::string_view folded, Open open) {
    const bool open_start = open == Open::start || open == Open::both, open_end = open == Open::end || open == Open::both;
    WordHashes words;
    ForEachRun(folded, [&](const Runs& runs) {
        if (open_end && runs.end == folded.size()) return;
        const auto put = [&](std::size_t from, std::vector<std::uint64_t>& to) {
            if (from != std::string_view::npos && !(open_start && from == 0))
                to.push_back(HashWord(folded.substr(from, runs.end - from)));
        };
        put(runs.one, words.always);
        put(runs.two, runs.pair_of_numbers ? words.number_pairs : words.always);
        put(runs.four, words.fours);
    });
    return words;
}

}  // namespace dongson::soc
