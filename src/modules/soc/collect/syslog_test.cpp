#include "modules/soc/collect/syslog.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/testing/case_file.h"
#include "core/testing/in_source.h"

namespace dongson::soc {

namespace {

std::vector<std::string> Said(const SyslogMessage& message) {
    constexpr std::array<const char*, 3> kForms = {"rfc5424", "rfc3164", "bare"};
    std::vector<std::string> lines = {fmt::format("form {}", kForms[static_cast<std::size_t>(message.form)]),
                                      fmt::format("priority {}.{}", message.facility, message.severity)};
    if (message.time) lines.push_back("time " + message.time->Rfc3339());
    const auto say = [&](const char* name, std::string_view value) {
        if (!value.empty()) lines.push_back(fmt::format("{} {}", name, value));
    };
    say("host", message.host);
    say("application", message.application);
    say("process", message.process);
    say("message_id", message.message_id);
    for (const auto& [element, name, value] : message.data) lines.push_back(fmt::format("data {}.{}={}", element, name, value));
    say("text", message.text);
    return lines;
}

// Every message that comes out of a stream given in pieces of `piece` bytes; what was too long as "too long: ".
std::vector<std::string> Parted(const std::string& stream, std::size_t piece, std::size_t most) {
    SyslogFrames frames(most);
    std::vector<std::string> messages;
    std::string waiting;
    for (std::size_t at = 0; at < stream.size(); at += piece) {
        waiting += stream.substr(at, piece);
        while (true) {
            const auto next = frames.Take(waiting);
            if (next.step == SyslogFrames::Step::message) messages.emplace_back(next.message);
            if (next.step == SyslogFrames::Step::too_long) messages.emplace_back("too long");
            waiting.erase(0, next.taken);
            if (next.taken == 0) break;
        }
    }
    return messages;
}

}  // namespace

TEST(Syslog, is_read_as_the_cases_say) {
    const SyslogReading reading{Instant::Parse("2026-11-24 08:00").value()};
    for (const dongson::Case& each : ReadCases(InSource("/src/modules/soc/collect/syslog.case"))) {
        SCOPED_TRACE("syslog.case:" + std::to_string(each.line));
        EXPECT_EQ(each.expected, Said(ReadSyslog(each.given[0] + "\n", reading)));
    }
}

TEST(Syslog, the_year_turns_with_the_message_not_with_the_reader) {
    const auto time_of = [](const char* received, const char* message) {
        return ReadSyslog(message, {Instant::Parse(received).value()}).time.value().Local();
    };
    EXPECT_EQ("2026-12-31 23:59", time_of("2027-01-01 00:01", "<13>Dec 31 23:59:00 h a: b"));
    EXPECT_EQ("2027-01-01 00:01", time_of("2026-12-31 23:59", "<13>Jan  1 00:01:00 h a: b"));
    EXPECT_EQ("2028-02-29 12:00", time_of("2028-03-01 00:01", "<13>Feb 29 12:00:00 h a: b"));
}

TEST(SyslogFrames, messages_come_out_the_same_in_whatever_pieces_they_arrive) {
    const std::string stream =
        "<13>one\n12 <13>t\nwo six"
        "9 <13>three<13>four\r\n\n5x not a count\n30 <13>far too long for the limit<13>five\n"
        "<13>a line that is longer than may be\n<13>six\n";
    const std::vector<std::string> wanted = {"<13>one",        "<13>t\nwo six", "<13>three", "<13>four\r", "",
                                             "5x not a count", "too long",      "<13>five",  "too long",   "<13>six"};
    for (std::size_t piece = 1; piece < 80; ++piece) EXPECT_EQ(wanted, Parted(stream, piece, 20)) << piece;
}

}  // namespace dongson::soc
