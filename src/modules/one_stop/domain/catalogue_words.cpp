#include "modules/one_stop/domain/catalogue.h"

#include <algorithm>

#include "core/text.h"

namespace dongson::one_stop {

namespace {

bool ContainsAny(std::string_view text, const std::vector<std::string>& words) {
    return std::ranges::any_of(words, [&](const auto& word) { return text.find(word) != std::string_view::npos; });
}

}  // namespace

namespace {

// "02 (hai) giờ làm việc": a number stands before the words, unlike in "nộp trong giờ làm việc".
bool NamesWorkingHours(std::string_view text) {
    constexpr std::string_view kWords = "giờ làm việc";
    for (auto at = text.find(kWords); at != std::string_view::npos; at = text.find(kWords, at + 1)) {
        const auto before = Trim(text.substr(0, at));
        if (before.ends_with(')') || (!before.empty() && before.back() >= '0' && before.back() <= '9')) return true;
    }
    return false;
}

// Decision 29: the source's "giờ" are the clock's, unless it says that they are of work. More than a day's number of them is no
// time any law gives in hours: the longer reading breaks no promise.
calendar::DurationUnit UnitOfHours(double amount, std::string_view unit, std::string_view beside) {
    const bool of_work = unit.starts_with("giờ làm việc") || amount > 24 || NamesWorkingHours(Lower(beside));
    return of_work ? calendar::DurationUnit::working_hours : calendar::DurationUnit::clock_hours;
}

}  // namespace

std::optional<calendar::Duration> CleanDuration(std::string_view text, std::string_view beside) {
    const auto lower = Lower(Trim(text));
    std::size_t digits = 0;
    while (digits < lower.size() &&
           ((lower[digits] >= '0' && lower[digits] <= '9') || lower[digits] == '.' || lower[digits] == ','))
        ++digits;
    if (digits == 0) return std::nullopt;
    const double amount = std::strtod(ReplaceAll(lower.substr(0, digits), ",", ".").c_str(), nullptr);
    const auto unit = Trim(std::string_view(lower).substr(digits));
    using calendar::DurationUnit;
    if (amount <= 0 || amount > 1000) return std::nullopt;
    if (unit.starts_with("giờ"))
        return calendar::Duration{std::max(1, static_cast<int>(amount)), UnitOfHours(amount, unit, beside)};
    // Half a day is four hours: 8 h = 1 day.
    if (unit.starts_with("ngày") && amount < 1)
        return calendar::Duration{std::max(1, static_cast<int>(amount * 8)), DurationUnit::working_hours};
    if (unit.starts_with("ngày làm việc")) return calendar::Duration{static_cast<int>(amount), DurationUnit::working_days};
    if (unit.starts_with("ngày")) return calendar::Duration{static_cast<int>(amount), DurationUnit::calendar_days};
    if (unit.starts_with("tháng")) return calendar::Duration{static_cast<int>(amount * 30), DurationUnit::calendar_days};
    return std::nullopt;
}

namespace {

constexpr std::string_view kFree = "miễn phí", kApplies = "áp dụng mức phí";

bool IsDigit(char c) {
    return c >= '0' && c <= '9';
}

struct NamedSum {
    std::int64_t sum = 0;
    bool of_period = false;  // after "áp dụng mức phí"
};

// "đồng", "đ/tờ", "VNĐ"; not "đến", before which stands a year.
bool IsUnit(std::string_view text) {
    constexpr std::string_view kShort = "đ";
    if (text.starts_with("đồng") || text.starts_with("vnđ") || text.starts_with("vnd")) return true;
    if (!text.starts_with(kShort)) return false;
    text.remove_prefix(kShort.size());
    return text.empty() || std::string_view(" /.,;()").find(text.front()) != std::string_view::npos;
}

// The sums that words name: "1.000.000 đồng", "40.000đ".
std::vector<NamedSum> SumsIn(std::string_view words) {
    std::vector<NamedSum> sums;
    for (std::size_t at = 0; at < words.size();) {
        if (!IsDigit(words[at])) {
            ++at;
            continue;
        }
        const auto first = at;
        std::int64_t sum = 0;
        for (; at < words.size() && at - first < 15 && (IsDigit(words[at]) || words[at] == '.' || words[at] == ','); ++at)
            if (IsDigit(words[at])) sum = sum * 10 + (words[at] - '0');
        if (sum < 1000 || !IsUnit(Trim(words.substr(at)))) continue;
        auto before = words.substr(0, first);
        while (before.ends_with(' ') || before.ends_with(':')) before.remove_suffix(1);
        sums.push_back({sum, before.ends_with(kApplies)});
    }
    return sums;
}

// What stands in the brackets a text begins with; the whole text where they are never closed, nothing where there are none.
std::optional<std::string_view> Bracketed(std::string_view text) {
    if (!text.starts_with('(')) return std::nullopt;
    int depth = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        depth += text[at] == '(' ? 1 : text[at] == ')' ? -1 : 0;
        if (depth == 0) return text.substr(1, at - 1);
    }
    return text.substr(1);
}

// Whether what stands beside "free" says it too: nothing is left of it that speaks of a fee, of a rule elsewhere, or of cases.
bool SaysFree(std::string words, const CatalogueRules& rules) {
    for (const auto& word : rules.free_says) words = ReplaceAll(std::move(words), word, "");
    return !ContainsAny(words, rules.free_denied_by);
}

// Beside "free" stands its basis in brackets, or a sentence about times and ways that the crawl stuck on: that one may speak of
// rules, not of a fee.
bool IsFree(std::string_view beside, const CatalogueRules& rules) {
    if (const auto basis = Bracketed(beside)) return SaysFree(std::string(*basis), rules);
    return SumsIn(beside).empty() && ReplaceAll(std::string(beside), kFree, "").find("phí") == std::string::npos;
}

// Whether the words beside a sum name another one, several, or say that it is decided elsewhere.
bool Contradicts(std::string_view words, std::int64_t amount, const CatalogueRules& rules) {
    const auto sums = SumsIn(words);
    return ContainsAny(words, rules.sum_denied_by) || std::ranges::count(sums, true, &NamedSum::of_period) > 1 ||
           std::ranges::any_of(sums, [&](const NamedSum& named) { return !named.of_period && named.sum != amount; });
}

}  // namespace

