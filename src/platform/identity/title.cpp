#include "platform/identity/title.h"

#include <algorithm>
#include <ranges>
#include <vector>

#include "core/text.h"

namespace dongson::identity {

namespace {

bool Has(std::string_view words, std::string_view part) {
    return words.find(part) != std::string_view::npos;
}

// Of the party, of a trade union: no power of the state is given by it.
bool IsAside(std::string_view title) {
    const auto words = " " + Lower(title) + " ";
    return Has(words, " bí thư ") || Has(words, " đảng ") || Has(words, " ủy viên ") || Has(words, " uỷ viên ") ||
           Has(words, " btv ");
}

std::vector<std::string> TitlesIn(std::string_view position) {
    std::vector<std::string> titles;
    const auto whole = ReplaceAll(ReplaceAll(std::string(position), ";", ","), " kiêm ", ",");
    for (const auto part : Split(std::string_view(whole), ','))
        if (const auto title = Trim(part); !title.empty() && !IsAside(title)) titles.emplace_back(title);
    return titles;
}

bool IsDeputys(std::string_view title) {
    return (" " + Lower(title)).starts_with(" phó ");
}

std::string_view WithoutBefore(std::string_view title) {
    const auto words = " " + Lower(title);
    for (const std::string_view before : {" phó ", " quyền ", " q. "})
        if (words.starts_with(before)) return title.substr(before.size() - 1);
    return title;
}

// In small letters, bodies by their short names, without what does not tell whose head it is.
std::vector<std::string> TellingWords(std::string_view title) {
    auto words = " " + Lower(OneSpaced(title)) + " ";
    for (const auto& [said, meant] : {std::pair(" ủy ban nhân dân ", " ubnd "),
                                      {" uỷ ban nhân dân ", " ubnd "},
                                      {" hội đồng nhân dân ", " hđnd "},
                                      {" thường trực ", " "}})
        words = ReplaceAll(std::move(words), said, meant);
    words = words.substr(0, words.find(" phụ trách "));
    std::vector<std::string> telling;
    for (const auto word : Split(std::string_view(words), ' '))
        if (!word.empty()) telling.emplace_back(word);
    return telling;
}

// One says no more than the other, and both say at least what the head is called.
bool NamesTheSame(std::string_view one, std::string_view other) {
    constexpr std::size_t kTelling = 2;
    const auto left = TellingWords(one), right = TellingWords(other);
    const auto shorter = std::min(left.size(), right.size());
    return shorter >= kTelling && std::ranges::equal(left | std::views::take(shorter), right | std::views::take(shorter));
}

}  // namespace

std::string StateTitle(std::string_view position) {
    auto titles = TitlesIn(position);
    return titles.empty() ? std::string(position) : std::move(titles.front());
}

std::string HeadTitle(std::string_view position) {
    return std::string(WithoutBefore(StateTitle(position)));
}

bool IsDeputy(std::string_view position) {
    const auto titles = TitlesIn(position);
    return !titles.empty() && std::ranges::all_of(titles, IsDeputys);
}

bool IsDeputyOf(std::string_view position, std::string_view head) {
    const auto heads = TitlesIn(head);
    return std::ranges::any_of(TitlesIn(position), [&](const std::string& title) {
        if (!IsDeputys(title)) return false;
        return heads.empty() || std::ranges::any_of(heads, [&](const std::string& each) {
                   return NamesTheSame(WithoutBefore(title), WithoutBefore(each));
               });
    });
}

bool HeadsAPart(std::string_view position) {
    static constexpr std::string_view kBeginnings[] = {" trưởng ", " chánh ", " giám đốc", " chủ nhiệm"};
    return std::ranges::any_of(TitlesIn(position), [](const std::string& title) {
        const auto words = " " + Lower(title) + " ";
        if (IsDeputys(title) || Has(words, " kế toán trưởng ") || Has(words, " điều dưỡng trưởng ")) return false;
        return Has(words, " trưởng ") ||
               std::ranges::any_of(kBeginnings, [&](std::string_view beginning) { return words.starts_with(beginning); });
    });
}

}  // namespace dongson::identity
