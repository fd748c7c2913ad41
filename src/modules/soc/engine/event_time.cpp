#include "modules/soc/engine/event_time.h"

#include <algorithm>
#include <charconv>
#include <string>

namespace dongson::soc {

namespace {

// Reads digits from the front of `text`; -1 when there are fewer than `digits`.
int TakeDigits(std::string_view& text, std::size_t digits) {
    int number = 0;
    if (text.size() < digits) return -1;
    for (char c : text.substr(0, digits)) {
        if (c < '0' || c > '9') return -1;
        number = number * 10 + (c - '0');
    }
    text.remove_prefix(digits);
    return number;
}

bool Take(std::string_view& text, std::string_view one_of) {
    if (text.empty() || one_of.find(text[0]) == std::string_view::npos) return false;
    text.remove_prefix(1);
    return true;
}

// .123 as milliseconds; further digits are dropped.
int TakeMilliseconds(std::string_view& text) {
    if (!Take(text, ".,")) return 0;
    int milliseconds = 0, scale = 100;
    while (!text.empty() && text[0] >= '0' && text[0] <= '9') {
        milliseconds += (text[0] - '0') * scale;
        scale /= 10;
        text.remove_prefix(1);
    }
    return milliseconds;
}

// +07:00, -0330, Z or nothing; in minutes.
std::optional<int> TakeOffset(std::string_view& text) {
    if (text.empty() || Take(text, "Zz")) return 0;
    bool west = text[0] == '-';
    if (!Take(text, "+-")) return std::nullopt;
    int hours = TakeDigits(text, 2);
    Take(text, ":");
    int minutes = text.empty() ? 0 : TakeDigits(text, 2);
    if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59) return std::nullopt;
    return (west ? -1 : 1) * (hours * 60 + minutes);
}

std::optional<Instant> ReadSinceEpoch(std::string_view text) {
    double number = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 0) return std::nullopt;
    // Seconds until the year 5138, then milliseconds, microseconds, nanoseconds.
    double milliseconds = number < 1e11 ? number * 1e3 : number < 1e14 ? number : number < 1e17 ? number / 1e3 : number / 1e6;
    return milliseconds < 1e14 ? std::optional(Instant{static_cast<std::int64_t>(milliseconds)}) : std::nullopt;
}

int IsoWeek(Date date) {
    Date thursday = date + (4 - date.Weekday());
    return (thursday - Date::Of(thursday.Year(), 1, 1)) / 7 + 1;
}

}  // namespace

std::optional<Instant> ReadClfTime(std::string_view text) {
    constexpr std::string_view kForm = "10/Oct/2000:13:55:36 -0700";
    if (text.size() < kForm.size() || text[2] != '/' || text[6] != '/' || text[11] != ':') return std::nullopt;
    const auto* const month = std::ranges::find(kMonthNames, text.substr(3, 3));
    if (month == kMonthNames.end()) return std::nullopt;
    const auto number = std::to_string(month - kMonthNames.begin() + 1);
    const auto part = [&](std::size_t from, std::size_t size) { return std::string(text.substr(from, size)); };
    return ReadEventTime(part(7, 4) + "-" + (number.size() == 1 ? "0" : "") + number + "-" + part(0, 2) + "T" + part(12, 8) +
                         part(21, 5));
}

std::optional<Instant> ReadEventTime(std::string_view text) {
    constexpr std::string_view kAudit = "audit(";
    if (text.starts_with(kAudit)) text = text.substr(kAudit.size(), text.find(':') - kAudit.size());
    std::string_view rest = text;
    int year = TakeDigits(rest, 4);
    if (year < 0 || !Take(rest, "-/")) return ReadSinceEpoch(text);
    int month = TakeDigits(rest, 2);
    if (!Take(rest, "-/")) return std::nullopt;
    int day = TakeDigits(rest, 2);
    auto date = month < 0 || day < 0 ? std::nullopt : Date::Existing(year, month, day);
    if (!date) return std::nullopt;
    std::int64_t milliseconds = std::int64_t{date->days} * kDay;
    if (rest.empty()) return Instant{milliseconds};
    if (!Take(rest, "Tt ")) return std::nullopt;
    int hour = TakeDigits(rest, 2);
    bool colon = Take(rest, ":");
    int minute = TakeDigits(rest, 2);
    int second = Take(rest, ":") ? TakeDigits(rest, 2) : 0;
    if (!colon || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return std::nullopt;
    milliseconds += hour * kHour + minute * kMinute + second * kSecond + TakeMilliseconds(rest);
    Take(rest, " ");
    auto offset = TakeOffset(rest);
    if (!offset || !rest.empty()) return std::nullopt;
    return Instant{milliseconds - *offset * kMinute};
}

int PartOf(Instant time, TimePart part, int minutes_east) {
    std::int64_t local = time.ms + minutes_east * kMinute;
    std::int64_t days = local / kDay - (local % kDay < 0 ? 1 : 0);
    auto minute_of_day = static_cast<int>((local - days * kDay) / kMinute);
    Date date{static_cast<std::int32_t>(days)};
    switch (part) {
        case TimePart::minute:
            return minute_of_day % 60;
        case TimePart::hour:
            return minute_of_day / 60;
        case TimePart::day:
            return date.Day();
        case TimePart::week:
            return IsoWeek(date);
        case TimePart::month:
            return date.Month();
        case TimePart::year:
            return date.Year();
    }
    return 0;
}

}  // namespace dongson::soc
