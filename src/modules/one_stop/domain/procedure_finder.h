// Finds procedures by what people type: official names, everyday names, dialect, without accents, with slips of the finger; and
// what is asked in English by the English sayings alone, so that no language is found by the accidents of another.
//
// Everything is in memory and made once from the published list: a search looks words up; it reads no table and walks no list.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "modules/one_stop/domain/everyday.h"
#include "modules/one_stop/domain/question.h"
#include "modules/one_stop/domain/spelling.h"

namespace dongson::one_stop {

struct NamedProcedure {
    std::string code, name, domain;
};

struct Findings {
    std::vector<std::uint32_t> procedures;     // indices, the likeliest first
    std::vector<const OthersWork*> elsewhere;  // others who do what was asked for, the likeliest first
};

class ProcedureFinder {
  public:
    // Equally likely ones are found in the order given. `words` must outlive the finder.
    ProcedureFinder(const std::vector<NamedProcedure>& procedures, const EverydayWords& words);

    // The likeliest `in_order` of them come first and in order, the rest as it comes.
    Findings Find(std::string_view text, std::size_t in_order = kAll) const;
    static constexpr std::size_t kAll = static_cast<std::size_t>(-1);

  private:
    using Term = std::size_t;  // digest of a word, a word with its accents, or two words beside each other
    struct Document {
        std::uint32_t target = 0;  // a procedure; from the number of procedures on, somebody else's work
        std::uint16_t rank = 0;    // among the procedures of one saying
        bool official = false;     // the name it has by law
        float weight = 0;          // of all its words and pairs
    };
    struct Asked {
        std::string letters, accented;
        double share = 1;  // of its weight: guesses and empty words count less
        bool empty = false;
    };
    struct Scores;

    // What is said in one language; `official`: the names by law too.
    ProcedureFinder(const std::vector<NamedProcedure>& procedures, const Speech& speech, bool official);

    // Of what documents hold a term, and how much it says; empty and 0 for what stands nowhere.
    struct Range {
        std::uint32_t begin = 0, end = 0;  // of the postings
        double weight = 0;
    };

    bool IsEnglish(std::string_view lower) const;
    bool MaySay(const std::string& word, bool last) const;
    Findings FindSaid(std::string_view lower, std::size_t in_order) const;
    void Add(std::string_view name, std::string_view more, Document document);
    void Weigh();
    Range RangeOf(Term term) const;
    double UnknownWeight() const;
    bool ArePair(const std::string& first, const std::string& second) const;
    std::vector<Asked> Understand(std::string_view lower) const;
    bool IsUnknownNumber(const std::string& letters) const;
    bool SaysMore(const std::vector<QuestionWord>& words, std::size_t at) const;
    void Correct(std::vector<Asked>& words, std::size_t at) const;
    const Scores& Score(const std::vector<Asked>& words) const;
    Findings Rank(std::string_view lower, const Scores& scores, std::size_t in_order) const;
    std::vector<const OthersWork*> Others(std::span<const double> scores, double least) const;
    Findings ByCode(std::string_view digits) const;
    double Exactness(std::uint32_t procedure, std::string_view lower, bool in_order) const;

    const Speech& speech_;
    std::unique_ptr<const ProcedureFinder> english_;
    QuestionReader reader_;
    Spelling spelling_;
    struct Name {
        std::uint32_t begin = 0, bare = 0, end = 0;  // of letters_; `bare`: behind "thủ tục"
    };
    std::vector<std::string> codes_;  // digits only
    std::string letters_;             // of all names, in small letters: comparing hundreds of them goes through one room
    std::vector<Name> names_;
    std::vector<Document> documents_;
    std::unordered_map<std::string, std::vector<QuestionWord>> fields_;  // read once, while the finder is made
    std::vector<std::vector<QuestionWord>> words_;                       // of each document, while the finder is made
    std::vector<std::pair<Term, std::uint32_t>> posted_;                 // term → document, while the finder is made
    std::vector<std::uint32_t> postings_;                                // documents, those of one term beside each other
    boost::unordered_flat_map<Term, Range, std::hash<Term>> ranges_;
};

}  // namespace dongson::one_stop
