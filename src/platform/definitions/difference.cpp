#include "platform/definitions/difference.h"

#include <algorithm>

#include "core/text.h"

namespace dongson::definitions {

namespace {

using Lines = std::vector<std::string>;

Lines LinesOf(std::string_view text) {
    Lines lines;
    for (const auto line : Split(text, '\n')) lines.emplace_back(line.ends_with('\r') ? line.substr(0, line.size() - 1) : line);
    if (!lines.empty() && lines.back().empty()) lines.pop_back();
    return lines;
}

// How long the longest common row of lines is, of what stands from each place on.
class CommonLengths {
  public:
    CommonLengths(const Lines& before, const Lines& after, std::size_t first, std::size_t before_end, std::size_t after_end)
        : first_(first), width_(after_end - first + 1) {
        const auto cells = (before_end - first + 1) * width_;
        if (cells > kMostCells) return;
        lengths_.resize(cells);
        for (auto i = before_end; i-- > first;)
            for (auto j = after_end; j-- > first;)
                At(i, j) = before[i] == after[j] ? At(i + 1, j + 1) + 1 : std::max(At(i + 1, j), At(i, j + 1));
    }
    int Of(std::size_t i, std::size_t j) const { return lengths_.empty() ? 0 : lengths_[(i - first_) * width_ + (j - first_)]; }

  private:
    // Texts that differ in more than so many pairs of lines stand one whole before the other.
    static constexpr std::size_t kMostCells = 4'000'000;
    int& At(std::size_t i, std::size_t j) { return lengths_[(i - first_) * width_ + (j - first_)]; }

    std::size_t first_, width_;
    std::vector<int> lengths_;
};

}  // namespace

std::vector<ChangedLine> DifferenceOf(std::string_view before_text, std::string_view after_text) {
    const auto before = LinesOf(before_text), after = LinesOf(after_text);
    std::size_t first = 0, before_end = before.size(), after_end = after.size();
    while (first < before_end && first < after_end && before[first] == after[first]) ++first;
    while (before_end > first && after_end > first && before[before_end - 1] == after[after_end - 1]) --before_end, --after_end;
    const CommonLengths common(before, after, first, before_end, after_end);

    std::vector<ChangedLine> lines;
    const auto number = [](std::size_t index) { return static_cast<int>(index) + 1; };
    std::size_t i = 0, j = 0;
    const auto same = [&] {
        lines.push_back({Change::same, number(i), number(j), before[i]});
        ++i, ++j;
    };
    while (i < first) same();
    while (i < before_end || j < after_end) {
        if (i < before_end && j < after_end && before[i] == after[j]) {
            same();
        } else if (i < before_end && (j == after_end || common.Of(i + 1, j) >= common.Of(i, j + 1))) {
            lines.push_back({Change::removed, number(i), 0, before[i]});
            ++i;
        } else {
            lines.push_back({Change::added, 0, number(j), after[j]});
            ++j;
        }
    }
    while (i < before.size()) same();
    return lines;
}

std::vector<ChangedLine> Around(const std::vector<ChangedLine>& lines, int context) {
    std::vector<bool> near(lines.size());
    for (std::size_t at = 0; at < lines.size(); ++at) {
        if (lines[at].change == Change::same) continue;
        const auto reach = static_cast<std::size_t>(context);
        for (auto each = at - std::min(at, reach); each < std::min(lines.size(), at + reach + 1); ++each) near[each] = true;
    }
    std::vector<ChangedLine> shown;
    for (std::size_t at = 0; at < lines.size(); ++at) {
        if (near[at])
            shown.push_back(lines[at]);
        else if (shown.empty() || shown.back().before + shown.back().after > 0)
            shown.emplace_back();
    }
    return shown;
}

}  // namespace dongson::definitions
