// Instants are UTC milliseconds; the law works in dates of Asia/Ho_Chi_Minh (UTC+7 all year) and minutes of working time.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dongson {

struct Date {
    std::int32_t days = 0;  // since 1970-01-01

    static Date Of(int year, int month, int day);  // throws when there is no such day …
    static std::optional<Date> Existing(int year, int month, int day);
    static std::optional<Date> Parse(std::string_view iso);         // 2025-08-29
    static std::optional<Date> ParseSpoken(std::string_view text);  // 29/8/2025 or 2025-08-29

    int Year() const;
    int Month() const;
    int Day() const;
    int Weekday() const;  // 1 Monday … 7 Sunday
    std::string Iso() const;
    std::string Spoken() const;  // 29/08/2025

    Date operator+(int n) const { return {days + n}; }
    Date operator-(int n) const { return {days - n}; }
    int operator-(Date other) const { return days - other.days; }
    auto operator<=>(const Date&) const = default;
};

struct Instant {
    std::int64_t ms = 0;  // since 1970-01-01T00:00Z

    static Instant At(Date date, int minute_of_day);
    static std::optional<Instant> Parse(std::string_view local);  // "2025-08-29 16:40" in Vietnam

    Date LocalDate() const;
    int LocalMinute() const;       // 0..1439, rounded down
    std::string Local() const;     // 2025-08-29 16:40
    std::string Spoken() const;    // 16:40 ngày 29/08/2025, or in English 16:40 on 29/08/2025
    std::string Rfc3339() const;   // 2025-08-29T09:40:00.000Z
    std::string HttpDate() const;  // Fri, 29 Aug 2025 09:40:00 GMT

    Instant operator+(std::int64_t milliseconds) const { return {ms + milliseconds}; }
    auto operator<=>(const Instant&) const = default;
};

inline constexpr std::int64_t kSecond = 1000, kMinute = 60 * kSecond, kHour = 60 * kMinute, kDay = 24 * kHour;
// A dossier without a due date sorts last.
inline constexpr Instant kNever{253402275599000};  // 9999-12-31T16:59:59Z

// "07:00" as minutes of the day; nothing when it is not a time.
std::optional<int> ParseMinuteOfDay(std::string_view text);
std::string MinuteOfDay(int minute);

class Clock {
  public:
    virtual ~Clock() = default;
    virtual Instant Now() const = 0;
};

class SystemClock final : public Clock {
  public:
    Instant Now() const override;
};

// A clock that stands where it is put. Used by tests and by the demonstration's past.
class SetClock final : public Clock {
  public:
    explicit SetClock(Instant now) : now_(now) {}
    Instant Now() const override { return now_; }
    void Set(Instant now) { now_ = now; }

  private:
    Instant now_;
};

}  // namespace dongson
