#include "modules/soc/engine/regular_expression.h"

#include <re2/filtered_re2.h>
#include <re2/re2.h>

#include <algorithm>

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

}  // namespace

std::expected<RegularExpression, std::string> RegularExpression::Read(std::string_view written, ExpressionFlags flags) {
    std::string expression = flags.line_anchors ? "(?m)" + std::string(written) : std::string(written);
    RE2::Options options = OptionsOf(flags);
    auto compiled = std::make_shared<RE2>(expression, options);
    if (!compiled->ok()) return std::unexpected(compiled->error());
    RegularExpression result;
    result.written_ = written;
    result.needed_ = NeededIn(expression, options);
    result.compiled_ = std::move(compiled);
    return result;
}

bool RegularExpression::FoundIn(std::string_view text) const {
    return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *compiled_);
}

}  // namespace dongson::soc
