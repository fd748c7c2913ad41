// One e-mail as a mail server takes it, and the way there.
#pragma once

#include <string>
#include <string_view>

#include "core/time.h"

namespace dongson::notices {

struct Mailbox {
    std::string name, address;  // Dịch vụ công tỉnh Thanh Hóa, khong-tra-loi@thanhhoa.example
};

struct Mail {
    Mailbox from;
    std::string to, subject, body;
};

// RFC 5322 with RFC 2047 headers: lines of at most 76 signs, a date, an id of the sender's domain, no line of a header that a
// word in it could have begun, and marked as made by a program (RFC 3834) so that no answer of an absent person comes back.
std::string MessageOf(const Mail& mail, Instant now);

// smtp://host:25 or smtps://host:465. Throws when the server does not take it within half a minute.
void SendBySmtp(const std::string& url, const Mail& mail, Instant now);

}  // namespace dongson::notices
