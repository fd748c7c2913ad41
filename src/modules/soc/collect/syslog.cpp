#include "modules/soc/collect/syslog.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "modules/soc/engine/event_time.h"

namespace dongson::soc {

namespace {

bool IsDigit(char c) {
    return c >= '0' && c <= '9';
}

// Takes the word up to a space, and the space. "-" is nothing.
std::string_view TakeWord(std::string_view& rest) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    const std::string_view word = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return word == "-" ? std::string_view() : word;
}

// <34>, up to 191.
bool TakePriority(std::string_view& rest, SyslogMessage& into) {
    const std::size_t end = rest.find('>');
    if (!rest.starts_with('<') || end == std::string_view::npos || end < 2 || end > 4) return false;
    unsigned priority = 0;  // a minus is no part of it
    const auto [after, error] = std::from_chars(rest.data() + 1, rest.data() + end, priority);
    if (error != std::errc() || after != rest.data() + end || priority > 191) return false;
    into.facility = static_cast<int>(priority / 8);
    into.severity = static_cast<int>(priority % 8);
    rest.remove_prefix(end + 1);
    return true;
}

// [id name="value" …][…] or -. False when it is neither, and then nothing is taken.
bool TakeStructuredData(std::string_view& rest, std::vector<SyslogMessage::Datum>& data) {
    std::string_view at = rest;
    if (at.starts_with('-')) {
        rest.remove_prefix(1);
        return true;
    }
    if (!at.starts_with('[')) return false;
    while (at.starts_with('[')) {
        at.remove_prefix(1);
        const std::size_t id_end = at.find_first_of(" ]");
        if (id_end == std::string_view::npos) return false;
        const std::string_view element = at.substr(0, id_end);
        at.remove_prefix(id_end);
        while (at.starts_with(' ')) {
            at.remove_prefix(1);
            const std::size_t equals = at.find("=\"");
            if (equals == std::string_view::npos) return false;
            const std::string_view name = at.substr(0, equals);
            at.remove_prefix(equals + 2);
            std::size_t end = 0;
            while (end < at.size() && at[end] != '"') end += at[end] == '\\' ? 2 : 1;
            if (end >= at.size()) return false;
            data.push_back({element, name, at.substr(0, end)});
            at.remove_prefix(end + 1);
        }
        if (!at.starts_with(']')) return false;
        at.remove_prefix(1);
    }
    rest = at;
    return true;
}

bool TakeRfc5424(std::string_view& rest, SyslogMessage& into) {
    if (!rest.starts_with("1 ")) return false;
    std::string_view at = rest.substr(2);
    const std::string_view time = TakeWord(at);
    if (!time.empty()) {
        into.time = ReadEventTime(time);
        if (!into.time) return false;
    }
    into.host = TakeWord(at);
    into.application = TakeWord(at);
    into.process = TakeWord(at);
    into.message_id = TakeWord(at);
    if (!TakeStructuredData(at, into.data)) return false;
    if (at.starts_with(' ')) at.remove_prefix(1);
    if (at.starts_with("\xEF\xBB\xBF")) at.remove_prefix(3);
    if (at.starts_with(' ')) at.remove_prefix(1);  // that stood after the colon of an older form: rsyslog hands it on
    into.form = SyslogMessage::Form::rfc5424;
    into.text = at;
    return true;
}

// Oct  9 22:33:20, with a year and decimals where routers write them. Nothing is taken when it is none.
std::optional<Instant> TakeOldTime(std::string_view& rest, const SyslogReading& reading) {
    std::string_view at = rest;
    if (at.starts_with('*') || at.starts_with('.')) at.remove_prefix(1);  // a clock that is not set
    const auto* const month = std::ranges::find(kMonthNames, at.substr(0, 3));
    if (month == kMonthNames.end() || at.size() < 15 || at[3] != ' ') return std::nullopt;
    at.remove_prefix(4);
    const auto number = [&](char after) -> int {
        while (at.starts_with(' ')) at.remove_prefix(1);
        int value = 0;
        const auto [end, error] = std::from_chars(at.data(), at.data() + std::min<std::size_t>(at.size(), 4), value);
        if (error != std::errc() || end == at.data() + at.size() || *end != after) return -1;
        at.remove_prefix(static_cast<std::size_t>(end - at.data()) + 1);
        return value;
    };
    const int day = number(' ');
    int year = 0;
    if (at.size() > 5 && std::ranges::all_of(at.substr(0, 4), IsDigit) && at[4] == ' ') year = number(' ');
    const int hour = number(':'), minute = number(':');
    if (at.size() < 2 || !IsDigit(at[0]) || !IsDigit(at[1])) return std::nullopt;
    const int second = (at[0] - '0') * 10 + (at[1] - '0');
    at.remove_prefix(2);
    if (at.starts_with('.')) {
        at.remove_prefix(1);
        while (!at.empty() && IsDigit(at[0])) at.remove_prefix(1);
    }
    if (at.starts_with(':')) at.remove_prefix(1);
    if (day < 1 || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second > 60 || !at.starts_with(' ')) return std::nullopt;
    const std::int64_t east = reading.minutes_east * kMinute;
    const int this_year = Date{static_cast<std::int32_t>((reading.received.ms + east) / kDay)}.Year();
    // Clocks run ahead by little, logs are sent on long after: the last such day that is not more than a month away.
    constexpr std::int64_t kAhead = 31 * kDay;
    std::optional<Instant> last;
    for (const int candidate : {this_year - 1, this_year, this_year + 1}) {
        const auto date = Date::Existing(year != 0 ? year : candidate, static_cast<int>(month - kMonthNames.begin()) + 1, day);
        if (!date) continue;
        const Instant time{std::int64_t{date->days} * kDay + hour * kHour + minute * kMinute + second * kSecond - east};
        if (year != 0 || time.ms <= reading.received.ms + kAhead) last = time;
    }
    if (last) rest = at.substr(1);
    return last;
}

// 2026-11-24T08:00:00+07:00 where RFC 3164 has its own form: what rsyslog and systemd forward.
std::optional<Instant> TakeNewTime(std::string_view& rest) {
    if (rest.size() < 20 || !IsDigit(rest[0]) || rest[4] != '-' || rest[10] != 'T') return std::nullopt;
    std::string_view at = rest;
    const auto time = ReadEventTime(TakeWord(at));
    if (time) rest = at;
    return time;
}

// sshd[123]: or sshd: — what follows the host.
void TakeTag(std::string_view& rest, SyslogMessage& into) {
    const std::size_t end = rest.find_first_of(" :[");
    if (end == std::string_view::npos || end == 0 || end > 48 || rest[end] == ' ') return;
    std::string_view at = rest.substr(end);
    std::string_view process;
    if (at.starts_with('[')) {
        const std::size_t close = at.find(']');
        if (close == std::string_view::npos) return;
        process = at.substr(1, close - 1);
        at.remove_prefix(close + 1);
    }
    if (!at.starts_with(':')) return;
    // Devices that speak CEF and LEEF have no tag: what looks like one is the message's own beginning.
    if (rest.substr(0, end) == "CEF" || rest.substr(0, end) == "LEEF") return;
    into.application = rest.substr(0, end);
    into.process = process;
    at.remove_prefix(1);
    if (at.starts_with(' ')) at.remove_prefix(1);
    rest = at;
}

bool TakeRfc3164(std::string_view& rest, const SyslogReading& reading, SyslogMessage& into) {
    std::string_view at = rest;
    into.time = TakeNewTime(at);
    if (!into.time) into.time = TakeOldTime(at, reading);
    if (!into.time) return false;
    // A tag where the host should be: the message came from the machine itself.
    const std::size_t end = at.find(' ');
    if (const std::string_view word = at.substr(0, end); end != std::string_view::npos && !word.ends_with(':'))
        into.host = TakeWord(at);
    TakeTag(at, into);
    into.form = SyslogMessage::Form::rfc3164;
    into.text = at;
    return true;
}

}  // namespace

