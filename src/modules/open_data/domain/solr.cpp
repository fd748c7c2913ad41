#include "modules/open_data/domain/solr.h"

#include "core/text.h"

namespace dongson::open_data {

namespace {

using Kind = SolrNode::Kind;

class Parser {
  public:
    explicit Parser(std::string_view text) : rest_(text) {}

    Result<SolrNode> Parse() {
        Skip();
        if (rest_.empty()) return SolrNode{};
        auto node = Either("", 0);
        Skip();
        if (failed_ || !rest_.empty())
            return std::unexpected(Refusal{"SOLR_QUERY", Say("Không hiểu câu truy vấn ở chỗ “{1}”.", Shorten(rest_, 40)), "q"});
        return node;
    }

  private:
    void Skip() {
        while (!rest_.empty() && (rest_[0] == ' ' || rest_[0] == '\t' || rest_[0] == '\n' || rest_[0] == '\r'))
            rest_.remove_prefix(1);
    }
    bool Take(char c) {
        if (rest_.empty() || rest_[0] != c) return false;
        rest_.remove_prefix(1);
        return true;
    }
    // A word of the language, not the beginning of one of the text.
    bool TakeWord(std::string_view word) {
        if (!rest_.starts_with(word)) return false;
        const auto after = rest_.substr(word.size());
        if (!after.empty() && after[0] != ' ' && after[0] != '(' && after[0] != ')') return false;
        rest_ = after;
        return true;
    }

    SolrNode Either(const std::string& field, std::size_t depth) {
        if (depth > kMostSolrDepth) failed_ = true;
        if (failed_) return {};
        SolrNode node{.kind = Kind::either};
        node.parts.push_back(Both(field, depth));
        for (Skip(); !failed_ && (TakeWord("OR") || TakeWord("||")); Skip()) node.parts.push_back(Both(field, depth));
        return node.parts.size() == 1 ? std::move(node.parts.front()) : node;
    }

    SolrNode Both(const std::string& field, std::size_t depth) {
        SolrNode node{.kind = Kind::both};
        while (!failed_) {
            Skip();
            if (rest_.empty() || rest_[0] == ')' || StartsOr()) break;
            if (TakeWord("AND") || TakeWord("&&")) continue;
            node.parts.push_back(Clause(field, depth));
        }
        if (node.parts.empty()) failed_ = true;
        return node.parts.size() == 1 ? std::move(node.parts.front()) : node;
    }

    bool StartsOr() const {
        auto copy = *this;
        return copy.TakeWord("OR") || copy.TakeWord("||");
    }

    SolrNode Clause(const std::string& field, std::size_t depth) {
        if (depth > kMostSolrDepth) {
            failed_ = true;
            return {};
        }
        if (TakeWord("NOT") || Take('-') || Take('!')) {
            Skip();
            SolrNode without{.kind = Kind::without};
            without.parts.push_back(Clause(field, depth + 1));
            return without;
        }
        Take('+');
        if (Take('(')) {
            auto inner = Either(field, depth + 1);
            Skip();
            if (!Take(')')) failed_ = true;
            Boost();
            return inner;
        }
        if (rest_.starts_with("[") || rest_.starts_with("{")) return Range(field);
        if (rest_.starts_with("\"")) return Term(field, Quoted(), false);
        auto word = Word();
        if (word.empty()) {
            failed_ = true;
            return {};
        }
        if (Take(':')) {
            if (word == "*" && Take('*')) return {};
            return Clause(word == "text" ? std::string() : word, depth + 1);
        }
        if (word == "*") return field.empty() ? SolrNode{} : Term(field, "", true);
        const bool prefix = word.size() > 1 && word.back() == '*';
        if (prefix) word.pop_back();
        Boost();
        return Term(field, std::move(word), prefix);
    }

    static SolrNode Term(const std::string& field, std::string text, bool prefix) {
        return {.kind = Kind::term, .field = field, .text = std::move(text), .prefix = prefix};
    }

    SolrNode Range(const std::string& field) {
        rest_.remove_prefix(1);
        const auto end = rest_.find_first_of("]}");
        const auto to = rest_.substr(0, end).find(" TO ");
        if (end == std::string_view::npos || to == std::string_view::npos || field.empty()) {
            failed_ = true;
            return {};
        }
        const auto inside = rest_.substr(0, end);
        rest_.remove_prefix(end + 1);
        const auto bare = [](std::string_view text) {
            text = Trim(text);
            if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
            return std::string(text);
        };
        return {.kind = Kind::range, .field = field, .text = bare(inside.substr(0, to)), .until = bare(inside.substr(to + 4))};
    }

    std::string Quoted() {
        rest_.remove_prefix(1);
        std::string text;
        while (!rest_.empty() && rest_[0] != '"') {
            if (rest_[0] == '\\' && rest_.size() > 1) rest_.remove_prefix(1);
            text += rest_[0];
            rest_.remove_prefix(1);
        }
        if (!Take('"')) failed_ = true;
        // "…"~2: how far the words may lie apart does not matter here.
        if (Take('~'))
            while (!rest_.empty() && rest_[0] >= '0' && rest_[0] <= '9') rest_.remove_prefix(1);
        Boost();
        return text;
    }

    // Up to a blank or what means something; a backslash takes the meaning away.
    std::string Word() {
        std::string word;
        while (!rest_.empty() && std::string_view(" \t\n\r:()[]{}\"^~").find(rest_[0]) == std::string_view::npos) {
            if (rest_[0] == '\\' && rest_.size() > 1) rest_.remove_prefix(1);
            word += rest_[0];
            rest_.remove_prefix(1);
        }
        return word;
    }

    // ^2.5 and ~1 tune Solr's ranking; ours has its own.
    void Boost() {
        while (!rest_.empty() && (rest_[0] == '^' || rest_[0] == '~')) {
            rest_.remove_prefix(1);
            while (!rest_.empty() && ((rest_[0] >= '0' && rest_[0] <= '9') || rest_[0] == '.')) rest_.remove_prefix(1);
        }
    }

    std::string_view rest_;
    bool failed_ = false;
};

}  // namespace

Result<SolrNode> ParseSolr(std::string_view text) {
    if (text.size() > kMostSolrBytes)
        return std::unexpected(
            Refusal{"SOLR_QUERY", Say("Câu truy vấn dài quá {1} KB.", std::to_string(kMostSolrBytes >> 10)), "q"});
    return Parser(text).Parse();
}

}  // namespace dongson::open_data
