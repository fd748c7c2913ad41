#include "modules/one_stop/domain/question.h"

#include <algorithm>

#include "core/text.h"

namespace dongson::one_stop {

namespace {

bool IsPlain(std::string_view text) {
    return std::ranges::none_of(text, [](char c) { return (c & 0x80) != 0; });
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

}  // namespace

QuestionReader::QuestionReader(const EverydayWords& words) {
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
        first_.insert(accented.front());
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

std::vector<QuestionWord> QuestionReader::Read(std::string_view text) const {
    const auto lower = Lower(Normalise(text));
    const bool plain = IsPlain(lower);
    const auto written = Split(lower);
    const auto& spoken = plain ? spoken_plain_ : spoken_;
    const auto& empty = plain ? empty_plain_ : empty_;
    const auto& first = plain ? first_plain_ : first_;
    std::vector<QuestionWord> words;
    const auto add = [&](const Written& word, bool with_accents) {
        const auto& as_typed = with_accents ? word.accented : word.plain;
        words.push_back({word.plain, with_accents ? word.accented : "", empty.contains(plain ? word.plain : as_typed)});
    };
    for (std::size_t at = 0; at < written.size();) {
        std::size_t taken = 0;
        const bool begins = first.contains(plain ? written[at].plain : written[at].accented);
        for (auto length = std::min(longest_, written.size() - at); begins && length > 0 && taken == 0; --length) {
            std::string phrase;
            for (auto each = at; each < at + length; ++each)
                phrase += (each > at ? " " : "") + (plain ? written[each].plain : written[each].accented);
            const auto found = spoken.find(phrase);
            if (found == spoken.end()) continue;
            for (const auto& word : Split(found->second)) add(word, true);
            taken = length;
        }
        if (taken == 0) add(written[at], !plain);
        at += std::max<std::size_t>(taken, 1);
    }
    return words;
}

}  // namespace dongson::one_stop