SyslogMessage ReadSyslog(std::string_view bytes, const SyslogReading& reading) {
    while (!bytes.empty() && (bytes.back() == '\n' || bytes.back() == '\r' || bytes.back() == '\0')) bytes.remove_suffix(1);
    SyslogMessage message;
    std::string_view rest = bytes;
    const bool has_priority = TakePriority(rest, message);
    SyslogMessage read = message;
    if (has_priority && TakeRfc5424(rest, read)) return read;
    read = message;
    if (TakeRfc3164(rest, reading, read)) return read;
    message.text = rest;
    return message;
}

SyslogFrames::Next SyslogFrames::Take(std::string_view stream) {
    if (skipping_ > 0) {
        const std::size_t taken = std::min(skipping_, stream.size());
        skipping_ -= taken;
        return {Step::incomplete, {}, taken};
    }
    if (skipping_line_) {
        const std::size_t end = stream.find('\n');
        skipping_line_ = end == std::string_view::npos;
        return {Step::incomplete, {}, skipping_line_ ? stream.size() : end + 1};
    }
    if (stream.empty()) return {};
    if (stream[0] >= '1' && stream[0] <= '9') {
        const std::size_t end = stream.find_first_not_of("0123456789");
        if (end == std::string_view::npos && stream.size() < 10) return {};
        if (end != std::string_view::npos && end < 10 && stream[end] == ' ') {
            std::size_t size = 0;
            std::from_chars(stream.data(), stream.data() + end, size);
            if (size > most_bytes_) {
                skipping_ = size;
                return {Step::too_long, stream.substr(end + 1, 256), end + 1};
            }
            if (stream.size() < end + 1 + size) return {};
            return {Step::message, stream.substr(end + 1, size), end + 1 + size};
        }
    }
    const std::size_t end = stream.find('\n');
    if (end == std::string_view::npos && stream.size() <= most_bytes_) return {};
    if (end == std::string_view::npos || end > most_bytes_) {
        skipping_line_ = true;
        return {Step::too_long, stream.substr(0, 256), std::min(stream.size(), most_bytes_)};
    }
    return {Step::message, stream.substr(0, end), end + 1};
}

}  // namespace dongson::soc
