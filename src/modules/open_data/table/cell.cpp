#include "modules/open_data/table/cell.h"

#include <fmt/format.h>

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <limits>

#include "core/text.h"
#include "core/time.h"

namespace dongson::open_data {

namespace {

constexpr bool IsDigit(char c) {
    return c >= '0' && c <= '9';
}

// Digits only, grouped by three where the form has a separator: "1.234.567" becomes "1234567" in `out`. False when badly grouped.
bool TakeGroups(std::string_view text, char separator, std::string& out) {
    const auto first = text.find(separator);
    if (first == std::string_view::npos) {
        out += text;
        return !text.empty();
    }
    if (first == 0 || first > 3) return false;
    out += text.substr(0, first);
    for (std::size_t at = first; at < text.size(); at += 4) {
        if (text[at] != separator || text.size() - at < 4) return false;
        out += text.substr(at + 1, 3);
    }
    return true;
}

// The number rewritten plainly (-1234.5), or nothing when it is not written in this form.
std::optional<std::string> Plain(NumberForm form, std::string_view text) {
    std::string plain;
    if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
        if (text[0] == '-') plain += '-';
        text.remove_prefix(1);
    }
    const char decimal = form == NumberForm::vietnamese ? ',' : '.', group = form == NumberForm::vietnamese ? '.' : ',';
    const auto point = text.find(decimal);
    if (!TakeGroups(text.substr(0, point), group, plain)) return std::nullopt;
    if (point != std::string_view::npos) {
        plain += '.';
        plain += text.substr(point + 1);
    }
    return plain;
}

bool LosesZeros(std::string_view digits) {
    return digits.size() > 1 && digits[0] == '0' && IsDigit(digits[1]);
}

std::optional<Bits> ParseInteger(std::string_view text) {
    auto digits = text;
    if (!digits.empty() && (digits[0] == '-' || digits[0] == '+')) digits.remove_prefix(1);
    if (digits.empty() || LosesZeros(digits)) return std::nullopt;
    if (text[0] == '+') text.remove_prefix(1);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::optional<Bits> ParseDecimal(std::string_view text) {
    if (!text.empty() && text[0] == '+') text.remove_prefix(1);
    auto digits = text;
    if (!digits.empty() && digits[0] == '-') digits.remove_prefix(1);
    if (digits.empty() || !IsDigit(digits[0]) || LosesZeros(digits)) return std::nullopt;
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return BitsOf(value);
}

// yes and no of data, not of pages: có, đúng, không, sai.
std::optional<Bits> ParseBoolean(std::string_view text) {
    static constexpr std::string_view kTrue[] = {"true", "yes", "c\u00f3", "\u0111\u00fang"},
                                      kFalse[] = {"false", "no", "kh\u00f4ng", "sai"};
    const auto lower = Lower(text);
    for (const auto word : kTrue)
        if (lower == word) return 1;
    for (const auto word : kFalse)
        if (lower == word) return 0;
    return std::nullopt;
}

// Takes a number of `least` to `most` digits off the front.
std::optional<int> TakeNumber(std::string_view& text, std::size_t least, std::size_t most) {
    std::size_t digits = 0;
    int value = 0;
    while (digits < most && digits < text.size() && IsDigit(text[digits])) value = value * 10 + (text[digits++] - '0');
    if (digits < least) return std::nullopt;
    text.remove_prefix(digits);
    return value;
}

bool TakeMark(std::string_view& text, std::string_view marks, char& mark) {
    if (text.empty() || marks.find(text[0]) == std::string_view::npos) return false;
    mark = text[0];
    text.remove_prefix(1);
    return true;
}

// Takes a date off the front, its parts in the given order, between them one and the same of - / .
std::optional<Date> TakeDate(std::string_view& text, DateForm form) {
    const bool year_first = form == DateForm::year_first;
    char mark = 0, again = 0;
    const auto first = TakeNumber(text, year_first ? 4 : 1, year_first ? 4 : 2);
    if (!first || !TakeMark(text, "-/.", mark)) return std::nullopt;
    const auto second = TakeNumber(text, 1, 2);
    if (!second || !TakeMark(text, "-/.", again) || mark != again) return std::nullopt;
    const auto third = TakeNumber(text, year_first ? 1 : 4, year_first ? 2 : 4);
    if (!third) return std::nullopt;
    const int year = year_first ? *first : *third;
    const int month = form == DateForm::month_first ? *first : *second;
    const int day = form == DateForm::day_first ? *first : form == DateForm::month_first ? *second : *third;
    return Date::Existing(year, month, day);
}

// "+07:00", "+0700" or "Z": how far from UTC, in milliseconds.
std::optional<std::int64_t> TakeZone(std::string_view& text) {
    char mark = 0;
    if (TakeMark(text, "Zz", mark)) return 0;
    if (!TakeMark(text, "+-", mark)) return std::nullopt;
    const auto hours = TakeNumber(text, 2, 2);
    char colon = 0;
    TakeMark(text, ":", colon);
    const auto minutes = TakeNumber(text, 2, 2).value_or(0);
    if (!hours || *hours > 14 || minutes > 59) return std::nullopt;
    return (mark == '-' ? -1 : 1) * (*hours * kHour + minutes * kMinute);
}

std::optional<std::int64_t> TakeTimeOfDay(std::string_view& text) {
    char mark = 0;
    const auto hour = TakeNumber(text, 1, 2);
    if (!hour || *hour > 23 || !TakeMark(text, ":", mark)) return std::nullopt;
    const auto minute = TakeNumber(text, 2, 2);
    if (!minute || *minute > 59) return std::nullopt;
    std::int64_t ms = *hour * kHour + *minute * kMinute;
    if (!TakeMark(text, ":", mark)) return ms;
    const auto second = TakeNumber(text, 2, 2);
    if (!second || *second > 59) return std::nullopt;
    ms += *second * kSecond;
    if (!TakeMark(text, ".,", mark)) return ms;
    std::int64_t scale = 100;
    if (text.empty() || !IsDigit(text[0])) return std::nullopt;
    for (; !text.empty() && IsDigit(text[0]); scale /= 10, text.remove_prefix(1)) ms += (text[0] - '0') * scale;
    return ms;
}

std::optional<Bits> ParseDateTime(std::string_view text, DateForm form) {
    const auto date = TakeDate(text, form);
    char mark = 0;
    if (!date || !TakeMark(text, "T t", mark)) return std::nullopt;
    const auto time = TakeTimeOfDay(text);
    if (!time) return std::nullopt;
    auto ms = date->days * kDay + *time;
    if (!text.empty()) {
        const auto zone = TakeZone(text);
        if (!zone || !text.empty()) return std::nullopt;
        ms += 7 * kHour - *zone;
    }
    return ms;
}

std::optional<Bits> ParseDay(std::string_view text, DateForm form) {
    const auto date = TakeDate(text, form);
    if (!date || !text.empty()) return std::nullopt;
    return date->days;
}

}  // namespace

Bits BitsOf(double number) {
    if (number == 0) number = 0;  // minus nothing is nothing
    const auto bits = std::bit_cast<std::int64_t>(number);
    return bits < 0 ? bits ^ std::numeric_limits<std::int64_t>::max() : bits;
}

double NumberOf(Bits bits) {
    return std::bit_cast<double>(bits < 0 ? bits ^ std::numeric_limits<std::int64_t>::max() : bits);
}

std::optional<Bits> ParseCell(ColumnType type, NumberForm numbers, DateForm dates, std::string_view text) {
    text = Trim(text);
    if (text.empty() || text.size() > 64) return std::nullopt;
    switch (type) {
        case ColumnType::text:
            return std::nullopt;
        case ColumnType::boolean:
            return ParseBoolean(text);
        case ColumnType::date:
            return ParseDay(text, dates);
        case ColumnType::datetime:
            return ParseDateTime(text, dates);
        case ColumnType::integer:
        case ColumnType::number:
            break;
    }
    if (numbers == NumberForm::plain) return type == ColumnType::integer ? ParseInteger(text) : ParseDecimal(text);
    const auto plain = Plain(numbers, text);
    if (!plain) return std::nullopt;
    return type == ColumnType::integer ? ParseInteger(*plain) : ParseDecimal(*plain);
}

void AppendCell(ColumnType type, Bits bits, std::string& out) {
    switch (type) {
        case ColumnType::text:
            return;
        case ColumnType::boolean:
            out += bits != 0 ? "true" : "false";
            return;
        case ColumnType::integer:
            fmt::format_to(std::back_inserter(out), "{}", bits);
            return;
        case ColumnType::number: {
            std::array<char, 32> buffer{};
            const auto number = NumberOf(bits);
            // Numbers of everyday size without an exponent.
            const auto size = std::abs(number) < 1e15 && (number == 0 || std::abs(number) >= 1e-5)
                                  ? std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::fixed)
                                  : std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
            out.append(buffer.data(), size.ptr);
            return;
        }
        case ColumnType::date:
            out += Date{static_cast<std::int32_t>(bits)}.Iso();
            return;
        case ColumnType::datetime: {
            const auto days = bits >= 0 ? bits / kDay : -((kDay - 1 - bits) / kDay);
            const auto ms = bits - days * kDay;
            out += Date{static_cast<std::int32_t>(days)}.Iso();
            fmt::format_to(std::back_inserter(out), " {:02}:{:02}:{:02}", ms / kHour, ms / kMinute % 60, ms / kSecond % 60);
            if (ms % kSecond != 0) fmt::format_to(std::back_inserter(out), ".{:03}", ms % kSecond);
            return;
        }
    }
}

std::string CellText(ColumnType type, Bits bits) {
    std::string out;
    AppendCell(type, bits, out);
    return out;
}

}  // namespace dongson::open_data
