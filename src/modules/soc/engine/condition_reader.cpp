#include "modules/soc/engine/condition_reader.h"

#include <algorithm>

#include "core/text.h"
#include "modules/soc/engine/pattern.h"

namespace dongson::soc {

namespace {

using Join = Condition::Join;
using Found = std::expected<std::uint32_t, std::string>;

// or < and < not < "1 of X", "all of X" < ( ).
class ConditionReader {
  public:
    ConditionReader(std::string_view expression, const Selections& selections, Condition& into)
        : rest_(expression), selections_(selections), into_(into) {
        Advance();
    }

    Found Whole() {
        auto node = Joined("or", Join::any, 0);
        if (!node) return node;
        if (token_ == "|") return std::unexpected("counting after | is no longer Sigma; write a correlation rule");
        if (!token_.empty()) return std::unexpected("what is \"" + std::string(token_) + "\" doing here?");
        return node;
    }

  private:
    static constexpr int kDeepest = 64;

    void Advance() {
        rest_ = Trim(rest_);
        std::size_t size = rest_.empty() ? 0 : 1;
        if (size == 1 && std::string_view("()|").find(rest_[0]) == std::string_view::npos)
            size = std::min(rest_.size(), rest_.find_first_of("()| \t\r\n"));
        token_ = rest_.substr(0, size);
        rest_.remove_prefix(size);
    }

    bool Take(std::string_view word) {
        if (Lower(token_) != word) return false;
        Advance();
        return true;
    }

    Found Joined(std::string_view word, Join join, int depth) {
        std::vector<std::uint32_t> parts;
        do {
            auto part = join == Join::any ? Joined("and", Join::all, depth) : Negated(depth);
            if (!part) return part;
            parts.push_back(*part);
        } while (Take(word));
        return into_.Add(join, parts);
    }

    Found Negated(int depth) {
        if (depth > kDeepest) return std::unexpected("nested more than 64 deep");
        if (Take("not")) {
            auto inner = Negated(depth + 1);
            return inner ? Found(into_.Add(Join::none, {*inner})) : inner;
        }
        if (Take("(")) {
            auto inner = Joined("or", Join::any, depth + 1);
            if (inner && !Take(")")) return std::unexpected("a ) is missing");
            return inner;
        }
        return Selected();
    }

    Found Selected() {
        std::string word(token_);
        if (word.empty()) return std::unexpected("the condition ends where a selection is expected");
        Advance();
        bool counted = Lower(token_) == "of";
        if (counted && (word == "1" || Lower(word) == "any" || Lower(word) == "all")) {
            Advance();
            std::string which(token_);
            Advance();
            return Of(Lower(word) == "all" ? Join::all : Join::any, which);
        }
        if (counted) return std::unexpected("\"" + word + " of\": only \"1 of\" and \"all of\" are Sigma");
        auto named = selections_.find(word);
        if (named == selections_.end()) return std::unexpected("there is no selection \"" + word + "\"");
        return named->second;
    }

    Found Of(Join join, const std::string& which) {
        std::vector<std::uint32_t> chosen;
        const bool them = Lower(which) == "them";
        Pattern names = Pattern::Parse(which);
        for (const auto& [name, node] : selections_)
            if (them ? !name.starts_with("_") : names.Matches(name)) chosen.push_back(node);
        if (chosen.empty()) return std::unexpected("no selection is called \"" + which + "\"");
        return into_.Add(join, chosen);
    }

    std::string_view rest_, token_;
    const Selections& selections_;
    Condition& into_;
};

}  // namespace

std::expected<std::uint32_t, std::string> ReadCondition(std::string_view expression, const Selections& selections,
                                                        Condition& into) {
    return ConditionReader(expression, selections, into).Whole();
}

}  // namespace dongson::soc
