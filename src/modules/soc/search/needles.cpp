#include "modules/soc/search/needles.h"

#include <algorithm>

#include "modules/soc/engine/json_text.h"
#include "modules/soc/engine/letter_case.h"
#include "modules/soc/events/block.h"
#include "modules/soc/events/bloom.h"

namespace dongson::soc {

namespace {

using Join = Condition::Join;

// Addresses are none: they have more than one dot.
bool IsNumber(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789+-.") == std::string_view::npos &&
           std::ranges::count(text, '.') < 2;
}

class AtomNeedles {
  public:
    AtomNeedles(FieldId field, const Parsers& parsers) : field_(field), parsers_(parsers) {}

    std::vector<Clause> operator()(const TextTest& test) const {
        const auto& pieces = test.pattern.pieces();
        Needle needle;
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            if (pieces[i].kind != Pattern::Kind::literal) continue;
            const std::string text = FoldCase(pieces[i].text);
            if (!StandsInBytes(text)) continue;
            const bool open_start = i > 0, open_end = i + 1 < pieces.size();
            Add(needle, text, open_start ? (open_end ? Open::both : Open::start) : (open_end ? Open::end : Open::neither));
        }
        if (!test.pattern.HasWildcards() && IsNumber(needle.text)) needle.text.clear();  // 1 stands there as 1.0 too
        return Known({std::move(needle)});
    }
    std::vector<Clause> operator()(const WordTest& test) const {
        Needle needle;
        if (StandsInBytes(test.text)) Add(needle, test.text, Open::neither);
        if (IsNumber(needle.text)) needle.text.clear();
        return Known({std::move(needle)});
    }
    std::vector<Clause> operator()(const ExpressionTest& test) const {
        std::vector<Needle> any;
        for (const std::string& text : test.expression.Needed()) {
            Needle needle;
            if (StandsInBytes(text)) Add(needle, text, Open::both);
            any.push_back(std::move(needle));
        }
        return Known(std::move(any));
    }
    std::vector<Clause> operator()(const auto&) const { return {}; }

  private:
    // Values that readers give of their own accord, and numbers of a syslog header, are nowhere in the bytes.
    bool StandsInBytes(std::string_view folded) const {
        return field_ == kAnyField || !((folded.size() <= 2 && IsNumber(folded)) || parsers_.GivesValue(folded));
    }
    static void Add(Needle& needle, std::string_view folded, Open open) {
        const WordHashes words = WordsOf(folded, open);
        std::ranges::copy(words.always, std::back_inserter(needle.words.always));
        std::ranges::copy(words.number_pairs, std::back_inserter(needle.words.number_pairs));
        std::ranges::copy(words.fours, std::back_inserter(needle.words.fours));
        const std::string_view plain = LongestPlain(folded);
        if (plain.size() > needle.text.size()) needle.text = plain;
    }
    static std::vector<Clause> Known(std::vector<Needle> any) {
        const bool known = !any.empty() && std::ranges::all_of(any, [](const Needle& needle) {
            return !needle.words.always.empty() || !needle.text.empty();
        });
        return known ? std::vector<Clause>{{std::move(any)}} : std::vector<Clause>{};
    }

    FieldId field_;
    const Parsers& parsers_;
};

// The clause that says most: the least of its needles is the longest.
std::size_t Worth(const Clause& clause) {
    std::size_t worth = SIZE_MAX;
    for (const Needle& needle : clause.any) worth = std::min(worth, needle.text.size() + 4 * needle.words.always.size());
    return worth;
}

std::vector<Clause> NeedlesOf(const Condition& condition, std::uint32_t at, const Parsers& parsers) {
    const Condition::Node& node = condition.nodes[at];
    std::vector<Clause> clauses;
    switch (node.join) {
        case Join::atom: {
            const Atom& atom = condition.atoms[node.from];
            return std::visit(AtomNeedles(atom.field, parsers), atom.test);
        }
        case Join::none:
            return {};
        case Join::all:
            for (std::uint32_t i = 0; i < node.count; ++i)
                std::ranges::move(NeedlesOf(condition, condition.children[node.from + i], parsers), std::back_inserter(clauses));
            return clauses;
        case Join::any: {
            Clause together;
            for (std::uint32_t i = 0; i < node.count; ++i) {
                auto part = NeedlesOf(condition, condition.children[node.from + i], parsers);
                if (part.empty()) return {};
                std::ranges::move(std::ranges::max_element(part, {}, Worth)->any, std::back_inserter(together.any));
            }
            if (!together.any.empty()) clauses.push_back(std::move(together));
            return clauses;
        }
    }
    return clauses;
}

}  // namespace

std::vector<Clause> NeedlesOf(const Condition& condition, const Parsers& parsers) {
    auto clauses = NeedlesOf(condition, condition.root, parsers);
    std::ranges::sort(clauses, std::ranges::greater(), Worth);
    return clauses;
}

bool MayHold(const BlockView& block, const std::vector<Clause>& clauses) {
    return std::ranges::all_of(clauses, [&](const Clause& clause) {
        return std::ranges::any_of(clause.any, [&](const Needle& needle) {
            const auto remembered = [&](std::uint64_t word) { return BloomMayHold(block.bloom(), word); };
            const auto& words = needle.words;
            return std::ranges::all_of(words.always, remembered) &&
                   (block.format() > 2 || std::ranges::all_of(words.number_pairs, remembered)) &&
                   (block.format() < 2 || std::ranges::all_of(words.fours, remembered));
        });
    });
}

}  // namespace dongson::soc
