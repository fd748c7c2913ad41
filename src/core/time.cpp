#include "core/time.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <chrono>

#include "core/language.h"

namespace dongson {

namespace {

constexpr std::int64_t kVietnamOffset = 7 * kHour;

std::chrono::year_month_day Civil(Date date) {
    return std::chrono::sys_days(std::chrono::days(date.days));
}

std::int64_t FloorDivide(std::int64_t a, std::int64_t b) {
    return a / b - (a % b < 0);
}

std::optional<int> Number(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
    return value;
}

// Lists are full of dates: written into a pattern, "00/00/0000", without a formatter.
template <std::size_t Width>
void PutDigits(char* at, int value) {
    for (std::size_t index = Width; index > 0; value /= 10) at[--index] = static_cast<char>('0' + value % 10);
}

void PutIso(char* at, std::chrono::year_month_day civil) {
    PutDigits<4>(at, static_cast<int>(civil.year()));
    PutDigits<2>(at + 5, static_cast<int>(static_cast<unsigned>(civil.month())));
    PutDigits<2>(at + 8, static_cast<int>(static_cast<unsigned>(civil.day())));
}

void PutSpoken(char* at, std::chrono::year_month_day civil) {
    PutDigits<2>(at, static_cast<int>(static_cast<unsigned>(civil.day())));
    PutDigits<2>(at + 3, static_cast<int>(static_cast<unsigned>(civil.month())));
    PutDigits<4>(at + 6, static_cast<int>(civil.year()));
}

std::optional<Date> Valid(std::optional<int> year, std::optional<int> month, std::optional<int> day) {
    if (!year || !month || !day || *year < 1800 || *year > 9999 || *month < 0 || *day < 0) return std::nullopt;
    const std::chrono::year_month_day civil{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                            std::chrono::day(static_cast<unsigned>(*day))};
    if (!civil.ok()) return std::nullopt;
    return Date{static_cast<std::int32_t>(std::chrono::sys_days(civil).time_since_epoch().count())};
}

}  // namespace

Date Date::Of(int year, int month, int day) {
    return Valid(year, month, day).value();
}

std::optional<Date> Date::Existing(int year, int month, int day) {
    return Valid(year, month, day);
}

std::optional<Date> Date::Parse(std::string_view iso) {
    if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
    return Valid(Number(iso.substr(0, 4)), Number(iso.substr(5, 2)), Number(iso.substr(8, 2)));
}

std::optional<Date> Date::ParseSpoken(std::string_view text) {
    if (const auto iso = Parse(text)) return iso;
    const auto first = text.find_first_of("/-.");
    if (first == std::string_view::npos) return std::nullopt;
    const auto second = text.find_first_of("/-.", first + 1);
    if (second == std::string_view::npos) return std::nullopt;
    return Valid(Number(text.substr(second + 1)), Number(text.substr(first + 1, second - first - 1)),
                 Number(text.substr(0, first)));
}

int Date::Year() const {
    return static_cast<int>(Civil(*this).year());
}
int Date::Month() const {
    return static_cast<int>(static_cast<unsigned>(Civil(*this).month()));
}
int Date::Day() const {
    return static_cast<int>(static_cast<unsigned>(Civil(*this).day()));
}
int Date::Weekday() const {
    return static_cast<int>(((days + 3) % 7 + 7) % 7) + 1;
}

std::string Date::Iso() const {
    std::string text = "0000-00-00";
    PutIso(text.data(), Civil(*this));
    return text;
}

std::string Date::Spoken() const {
    std::string text = "00/00/0000";
    PutSpoken(text.data(), Civil(*this));
    return text;
}

Instant Instant::At(Date date, int minute_of_day) {
    return {date.days * kDay + minute_of_day * kMinute - kVietnamOffset};
}

std::optional<Instant> Instant::Parse(std::string_view local) {
    if (local.size() != 16 || (local[10] != ' ' && local[10] != 'T')) return std::nullopt;
    const auto date = Date::Parse(local.substr(0, 10));
    const auto minute = ParseMinuteOfDay(local.substr(11));
    if (!date || !minute) return std::nullopt;
    return At(*date, *minute);
}

Date Instant::LocalDate() const {
    return {static_cast<std::int32_t>(FloorDivide(ms + kVietnamOffset, kDay))};
}

int Instant::LocalMinute() const {
    const auto local = ms + kVietnamOffset;
    return static_cast<int>((local - FloorDivide(local, kDay) * kDay) / kMinute);
}

std::string Instant::Local() const {
    return LocalDate().Iso() + " " + MinuteOfDay(LocalMinute());
}

std::string Instant::Spoken() const {
    const int minute = LocalMinute();
    std::string text = CurrentLanguage() == Language::english ? "00:00 on 00/00/0000" : "00:00 ngày 00/00/0000";
    PutDigits<2>(text.data(), minute / 60);
    PutDigits<2>(text.data() + 3, minute % 60);
    PutSpoken(text.data() + text.size() - 10, Civil(LocalDate()));
    return text;
}

std::string Instant::Rfc3339() const {
    const Date day{static_cast<std::int32_t>(FloorDivide(ms, kDay))};
    const auto rest = ms - day.days * kDay;
    std::string text = "0000-00-00T00:00:00.000Z";
    PutIso(text.data(), Civil(day));
    PutDigits<2>(text.data() + 11, static_cast<int>(rest / kHour));
    PutDigits<2>(text.data() + 14, static_cast<int>(rest / kMinute % 60));
    PutDigits<2>(text.data() + 17, static_cast<int>(rest / kSecond % 60));
    PutDigits<3>(text.data() + 20, static_cast<int>(rest % kSecond));
    return text;
}

std::string Instant::HttpDate() const {
    static constexpr std::array kDays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const Date day{static_cast<std::int32_t>(FloorDivide(ms, kDay))};
    const auto rest = ms - day.days * kDay;
    return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", kDays[static_cast<std::size_t>(day.Weekday() - 1)], day.Day(),
                       kMonths[static_cast<std::size_t>(day.Month() - 1)], day.Year(), rest / kHour, rest / kMinute % 60,
                       rest / kSecond % 60);
}

std::optional<int> ParseMinuteOfDay(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto hour = Number(text.substr(0, colon)), minute = Number(text.substr(colon + 1));
    if (!hour || !minute || *hour < 0 || *hour > 24 || *minute < 0 || *minute > 59 || *hour * 60 + *minute > 1440)
        return std::nullopt;
    return *hour * 60 + *minute;
}

std::string MinuteOfDay(int minute) {
    std::string text = "00:00";
    PutDigits<2>(text.data(), minute / 60);
    PutDigits<2>(text.data() + 3, minute % 60);
    return text;
}

Instant SystemClock::Now() const {
    return {std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count()};
}

}  // namespace dongson
