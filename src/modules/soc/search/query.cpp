#include "modules/soc/search/query.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "core/text.h"
#include "modules/soc/engine/letter_case.h"
#include "modules/soc/engine/rule_reader.h"
#include "modules/soc/engine/selection.h"

namespace dongson::soc {

namespace {

using Join = Condition::Join;

constexpr std::size_t kLongest = 20'000;

std::unexpected<Refusal> No(Sentence sentence) {
    return std::unexpected(Refusal{"SOC_QUERY_REFUSED", std::move(sentence), "q"});
}

std::optional<double> NumberIn(std::string_view text) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

// Reads a query from left to right; the first fault is thrown as a Sentence.
class QueryReader {
  public:
    QueryReader(std::string_view text, Fields& fields, Condition& into)
        : rest_(text), fields_(fields), into_(into), message_(fields.Of("message")) {}

    std::uint32_t Read() {
        const std::uint32_t node = Or(0);
        if (!AtEnd()) throw Say("Thừa dấu “)” trước: {1}", Shorten(rest_, 30));
        return node;
    }

  private:
    static constexpr int kDeepest = 50;

    bool AtEnd() {
        while (!rest_.empty() && (rest_[0] == ' ' || rest_[0] == '\t' || rest_[0] == '\n' || rest_[0] == '\r'))
            rest_.remove_prefix(1);
        return rest_.empty();
    }
    // A word that joins; letters' size does not matter.
    bool TakeJoin(std::string_view word, std::string_view sign) {
        if (AtEnd()) return false;
        if (rest_.starts_with(sign)) {
            rest_.remove_prefix(sign.size());
            return true;
        }
        if (rest_.size() < word.size() || Lower(rest_.substr(0, word.size())) != word) return false;
        if (rest_.size() > word.size() && std::string_view(" (\t\r\n").find(rest_[word.size()]) == std::string_view::npos)
            return false;
        rest_.remove_prefix(word.size());
        return true;
    }
    bool Take(char sign) {
        if (AtEnd() || rest_[0] != sign) return false;
        rest_.remove_prefix(1);
        return true;
    }

    std::uint32_t Or(int depth) {
        if (depth > kDeepest) throw Say("Câu hỏi lồng quá {1} mức.", std::to_string(kDeepest));
        std::vector<std::uint32_t> any{And(depth)};
        while (TakeJoin("or", "||")) any.push_back(And(depth));
        return into_.Add(Join::any, any);
    }
    std::uint32_t And(int depth) {
        std::vector<std::uint32_t> all{Not(depth)};
        while (!AtEnd() && rest_[0] != ')') {
            if (TakeJoin("and", "&&")) {
                all.push_back(Not(depth));
                continue;
            }
            const std::string_view before = rest_;
            if (TakeJoin("or", "||")) {
                rest_ = before;
                break;
            }
            all.push_back(Not(depth));
        }
        return into_.Add(Join::all, all);
    }
    std::uint32_t Not(int depth) {
        if (TakeJoin("not", "!") || (rest_.size() > 1 && rest_[0] == '-' && rest_[1] != ' ' && Take('-'))) {
            const std::uint32_t inner = Not(depth + 1);
            return into_.Add(Join::none, {inner});
        }
        return Primary(depth);
    }
    std::uint32_t Primary(int depth) {
        if (AtEnd()) throw Say("Câu hỏi dừng giữa chừng: sau “và”, “hoặc”, “không” còn thiếu một vế.");
        if (Take('(')) return Closed(Or(depth + 1));
        if (rest_[0] == '"' || rest_[0] == '/') return Value(kAnyField);
        std::size_t end = 0;
        while (end < rest_.size() && std::string_view(" \t\r\n():<>=\"").find(rest_[end]) == std::string_view::npos) ++end;
        const std::string_view name = rest_.substr(0, end);
        const std::string_view after = rest_.substr(end);
        const std::string joins = Lower(name);
        if (name.empty() || joins == "and" || joins == "or") throw Say("Không hiểu từ đây: {1}", Shorten(rest_, 30));
        if (after.starts_with(':')) {
            rest_.remove_prefix(end + 1);
            return Of(FieldOf(name), depth);
        }
        if (const auto comparison = TakeComparison(after, end)) return Compared(FieldOf(name), *comparison);
        return Value(kAnyField);
    }
    std::uint32_t Closed(std::uint32_t node) {
        if (!Take(')')) throw Say("Thiếu dấu “)”.");
        return node;
    }

