#include "platform/notices/notices.h"

#include "core/text.h"

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

constexpr char kBetween = '\x1f';

std::string JoinArguments(const std::vector<std::string>& arguments) {
    return Join(arguments, std::string_view(&kBetween, 1));
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
        const auto parts = Split(job.payload, kBetween);
        if (parts.size() == 3) send(std::string(parts[0]), std::string(parts[1]), std::string(parts[2]));
    });
}

void Notices::Send(storage::Transaction& tx, const Addressee& to, const Letter& letter, Instant now) {
    if (to.account)
        tx.Run(kInsert, {{"id", FreshId()},
                         {"account", to.account},
                         {"reference", letter.reference},
                         {"path", letter.path},
                         {"sentence", letter.sentence.vietnamese},
                         {"arguments", JoinArguments(letter.sentence.arguments)},
                         {"now", now}});
    if (sender_ && !to.email.empty())
        jobs_.Add(
            tx, "mail",
            Join({to.email, letter.subject.In(Language::vietnamese), BodyOf(*sender_, letter)}, std::string_view(&kBetween, 1)),
            now);
}

std::vector<Notice> Notices::NoticesOf(storage::Transaction& tx, AccountId account, int rows) {
    return tx.Select(kOfAccount, {{"account", account}, {"rows", rows}}, [](storage::Row& row) {
        Notice notice{.reference = row.Next<std::string>(),
                      .path = row.Next<std::string>(),
                      .sentence = {row.Next<std::string>(), {}},
                      .sent = {},
                      .read = false};
        const auto joined = row.Next<std::string>();
        for (const auto argument : Split(joined, kBetween)) notice.sentence.arguments.emplace_back(argument);
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

}  // namespace dongson::notices
