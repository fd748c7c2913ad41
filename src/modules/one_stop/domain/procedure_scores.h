// How much of a question each document holds: added up word by word, in one walk over the holders of each.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "modules/one_stop/domain/procedure_finder.h"

namespace dongson::one_stop {

struct ProcedureFinder::Scores {
    struct Score {
        float words = 0, accents = 0;
        std::uint32_t matched = 0;   // how many full words
        std::uint32_t question = 0;  // that this is the score for; of any other it is none
    };
    std::vector<Score> documents;      // kept from question to question: there are thousands, and a question touches some
    std::vector<std::uint32_t> found;  // room for as many; the first `said` of them hold a full word
    std::size_t said = 0;
    double asked_words = 0, asked_accents = 0;
    double most = 0;       // what the words of a name can score at most
    std::size_t full = 0;  // how many words say something
    std::uint32_t question = 0;

    // Room for `count` documents, none of them with a score.
    void Begin(std::size_t count) {
        if (documents.size() < count) documents.resize(count), found.resize(count + 1);
        if (++question == 0) std::ranges::fill(documents, Score{.question = question++});
        said = 0;
        asked_words = asked_accents = most = 0;
        full = 0;
    }
    // What these hold is a full word of the question. Whether another word said it before is anyone's guess, a processor's too:
    // there is no branch.
    void Say(std::span<const std::uint32_t> holders, double weight) {
        auto* const scores = documents.data();
        auto* const saying = found.data();
        const auto now = question;
        auto end = said;
        for (const auto document : holders) {
            auto& score = scores[document];
            const bool anew = score.question != now;
            saying[end] = document;
            end += anew;
            score.words = (anew ? 0 : score.words) + static_cast<float>(weight);
            score.accents = 0;  // they are added when all full words are said
            score.matched = (anew ? 0 : score.matched) + 1;
            score.question = now;
        }
        said = end;
    }
    // The same of those alone that hold one already: no other document is found.
    void SayAgain(std::span<const std::uint32_t> holders, double weight) {
        auto* const scores = documents.data();
        for (const auto document : holders) {
            auto& score = scores[document];
            const bool said_before = score.question == question;
            score.words += said_before ? static_cast<float>(weight) : 0;
            score.matched += said_before;
        }
    }
    // What else they hold counts only where a full word stands.
    void AddWhereSaid(std::span<const std::uint32_t> holders, double weight, float Score::* to) {
        auto* const scores = documents.data();
        for (const auto document : holders) {
            auto& score = scores[document];
            score.*to += score.question == question ? static_cast<float>(weight) : 0;
        }
    }
};

}  // namespace dongson::one_stop
