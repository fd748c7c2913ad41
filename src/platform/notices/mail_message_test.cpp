#include "platform/notices/mail_message.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/text.h"

namespace dongson::notices {
namespace {

using ::testing::HasSubstr;
using testing::Not;

const Instant kNow = Instant::Parse("2026-11-29 16:55").value();
const Mail kMail{.from = {"Dịch vụ công tỉnh Thanh Hóa", "khong-tra-loi@thanhhoa.example"},
                 .to = "hoa@example.vn",
                 .subject = "Hồ sơ H56.25-261129-00001: hẹn trả kết quả ngày 15/12/2026 tại Bộ phận một cửa phường Hạc Thành",
                 .body = std::string("Kính gửi ông/bà,\n") + std::string(300, 'x')};

TEST(MailMessage, no_line_is_longer_than_rfc_5322_and_2047_allow) {
    const auto message = MessageOf(kMail, kNow);
    for (const auto line : Split(std::string_view(message), '\n'))
        EXPECT_LE(line.size(), 79U) << line;  // with the carriage return
}

TEST(MailMessage, says_who_sends_when_and_by_which_id) {
    const auto message = MessageOf(kMail, kNow);
    EXPECT_THAT(message, HasSubstr("\r\n <khong-tra-loi@thanhhoa.example>\r\n"));
    EXPECT_THAT(message, HasSubstr("Date: Sun, 29 Nov 2026 09:55:00 +0000\r\n"));
    EXPECT_THAT(message, testing::ContainsRegex("Message-ID: <[0-9a-f]{32}@thanhhoa.example>"));
    EXPECT_THAT(message, HasSubstr("Auto-Submitted: auto-generated\r\n"));
}

TEST(MailMessage, a_name_with_a_line_break_begins_no_header) {
    auto mail = kMail;
    mail.to = "hoa@example.vn>\r\nBcc: <all@example.vn";
    mail.subject = "một\r\nBcc: all@example.vn";
    mail.from.name = "tỉnh\r\nReply-To: x@example.vn";
    EXPECT_THAT(MessageOf(mail, kNow), Not(testing::AnyOf(HasSubstr("\nBcc"), HasSubstr("\nReply-To"))));
}

TEST(MailMessage, no_letter_is_divided_between_two_encoded_words) {
    auto mail = kMail;
    for (int ahead = 0; ahead < 50; ++ahead) {
        mail.subject = std::string(static_cast<std::size_t>(ahead), 'a') + "ộộộộộộộộộộộộộộộộộộộộộộộộộộ";
        // A word that ends within a letter would begin the next one with a continuing byte: base64 of 0x80 to 0xBF begins with g
        // to v.
        const auto message = MessageOf(mail, kNow);
        for (std::size_t at = message.find("\r\n =?utf-8?B?"); at != std::string::npos;
             at = message.find("\r\n =?utf-8?B?", at + 1)) {
            const char first = message[at + 13];
            EXPECT_FALSE(first >= 'g' && first <= 'v') << message;
        }
    }
}

}  // namespace
}  // namespace dongson::notices
