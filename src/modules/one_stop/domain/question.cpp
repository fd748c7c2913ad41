#include "modules/one_stop/domain/question.h"

#include <algorithm>

#include "core/text.h"

namespace dongson::one_stop {

namespace {

// Without accents, but for a word or two that a phone has put them on.
bool IsPlain(const std::vector<QuestionReader::Written>& words) {
    constexpr std::ptrdiff_t kFewAccents = 4;  // one of so many words
    const auto accented = std::ranges::count_if(words, [](const auto& word) { return word.accented != word.plain; });
    return accented * kFewAccents < std::ssize(words);
}

// lý and lí are one word; the tone stays. Most words have no y of any tone and come back as they are.
std::string WithI(std::string word) {
    static constexpr std::pair<std::string_view, std::string_view> kSame[] = {{"y", "i"}, {"ý", "í"}, {"ỳ", "ì"},
                                                                              {"ỷ", "ỉ"}, {"ỹ", "ĩ"}, {"ỵ", "ị"}};
    // The last bytes of y and its five tones.
    if (word.find_first_of("y\xbd\xb3\xb7\xb9\xb5") == std::string::npos) return word;
    for (const auto& [from, to] : kSame)
        if (word.find(from) != std::string::npos) word = ReplaceAll(std::move(word), from, to);
    return word;
}

// Longer ones first.
constexpr std::string_view kBeginnings[] = {"ngh", "ng", "nh", "ch", "gh", "gi", "kh", "ph", "qu", "th", "tr", "b", "c",
                                            "d",   "g",  "h",  "k",  "l",  "m",  "n",  "r",  "s",  "t",  "v",  "x", ""};
constexpr std::string_view kEnds[] = {"ch", "ng", "nh", "c", "m", "n", "p", "t"};
constexpr std::string_view kOpen[] = {"a",   "e",   "i",  "o",   "u",   "ai", "ao",  "au",  "eo",  "eu",
                                      "ia",  "ieu", "iu", "oa",  "oe",  "oi", "ua",  "oai", "oao", "oeo",
                                      "uai", "ue",  "ui", "uia", "uiu", "uo", "uoi", "uou", "uu"};
constexpr std::string_view kClosed[] = {"a", "e", "i", "o", "u", "ie", "oa", "oe", "oo", "ua", "ue", "ui", "uie", "uo"};

}  // namespace

bool IsSyllable(std::string_view letters) {
    const auto word = WithI(std::string(letters));
    return std::ranges::any_of(kBeginnings, [&](std::string_view beginning) {
        if (!word.starts_with(beginning)) return false;
        const auto rest = std::string_view(word).substr(beginning.size());
        // "giấy" begins with gi, "gì" with g.
        if (std::ranges::find(kOpen, rest) != std::end(kOpen)) return true;
        return std::ranges::any_of(kEnds, [&](std::string_view end) {
            return rest.ends_with(end) &&
                   std::ranges::find(kClosed, rest.substr(0, rest.size() - end.size())) != std::end(kClosed);
        });
    });
}

QuestionReader::QuestionReader(const Speech& words) {
    for (const auto& word : words.empty) {
        empty_.insert(WithI(word));
        empty_plain_.insert(WithI(Fold(word)));
    }
    for (const auto& [typed, meant] : words.spoken) {
        std::vector<std::string> accented, plain;
        for (auto& word : Split(typed)) {
            accented.push_back(std::move(word.accented));
            plain.push_back(std::move(word.plain));
        }
        longest_ = std::max(longest_, plain.size());
        first_plain_.insert(plain.front());
        spoken_[Join(accented, " ")] = meant;
        spoken_plain_.emplace(Join(plain, " "), meant);
    }
}

std::vector<QuestionReader::Written> QuestionReader::Split(std::string_view text) {
    std::vector<Written> words;
    std::string piece;
    const auto close = [&] {
        if (piece.empty()) return;
        auto plain = Fold(piece);
        if (plain.find(' ') == std::string::npos && Length(piece) == plain.size()) {
            if (!plain.empty()) words.push_back({WithI(piece), WithI(std::move(plain))});
        } else {
            // Marks that are no ASCII stand in the piece: its words count as typed without accents.
            for (const auto& word : dongson::Words(plain)) words.push_back({WithI(word), WithI(word)});
        }
        piece.clear();
    };
    for (const char c : text) {
        const bool part = (c & 0x80) != 0 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (part)
            piece += c;
        else
            close();
    }
    close();
    return words;
}

// Several words may have an accent that is wrong: "hộ khâu".
const std::string* QuestionReader::Meant(const std::string& phrase, std::size_t words, bool plain) const {
    if (!plain)
        if (const auto found = spoken_.find(phrase); found != spoken_.end()) return &found->second;
    if (!plain && words < 2) return nullptr;
    const auto found = spoken_plain_.find(plain ? phrase : Fold(phrase));
    return found == spoken_plain_.end() ? nullptr : &found->second;
}

std::vector<QuestionWord> QuestionReader::Read(std::string_view lower) const {
    const auto written = Split(lower);
    const bool plain = IsPlain(written);
    const auto& empty = plain ? empty_plain_ : empty_;
    std::vector<QuestionWord> words;
    const auto add = [&](const Written& word, bool with_accents) {
        const auto& as_typed = with_accents ? word.accented : word.plain;
        words.push_back({word.plain, with_accents ? word.accented : "", empty.contains(plain ? word.plain : as_typed)});
    };
    for (std::size_t at = 0; at < written.size();) {
        std::size_t taken = 0;
        const bool begins = first_plain_.contains(written[at].plain);
        for (auto length = std::min(longest_, written.size() - at); begins && length > 0 && taken == 0; --length) {
            std::string phrase;
            for (auto each = at; each < at + length; ++each)
                phrase += (each > at ? " " : "") + (plain ? written[each].plain : written[each].accented);
            const auto* meant = Meant(phrase, length, plain);
            if (meant == nullptr) continue;
            for (const auto& word : Split(*meant)) add(word, true);
            taken = length;
        }
        if (taken == 0) add(written[at], !plain);
        at += std::max<std::size_t>(taken, 1);
    }
    return words;
}

}  // namespace dongson::one_stop
