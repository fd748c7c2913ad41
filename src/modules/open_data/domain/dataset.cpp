#include "modules/open_data/domain/dataset.h"

#include <algorithm>
#include <boost/json.hpp>
#include <iterator>

namespace dongson::open_data {

namespace {

struct FrequencyRow {
    std::string_view word, name;
    int days;  // 0: nothing is promised
};
constexpr FrequencyRow kRows[] = {
    {"never", "Không cập nhật nữa", 0}, {"irregular", "Khi có thay đổi", 0}, {"continuous", "Liên tục", 1},
    {"daily", "Hằng ngày", 1},          {"weekly", "Hằng tuần", 7},          {"monthly", "Hằng tháng", 31},
    {"quarterly", "Hằng quý", 92},      {"half_yearly", "Sáu tháng", 184},   {"yearly", "Hằng năm", 366}};

const FrequencyRow& RowOf(Frequency frequency) {
    return kRows[static_cast<std::size_t>(frequency)];
}

}  // namespace

std::string_view DatasetStateName(DatasetState state) {
    static constexpr std::string_view kNames[] = {"Bản nháp", "Chờ duyệt", "Đã công bố", "Đã rút"};
    return kNames[static_cast<std::size_t>(state)];
}

std::string_view FrequencyWord(Frequency frequency) {
    return RowOf(frequency).word;
}

std::optional<Frequency> ParseFrequency(std::string_view word) {
    const auto found = std::ranges::find(kRows, word, &FrequencyRow::word);
    if (found == std::end(kRows)) return std::nullopt;
    return static_cast<Frequency>(found - std::begin(kRows));
}

std::string_view FrequencyName(Frequency frequency) {
    return RowOf(frequency).name;
}

std::optional<int> FrequencyDays(Frequency frequency) {
    const auto days = RowOf(frequency).days;
    return days == 0 ? std::nullopt : std::optional<int>(days);
}

std::optional<Date> LateSince(const Dataset& dataset, Instant newest_version, Date today) {
    const auto days = FrequencyDays(dataset.frequency);
    if (!days) return std::nullopt;
    const auto due = newest_version.LocalDate() + *days;
    return due < today ? std::optional<Date>(due) : std::nullopt;
}

std::string LinkOf(const Resource& resource) {
    if (resource.newest > 0 || resource.extras.empty()) return {};
    boost::json::error_code error;
    const auto extras = boost::json::parse(resource.extras, error);
    const auto* url = !error && extras.is_object() ? extras.as_object().if_contains("url") : nullptr;
    if (url == nullptr || !url->is_string()) return {};
    const std::string link(url->as_string());
    return link.starts_with("http://") || link.starts_with("https://") ? link : std::string();
}

}  // namespace dongson::open_data
