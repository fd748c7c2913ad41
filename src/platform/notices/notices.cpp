#include "platform/notices/notices.h"

#include <algorithm>
#include <boost/json.hpp>
#include <stdexcept>

#include "core/text.h"
#include "platform/notices/digest.h"

namespace dongson::notices {

namespace {

constexpr storage::Statement kInsert{"notices.insert", R"(
    INSERT INTO notice (id, account_id, reference, path, sentence, arguments, sent_at, read_at)
    VALUES ($id, $account, $reference, $path, $sentence, $arguments, $now, NULL))"};
constexpr storage::Statement kOfAccount{"notices.of_account", R"(
    SELECT reference, path, sentence, arguments, sent_at, read_at FROM notice WHERE account_id = $account ORDER BY id DESC LIMIT $rows)"};
constexpr storage::Statement kUnread{"notices.unread", R"(
    SELECT COUNT(*) FROM notice WHERE account_id = $account AND read_at IS NULL)"};
constexpr storage::Statement kMarkRead{"notices.mark_read", R"(
    UPDATE notice SET read_at = $now WHERE account_id = $account AND read_at IS NULL)"};
constexpr storage::Statement kForget{"notices.forget", "DELETE FROM notice WHERE sent_at < $before"};

// Texts as they are kept: whatever stands in one of them, none becomes another's part.
std::string Packed(const std::vector<std::string>& texts) {
    return boost::json::serialize(boost::json::array(texts.begin(), texts.end()));
}

std::vector<std::string> Unpacked(std::string_view packed) {
    boost::json::parse_options options;
    options.allow_invalid_utf8 = true;
    boost::system::error_code error;
    const auto value = boost::json::parse(packed, error, {}, options);
    std::vector<std::string> texts;
    const auto is_text = [](const boost::json::value& each) { return each.is_string(); };
    if (!error && value.is_array() && std::ranges::all_of(value.get_array(), is_text))
        for (const auto& each : value.get_array()) texts.emplace_back(each.get_string());
    else  // as they were kept at first: what still waits or is read is not lost
        for (const auto text : Split(packed, '\x1f')) texts.emplace_back(text);
    return texts;
}

}  // namespace

std::string BodyOf(const Sender& sender, const Letter& letter) {
    std::string body = "Kính gửi ông/bà,\n\n" + letter.sentence.In(Language::vietnamese) + "\n\n";
    if (!letter.path.empty()) body += "Xem tại: " + sender.base_url + letter.path + "\n\n";
    return body + "Trân trọng,\n" + sender.name + "\n" + sender.base_url +
           "\n\nThư do hệ thống gửi, không cần trả lời. Cơ quan nhà nước không bao giờ hỏi mật khẩu hay mã xác thực qua thư.\n";
}

void Notices::UseMail(Sender sender, SendMail send) {
    sender_ = std::move(sender);
    jobs_.Handle("mail", [send = std::move(send)](const jobs::Job& job) {
        const auto parts = Unpacked(job.payload);
        if (parts.size() != 3) throw std::runtime_error("a letter that cannot be read");
        send(parts[0], parts[1], parts[2]);
    });
}

void Notices::Send(storage::Transaction& tx, const Addressee& to, const Letter& letter, Instant now) {
    if (to.account)
        tx.Run(kInsert, {{"id", FreshId()},
                         {"account", to.account},
                         {"reference", letter.reference},
                         {"path", letter.path},
                         {"sentence", letter.sentence.vietnamese},
                         {"arguments", Packed(letter.sentence.arguments)},
                         {"now", now}});
    if (!sender_ || to.email.empty()) return;
    // Who wants one letter a morning, or none, has it among their notices.
    if (to.account && !letter.urgent && WishOf(tx, to.account) != MailWish::at_once) return;
    Mail(tx, jobs_, to.email, letter.subject, BodyOf(*sender_, letter), now);
}

void Notices::Mail(storage::Transaction& tx, jobs::Jobs& jobs, const std::string& to, const Sentence& subject,
                   const std::string& body, Instant now) {
    jobs.Add(tx, "mail", Packed({to, subject.In(Language::vietnamese), body}), now);
}

std::vector<Notice> Notices::NoticesOf(storage::Transaction& tx, AccountId account, int rows) {
    return tx.Select(kOfAccount, {{"account", account}, {"rows", rows}}, [](storage::Row& row) {
        Notice notice{.reference = row.Next<std::string>(),
                      .path = row.Next<std::string>(),
                      .sentence = {row.Next<std::string>(), {}},
                      .sent = {},
                      .read = false};
        notice.sentence.arguments = Unpacked(row.Next<std::string>());
        notice.sent = row.Next<Instant>();
        notice.read = row.Next<std::optional<Instant>>().has_value();
        return notice;
    });
}

std::int64_t Notices::Unread(storage::Transaction& tx, AccountId account) {
    return tx.Count(kUnread, {{"account", account}});
}
void Notices::MarkRead(storage::Transaction& tx, AccountId account, Instant now) {
    tx.Run(kMarkRead, {{"account", account}, {"now", now}});
}
std::int64_t Notices::Forget(storage::Transaction& tx, Instant before) {
    return tx.Run(kForget, {{"before", before}});
}

}  // namespace dongson::notices
