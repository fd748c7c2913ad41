// Regular expressions of rules. RE2's, whose time is linear in the text whatever the expression: no rule can be made slow by what
// an attacker writes into a log. What RE2 lacks (looking around, referring back) is refused when the rule is read.
#pragma once

#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace re2 {
class RE2;
}

namespace dongson::soc {

struct ExpressionFlags {
    bool any_case = false;      // i
    bool line_anchors = false;  // m: ^ and $ at every line
    bool dot_all = false;       // s: . is a line's end too
    bool operator==(const ExpressionFlags&) const = default;
};

class RegularExpression {
  public:
    // The reason when it cannot be used.
    static std::expected<RegularExpression, std::string> Read(std::string_view written, ExpressionFlags flags);

    bool FoundIn(std::string_view text) const;
    // Texts in small letters, one of which at least stands in the folded form of whatever the expression is found in; empty when
    // nothing is known.
    const std::vector<std::string>& Needed() const { return needed_; }
    const std::string& Written() const { return written_; }

  private:
    bool HasLongLine(std::string_view text) const;

    std::string written_;
    std::vector<std::string> needed_;
    std::size_t letters_in_line_ = 0;  // the expression is .{n,} and no more: n; 0: it is another
    bool lines_end_ = true;            // . is no line's end
    std::shared_ptr<const re2::RE2> compiled_;
};

}  // namespace dongson::soc