    // A comparison after a name, with or without blanks before it.
    std::optional<Comparison> TakeComparison(std::string_view after, std::size_t name_size) {
        std::string_view rest = after;
        while (rest.starts_with(' ')) rest.remove_prefix(1);
        constexpr std::pair<std::string_view, Comparison> kSigns[] = {
            {"<=", Comparison::at_most}, {">=", Comparison::at_least}, {"<", Comparison::less}, {">", Comparison::greater}};
        for (const auto& [sign, comparison] : kSigns) {
            if (!rest.starts_with(sign)) continue;
            rest_.remove_prefix(name_size + (after.size() - rest.size()) + sign.size());
            return comparison;
        }
        return std::nullopt;
    }
    std::uint32_t Compared(FieldId field, Comparison comparison) {
        AtEnd();
        const std::string written = TakeWord();
        const auto number = NumberIn(written);
        if (!number) throw Say("Sau dấu so sánh phải là một số, không phải: {1}", Shorten(written, 30));
        return Add(field, NumberTest{comparison, *number});
    }

    // The field that the name stands for: `message` has words, the others whole values.
    FieldId FieldOf(std::string_view name) {
        const FieldId known = fields_.Find(name).field;
        return known != kAnyField ? known : fields_.Of(name);
    }

    // What stands after a colon.
    std::uint32_t Of(FieldId field, int depth) {
        if (AtEnd()) throw Say("Sau dấu “:” còn thiếu giá trị của {1}.", fields_.Name(field));
        if (Take('(')) return Closed(Group(field, depth + 1));
        if (rest_[0] == '[' || rest_[0] == '{') return Range(field);
        for (const auto& [sign, comparison] : {std::pair<std::string_view, Comparison>{">=", Comparison::at_least},
                                               {"<=", Comparison::at_most},
                                               {">", Comparison::greater},
                                               {"<", Comparison::less}}) {
            if (!rest_.starts_with(sign)) continue;
            rest_.remove_prefix(sign.size());
            return Compared(field, comparison);
        }
        return Value(field);
    }
    std::uint32_t Group(FieldId field, int depth) {
        if (depth > kDeepest) throw Say("Câu hỏi lồng quá {1} mức.", std::to_string(kDeepest));
        const auto one = [&] {
            const bool negated = TakeJoin("not", "!");
            const std::uint32_t node = Take('(') ? Closed(Group(field, depth + 1)) : Value(field);
            return negated ? into_.Add(Join::none, {node}) : node;
        };
        std::vector<std::uint32_t> any{one()}, all;
        while (!AtEnd() && rest_[0] != ')') {
            if (TakeJoin("and", "&&")) {
                all = {any.back(), one()};
                any.back() = into_.Add(Join::all, all);
            } else {
                TakeJoin("or", "||");
                any.push_back(one());
            }
        }
        return into_.Add(Join::any, any);
    }
    std::uint32_t Range(FieldId field) {
        const bool open_start = rest_[0] == '{';
        const std::size_t end = rest_.find_first_of("]}");
        if (end == std::string_view::npos) throw Say("Khoảng [… TO …] thiếu dấu đóng.");
        const bool open_end = rest_[end] == '}';
        const std::string_view inside = rest_.substr(1, end - 1);
        rest_.remove_prefix(end + 1);
        const std::size_t to = inside.find(" TO ");
        if (to == std::string_view::npos) throw Say("Khoảng viết là [10 TO 20]; * là không giới hạn.");
        std::vector<std::uint32_t> all;
        const auto bound = [&](std::string_view written, Comparison comparison) {
            if (written == "*") return;
            const auto number = NumberIn(written);
            if (!number) throw Say("Trong khoảng phải là số, không phải: {1}", Shorten(written, 30));
            all.push_back(Add(field, NumberTest{comparison, *number}));
        };
        bound(Trim(inside.substr(0, to)), open_start ? Comparison::greater : Comparison::at_least);
        bound(Trim(inside.substr(to + 4)), open_end ? Comparison::less : Comparison::at_most);
        if (all.empty()) return Add(field, PresentTest{});
        return into_.Add(Join::all, all);
    }