std::optional<std::int64_t> CleanFee(std::string_view text, const CatalogueRules& rules) {
    const auto lower = Lower(Trim(text));
    if (lower.starts_with(kFree))
        return IsFree(Trim(std::string_view(lower).substr(kFree.size())), rules) ? std::optional<std::int64_t>(0) : std::nullopt;
    if (lower.starts_with("không")) return SaysFree(lower, rules) ? std::optional<std::int64_t>(0) : std::nullopt;
    std::int64_t amount = 0;
    std::size_t at = 0;
    for (; at < lower.size() && (IsDigit(lower[at]) || lower[at] == '.' || lower[at] == ','); ++at)
        if (IsDigit(lower[at])) amount = amount * 10 + (lower[at] - '0');
    const auto unit = Trim(std::string_view(lower).substr(at));
    if (at == 0 || at > 15 ||
        !(unit.starts_with("vnđ") || unit.starts_with("vnd") || unit.starts_with("đồng") || unit.starts_with("việt nam đồng")))
        return std::nullopt;
    // Nothing costs under 1,000 đồng: the thousands were lost on the way ("125 VNĐ", "1100 VNĐ" for 100,000).
    if (amount % 500 != 0 || amount < 1000) return std::nullopt;
    return Contradicts(unit, amount, rules) ? std::nullopt : std::optional(amount);
}

namespace {

// The sum before "đồng" that a text begins with, blanks and colons left aside.
std::optional<std::int64_t> SumAt(std::string_view text) {
    const auto first = text.find_first_not_of(": \t\n");
    if (first == std::string_view::npos) return std::nullopt;
    text.remove_prefix(first);
    std::int64_t sum = 0;
    std::size_t at = 0;
    for (; at < text.size() && at < 15 && ((text[at] >= '0' && text[at] <= '9') || text[at] == '.'); ++at)
        if (text[at] != '.') sum = sum * 10 + (text[at] - '0');
    return at > 0 && Trim(text.substr(at)).starts_with("đồng") ? std::optional(sum) : std::nullopt;
}

std::optional<Date> DayAfter(std::string_view text, std::string_view words) {
    const auto at = text.find(words);
    if (at == std::string_view::npos) return std::nullopt;
    auto rest = Trim(text.substr(at + words.size()));
    return Date::ParseSpoken(rest.substr(0, rest.find_first_not_of("0123456789/")));
}

}  // namespace

std::optional<PeriodFee> CleanPeriodFee(std::string_view text) {
    const auto lower = Lower(text);
    const auto at = lower.find(kApplies);
    if (at == std::string::npos || lower.find(kApplies, at + 1) != std::string::npos || lower.starts_with(kFree))
        return std::nullopt;
    const auto rest = std::string_view(lower).substr(at + kApplies.size());
    const auto sum = SumAt(rest);
    const auto from = DayAfter(rest, "kể từ ngày"), until = DayAfter(rest, "đến hết ngày");
    const auto spaced = until ? until : DayAfter(rest, "hết ngày");
    return sum && from && spaced ? std::optional(PeriodFee{*sum, *from, *spaced}) : std::nullopt;
}

std::string FeeEach(std::string_view text) {
    const auto lower = Lower(text);
    for (const auto* each : {"trang", "bản", "trường hợp", "văn bản", "giao dịch", "di chúc"})
        if (lower.find("(/" + std::string(each)) != std::string::npos ||
            lower.find("đồng/" + std::string(each)) != std::string::npos)
            return each;
    return "";
}

FeeKind KindOfFee(std::string_view text, const CatalogueRules& rules) {
    auto words = Lower(text);
    const auto take = [&](const std::vector<std::string>& taken) {
        const bool holds = ContainsAny(words, taken);
        for (const auto& word : taken) words = ReplaceAll(std::move(words), word, "");
        return holds;
    };
    take(rules.fee_neither);
    const bool charge = take(rules.charge_words), fee = take(rules.fee_words);
    return charge == fee ? FeeKind::unsaid : charge ? FeeKind::charge : FeeKind::fee;
}

bool IsGuidance(const Paper& paper, const CatalogueRules& rules) {
    if (paper.originals > 0 || paper.copies > 0 || !paper.form.empty()) return false;
    std::string_view name = paper.name;
    const auto first = name.find_first_not_of("-+*•–.,;:()[]0123456789 \t\n");
    if (first == std::string_view::npos) return true;
    const auto lower = Lower(name.substr(first));
    return Length(paper.name) > rules.longest_paper ||
           std::ranges::any_of(rules.guidance_openings, [&](const std::string& opening) { return lower.starts_with(opening); });
}

}  // namespace dongson::one_stop
