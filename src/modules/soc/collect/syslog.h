// Messages of syslog, as RFC 5424, RFC 3164 and those who follow neither closely write them.
#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "core/time.h"

namespace dongson::soc {

struct SyslogMessage {
    enum class Form : unsigned char { rfc5424, rfc3164, bare };  // bare: nothing but a text, perhaps with a priority
    Form form = Form::bare;
    int facility = 1, severity = 5;  // user, notice: what RFC 3164 says of a message without
    std::optional<Instant> time;     // nothing when it says none
    std::string_view host, application, process, message_id;
    // Structured data: "element.name" is kept as the two views, the value still escaped.
    struct Datum {
        std::string_view element, name, value;
    };
    std::vector<Datum> data;
    std::string_view text;
};

// What a message that names no year or zone is read by.
struct SyslogReading {
    Instant received;  // the year is the last that brings the time no more than a month past this
    int minutes_east = 7 * 60;
};

// Reads whatever it is given; the views stand on `bytes`. What fits no form is a bare text, whole.
SyslogMessage ReadSyslog(std::string_view bytes, const SyslogReading& reading);

// Parts a TCP stream into messages: by counted octets (RFC 6587) or by line ends, each message as it comes.
class SyslogFrames {
  public:
    explicit SyslogFrames(std::size_t most_bytes) : most_bytes_(most_bytes) {}

    enum class Step : unsigned char { message, incomplete, too_long };
    struct Next {
        Step step = Step::incomplete;
        std::string_view message;  // of too_long: its beginning
        std::size_t taken = 0;     // bytes of the stream that are done with
    };
    // Looks at the bytes that came and are not taken yet.
    Next Take(std::string_view stream);

  private:
    std::size_t most_bytes_;
    std::size_t skipping_ = 0;    // octets of a message that was too long
    bool skipping_line_ = false;  // up to the next line's end
};

}  // namespace dongson::soc