    // A value: quoted, an expression between strokes, or a word.
    std::uint32_t Value(FieldId field) {
        if (AtEnd()) throw Say("Câu hỏi dừng giữa chừng: sau “và”, “hoặc”, “không” còn thiếu một vế.");
        if (rest_[0] == '"') return Text(field, TakeQuoted());
        if (rest_[0] == '/') return Expression(field);
        const std::string word = TakeWord();
        if (word.empty()) throw Say("Không hiểu từ đây: {1}", Shorten(rest_, 30));
        if (word == "*") return field == kAnyField ? into_.Add(Join::all, {}) : Add(field, PresentTest{});
        if (word.find_first_of("*?") != std::string::npos) {
            Pattern pattern = Pattern::Parse(word);
            if (field == kAnyField || field == message_) pattern.OpenStart().OpenEnd();
            pattern.Fold();
            return Add(field, TextTest{std::move(pattern)});
        }
        if (field != kAnyField && word.find('/') != std::string::npos)
            if (const auto network = ReadNetwork(word)) return Add(field, NetworkTest{*network});
        return Text(field, word);
    }
    std::uint32_t Text(FieldId field, const std::string& text) {
        if (field == kAnyField || field == message_) {
            if (Trim(text).empty()) throw Say("Giữa hai dấu ngoặc kép không có gì.");
            return Add(field, WordTest{FoldCase(text)});
        }
        Pattern pattern = Pattern::Literal(text);
        pattern.Fold();
        return Add(field, TextTest{std::move(pattern)});
    }
    std::uint32_t Expression(FieldId field) {
        std::size_t end = 1;
        while (end < rest_.size() && rest_[end] != '/') end += rest_[end] == '\\' ? 2 : 1;
        if (end >= rest_.size()) throw Say("Biểu thức /…/ thiếu dấu gạch chéo đóng.");
        const std::string written = ReplaceAll(std::string(rest_.substr(1, end - 1)), "\\/", "/");
        rest_.remove_prefix(end + 1);
        auto expression = RegularExpression::Read(written, {.any_case = true});
        if (!expression) throw Say("Biểu thức /{1}/ không dùng được: {2}", written, expression.error());
        return Add(field, ExpressionTest{std::move(*expression)});
    }
    std::string TakeQuoted() {
        std::string text;
        std::size_t at = 1;
        for (; at < rest_.size() && rest_[at] != '"'; ++at) {
            if (rest_[at] == '\\' && at + 1 < rest_.size() && (rest_[at + 1] == '"' || rest_[at + 1] == '\\')) ++at;
            text += rest_[at];
        }
        if (at >= rest_.size()) throw Say("Thiếu dấu ngoặc kép đóng.");
        rest_.remove_prefix(at + 1);
        return text;
    }
    std::string TakeWord() {
        std::size_t end = 0;
        while (end < rest_.size() && std::string_view(" \t\r\n()\"").find(rest_[end]) == std::string_view::npos) ++end;
        std::string word(rest_.substr(0, end));
        rest_.remove_prefix(end);
        return word;
    }

    std::uint32_t Add(FieldId field, Test test) { return into_.AddAtom({field, std::move(test)}); }

    std::string_view rest_;
    Fields& fields_;
    Condition& into_;
    FieldId message_;
};

// One rule of Sigma.
Result<void> ReadRule(std::string_view text, Query& into) {
    RuleBook book;
    ReadShippedFieldNames(book.fields());
    book.Read("", text);
    book.Finish();
    if (!book.faults().empty())
        return No(
            Say("Quy tắc Sigma không dùng được, dòng {1}: {2}", std::to_string(book.faults()[0].line), book.faults()[0].reason));
    if (book.rules().size() != 1) return No(Say("Chỉ tìm được theo một quy tắc Sigma mỗi lần."));
    into.fields = book.fields();
    into.condition = book.rules()[0].condition;
    into.wanted = {book.rules()[0].source};
    return {};
}

Result<void> ReadInto(std::string_view text, Query& into) {
    if (text.starts_with("title:") || text.starts_with("detection:") || text.find("\ndetection:") != std::string_view::npos)
        return ReadRule(text, into);
    ReadShippedFieldNames(into.fields);
    if (text.empty() || text == "*") {
        into.everything = true;
        into.condition.root = into.condition.Add(Join::all, {});
        return {};
    }
    auto condition = ReadQueryInto(text, into.fields);
    if (!condition) return std::unexpected(condition.error());
    into.condition = std::move(*condition);
    return {};
}

}  // namespace

Result<std::shared_ptr<const Query>> ReadQuery(std::string_view text, std::string_view counted) {
    if (text.size() > kLongest) return No(Say("Câu hỏi dài quá {1} chữ.", std::to_string(kLongest)));
    auto query = std::make_shared<Query>();
    if (auto read = ReadInto(Trim(text), *query); !read) return std::unexpected(read.error());
    if (!counted.empty()) query->counted = query->fields.Of(counted);
    query->sources.ReadShipped(query->fields);
    return query;
}

std::string QuoteValue(std::string_view value) {
    return "\"" + ReplaceAll(ReplaceAll(std::string(value), "\\", "\\\\"), "\"", "\\\"") + "\"";
}

Result<Condition> ReadQueryInto(std::string_view text, Fields& fields) {
    if (text.size() > kLongest) return No(Say("Câu hỏi dài quá {1} chữ.", std::to_string(kLongest)));
    Condition condition;
    try {
        condition.root = QueryReader(text, fields, condition).Read();
    } catch (const Sentence& sentence) {
        return No(sentence);
    }
    return condition;
}

}  // namespace dongson::soc
