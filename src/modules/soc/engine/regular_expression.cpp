#include "modules/soc/engine/regular_expression.h"

#include <re2/filtered_re2.h>
#include <re2/re2.h>
#include <simdjson.h>

#include <algorithm>
#include <charconv>

namespace dongson::soc {

namespace {

// Above this, an expression's automaton is refused: it would be larger than all others together.
constexpr std::int64_t kMostMemory = 4 << 20;

RE2::Options OptionsOf(ExpressionFlags flags) {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_case_sensitive(!flags.any_case);
    options.set_dot_nl(flags.dot_all);
    options.set_max_mem(kMostMemory);
    return options;
}

// RE2's own analysis gives texts joined by and, or; whatever the joints, one of them at least stands where the expression is
// found.
std::vector<std::string> NeededIn(const std::string& expression, const RE2::Options& options) {
    constexpr int kShortest = 3;
    re2::FilteredRE2 filter(kShortest);
    int id = 0;
    std::vector<std::string> texts;
    if (filter.Add(expression, options, &id) == RE2::NoError) filter.Compile(&texts);
    bool ascii = std::ranges::all_of(
        texts, [](const std::string& text) { return std::ranges::all_of(text, [](unsigned char c) { return c < 0x80; }); });
    return ascii ? texts : std::vector<std::string>();
}

// n of .{n,}; 0 of any other expression.
std::size_t LettersInLine(std::string_view written) {
    std::size_t letters = 0;
    const char* const end = written.data() + written.size();
    if (!written.starts_with(".{")) return 0;
    const auto [after, error] = std::from_chars(written.data() + 2, end, letters);
    return error == std::errc() && std::string_view(after, end) == ",}" ? letters : 0;
}

}  // namespace

std::expected<RegularExpression, std::string> RegularExpression::Read(std::string_view written, ExpressionFlags flags) {
    std::string expression = flags.line_anchors ? "(?m)" + std::string(written) : std::string(written);
    RE2::Options options = OptionsOf(flags);
    auto compiled = std::make_shared<RE2>(expression, options);
    if (!compiled->ok()) return std::unexpected(compiled->error());
    RegularExpression result;
    result.written_ = written;
    result.letters_in_line_ = LettersInLine(written);
    result.lines_end_ = !flags.dot_all;
    result.needed_ = NeededIn(expression, options);
    result.compiled_ = std::move(compiled);
    return result;
}

// An automaton that counts to a thousand has a thousand states, each with its own past; letters can be counted.
bool RegularExpression::HasLongLine(std::string_view text) const {
    while (!text.empty()) {
        const std::string_view line = lines_end_ ? text.substr(0, text.find('\n')) : text;
        const auto letters =
            static_cast<std::size_t>(std::ranges::count_if(line, [](unsigned char c) { return (c & 0xC0U) != 0x80U; }));
        if (letters >= letters_in_line_) return true;
        text.remove_prefix(std::min(line.size() + 1, text.size()));
    }
    return false;
}

bool RegularExpression::FoundIn(std::string_view text) const {
    // What is not UTF-8 is the library's own to read.
    if (letters_in_line_ > 0 && simdjson::validate_utf8(text.data(), text.size())) return HasLongLine(text);
    return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *compiled_);
}

}  // namespace dongson::soc
