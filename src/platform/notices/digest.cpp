#include "platform/notices/digest.h"

#include <algorithm>

#include "core/log.h"
#include "core/text.h"

namespace dongson::notices {

using storage::Row;
using storage::Statement;
using storage::Transaction;

namespace {

constexpr Statement kWishOf{"notices.mail_wish", "SELECT wish FROM mail_wish WHERE account_id = $account"};
constexpr Statement kWish{"notices.wish_mail", R"(
    INSERT INTO mail_wish (account_id, wish, digested_at) VALUES ($account, $wish, $now)
    ON CONFLICT (account_id) DO UPDATE
       SET wish = excluded.wish,
           digested_at = CASE WHEN mail_wish.wish = excluded.wish THEN mail_wish.digested_at ELSE excluded.digested_at END)"};
constexpr Statement kWaiting{"notices.digests_waiting", R"(
    SELECT account_id, digested_at FROM mail_wish WHERE wish = 1 AND digested_at < $morning ORDER BY digested_at LIMIT $rows)"};
// The one of two programs that changes the row writes the letter.
constexpr Statement kDigested{"notices.digested", R"(
    UPDATE mail_wish SET digested_at = $now WHERE account_id = $account AND wish = 1 AND digested_at = $before)"};
constexpr Statement kTold{"notices.told_since", R"(
    SELECT COUNT(*) FROM notice WHERE account_id = $account AND read_at IS NULL AND sent_at > $since AND sent_at <= $now)"};

constexpr int kBatch = 200;

// Seven o'clock of the day.
Instant MorningOf(Instant now) {
    return Instant::At(now.LocalDate(), kDigestMinute);
}

struct Due {
    AccountId account;
    Instant before;
};

bool SendOne(storage::Database& database, jobs::Jobs& jobs, const Sender& sender, const AddressOf& address, const WorkOf& work,
             const Due& due, Instant now) {
    bool sent = false;
    database.MustWrite([&](Transaction& tx) {
        sent = false;
        if (tx.Run(kDigested, {{"account", due.account}, {"before", due.before}, {"now", now}}) != 1) return;
        const auto to = address(tx, due.account);
        if (!to || to->empty()) return;
        const auto count =
            static_cast<std::size_t>(tx.Count(kTold, {{"account", due.account}, {"since", due.before}, {"now", now}}));
        auto told = Notices::NoticesOf(tx, due.account, static_cast<int>(std::min(count, kMostTold) * 2 + kMostTold));
        std::erase_if(told, [&](const Notice& notice) { return notice.read || notice.sent <= due.before || notice.sent > now; });
        if (told.size() > kMostTold) told.resize(kMostTold);
        const auto waits = work(tx, due.account, now);
        if (told.empty() && waits.empty()) return;
        Notices::Mail(tx, jobs, *to, Say("Việc và thông báo sáng {1}", now.LocalDate().Spoken()),
                      DigestBody(sender, waits, told, count - std::min(count, told.size())), now);
        sent = true;
    });
    return sent;
}

}  // namespace

std::string_view MailWishSlug(MailWish wish) {
    static constexpr std::string_view kSlugs[] = {"ngay", "moi-sang", "khong"};
    return kSlugs[static_cast<int>(wish)];
}

std::string_view MailWishWord(MailWish wish) {
    static constexpr std::string_view kWords[] = {"at_once", "daily", "none"};
    return kWords[static_cast<int>(wish)];
}

std::string_view MailWishName(MailWish wish) {
    static constexpr std::string_view kNames[] = {"Gửi ngay từng thư", "Gộp thành một thư mỗi sáng", "Không gửi thư"};
    return kNames[static_cast<int>(wish)];
}

std::optional<MailWish> ParseMailWish(std::string_view text) {
    for (const auto wish : kMailWishes)
        if (text == MailWishSlug(wish) || text == MailWishWord(wish)) return wish;
    return std::nullopt;
}

MailWish WishOf(Transaction& tx, AccountId account) {
    return tx.SelectOne(kWishOf, {{"account", account}}, [](Row& row) { return row.Next<MailWish>(); })
        .value_or(MailWish::at_once);
}

void Wish(Transaction& tx, AccountId account, MailWish wish, Instant now) {
    tx.Run(kWish, {{"account", account}, {"wish", wish}, {"now", now}});
}

std::string DigestBody(const Sender& sender, const std::vector<Sentence>& work, const std::vector<Notice>& told,
                       std::size_t more) {
    std::string body = "Kính gửi ông/bà,\n\n";
    for (const auto& sentence : work) body += sentence.In(Language::vietnamese) + "\n";
    if (!work.empty()) body += Say("Xem tại: {1}", sender.base_url + "/can-bo").In(Language::vietnamese) + "\n\n";
    for (const auto& notice : told) {
        body += "- " + notice.sentence.In(Language::vietnamese) + "\n";
        if (!notice.path.empty()) body += "  " + sender.base_url + notice.path + "\n";
    }
    if (more > 0) body += Say("và {1} thông báo khác.", std::to_string(more)).In(Language::vietnamese) + "\n";
    if (!told.empty()) body += "\nTất cả thông báo: " + sender.base_url + "/tai-khoan/thong-bao\n";
    return body + "\nĐổi cách nhận thư: " + sender.base_url + "/tai-khoan/thong-bao\n\nTrân trọng,\n" + sender.name + "\n" +
           sender.base_url +
           "\n\nThư do hệ thống gửi, không cần trả lời. Cơ quan nhà nước không bao giờ hỏi mật khẩu hay mã xác thực qua thư.\n";
}

int SendDigests(storage::Database& database, jobs::Jobs& jobs, const Sender& sender, const AddressOf& address, const WorkOf& work,
                Instant now) {
    const auto morning = MorningOf(now);
    if (now < morning) return 0;
    int sent = 0;
    while (true) {
        const auto due = database.Read([&](Transaction& tx) {
            return tx.Select(kWaiting, {{"morning", morning}, {"rows", kBatch}}, [](Row& row) {
                const auto account = row.Next<AccountId>();
                return Due{account, row.Next<Instant>()};
            });
        });
        if (due.empty()) return sent;
        for (const auto& each : due)
            if (SendOne(database, jobs, sender, address, work, each, now)) ++sent;
    }
}

void SendDigestsDaily(storage::Database& database, jobs::Jobs& jobs, const Clock& clock, Sender sender, AddressOf address,
                      WorkOf work) {
    jobs.Handle(
        std::string(kDigestJob),
        [&database, &jobs, &clock, sender = std::move(sender), address = std::move(address),
         work = std::move(work)](const jobs::Job&) {
            const int sent = SendDigests(database, jobs, sender, address, work, clock.Now());
            if (sent > 0) Log(Severity::info, "NOTICES_DIGESTS_SENT", {{"letters", std::to_string(sent)}});
        },
        jobs::kSlow);
    jobs.EveryMinute([&database, &jobs, &clock, begun = Date{}]() mutable {
        const auto now = clock.Now();
        if (begun == now.LocalDate() || now < MorningOf(now)) return;
        database.MustWrite([&](Transaction& tx) { jobs.AddOnce(tx, kDigestJob, now); });
        begun = now.LocalDate();
    });
}

}  // namespace dongson::notices
