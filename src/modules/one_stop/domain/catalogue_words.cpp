#include "modules/one_stop/domain/catalogue.h"

#include <algorithm>

#include "core/text.h"

namespace dongson::one_stop {

namespace {

bool ContainsAny(std::string_view text, const std::vector<std::string>& words) {
    return std::ranges::any_of(words, [&](const auto& word) { return text.find(word) != std::string_view::npos; });
}

}  // namespace

std::optional<calendar::Duration> CleanDuration(std::string_view text) {
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
    if (unit.starts_with("giờ")) return calendar::Duration{std::max(1, static_cast<int>(amount)), DurationUnit::working_hours};
    // Half a day is four hours: 8 h = 1 day.
    if (unit.starts_with("ngày") && amount < 1)
        return calendar::Duration{std::max(1, static_cast<int>(amount * 8)), DurationUnit::working_hours};
    if (unit.starts_with("ngày làm việc")) return calendar::Duration{static_cast<int>(amount), DurationUnit::working_days};
    if (unit.starts_with("ngày")) return calendar::Duration{static_cast<int>(amount), DurationUnit::calendar_days};
    if (unit.starts_with("tháng")) return calendar::Duration{static_cast<int>(amount * 30), DurationUnit::calendar_days};
    return std::nullopt;
}

std::optional<std::int64_t> CleanFee(std::string_view text) {
    const auto lower = Lower(Trim(text));
    if (lower.starts_with("miễn phí") || lower.starts_with("không")) {
        // "Free" with a sum behind it contradicts itself.
        const bool sum = lower.find("đồng") != std::string::npos && lower.find_first_of("123456789") != std::string::npos &&
                         lower.find("000") != std::string::npos;
        return sum ? std::nullopt : std::optional<std::int64_t>(0);
    }
    std::int64_t amount = 0;
    std::size_t at = 0;
    for (; at < lower.size() && ((lower[at] >= '0' && lower[at] <= '9') || lower[at] == '.' || lower[at] == ','); ++at)
        if (lower[at] >= '0' && lower[at] <= '9') amount = amount * 10 + (lower[at] - '0');
    const auto unit = Trim(std::string_view(lower).substr(at));
    if (at == 0 || at > 15 ||
        !(unit.starts_with("vnđ") || unit.starts_with("vnd") || unit.starts_with("đồng") || unit.starts_with("việt nam đồng")))
        return std::nullopt;
    // Nothing costs under 1,000 đồng: the thousands were lost on the way ("125 VNĐ", "1100 VNĐ" for 100,000).
    if (amount % 500 != 0 || amount < 1000) return std::nullopt;
    return amount;
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
    constexpr std::string_view kApplies = "áp dụng mức phí";
    const auto at = lower.find(kApplies);
    if (at == std::string::npos) return std::nullopt;
    const auto rest = std::string_view(lower).substr(at + kApplies.size());
    const auto sum = SumAt(rest);
    const auto from = DayAfter(rest, "kể từ ngày"), until = DayAfter(rest, "đến hết ngày");
    const auto spaced = until ? until : DayAfter(rest, "hết ngày");
    return sum && from && spaced ? std::optional(PeriodFee{*sum, *from, *spaced}) : std::nullopt;
}

std::string FeeEach(std::string_view text) {
    const auto lower = Lower(text);
    for (const auto* each : {"trang", "bản"})
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
