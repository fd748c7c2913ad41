#include "platform/notices/notices.h"

#include "core/text.h"

namespace dongson::notices {

namespace {

constexpr storage::Statement kInsert{"notices.insert", R"(
    INSERT INTO notice (id, account_id, reference, sentence, arguments, sent_at, read_at) VALUES ($id, $account, $reference, $sentence, $arguments, $now, NULL))"};
constexpr storage::Statement kOfAccount{"notices.of_account", R"(
    SELECT reference, sentence, arguments, sent_at, read_at FROM notice WHERE account_id = $account ORDER BY id DESC LIMIT $rows)"};
constexpr storage::Statement kUnread{"notices.unread", R"(
    SELECT COUNT(*) FROM notice WHERE account_id = $account AND read_at IS NULL)"};
constexpr storage::Statement kMarkRead{"notices.mark_read", R"(
    UPDATE notice SET read_at = $now WHERE account_id = $account AND read_at IS NULL)"};

constexpr char kBetween = '\x1f';

std::string JoinArguments(const std::vector<std::string>& arguments) {
    return Join(arguments, std::string_view(&kBetween, 1));
}

}  // namespace

void Notices::UseMail(SendMail send) {
    mail_ = true;
    jobs_.Handle("mail", [send = std::move(send)](const jobs::Job& job) {
        const auto parts = Split(job.payload, kBetween);
        if (parts.size() == 3) send(std::string(parts[0]), std::string(parts[1]), std::string(parts[2]));
    });
}

void Notices::Send(storage::Transaction& tx, const Addressee& to, std::string_view reference, const Sentence& sentence,
                   Instant now) {
    if (to.account)
        tx.Run(kInsert, {{"id", FreshId()},
                         {"account", to.account},
                         {"reference", reference},
                         {"sentence", sentence.vietnamese},
                         {"arguments", JoinArguments(sentence.arguments)},
                         {"now", now}});
    if (mail_ && !to.email.empty()) {
        const auto text = sentence.In(Language::vietnamese);
        jobs_.Add(tx, "mail",
                  Join({to.email, (reference.empty() ? "" : std::string(reference) + ": ") + Shorten(text, 60), text},
                       std::string_view(&kBetween, 1)),
                  now);
    }
}

std::vector<Notice> Notices::NoticesOf(storage::Transaction& tx, AccountId account, int rows) {
    return tx.Select(kOfAccount, {{"account", account}, {"rows", rows}}, [](storage::Row& row) {
        Notice notice{.reference = row.Next<std::string>(), .sentence = {row.Next<std::string>(), {}}, .sent = {}, .read = false};
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
