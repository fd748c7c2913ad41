#include "platform/notices/digest.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "storage/testing/databases.h"

namespace dongson::notices {

namespace {

class Digests : public ::testing::TestWithParam<storage::Engine> {
  protected:
    Digests() : database(GetParam()), jobs(*database, clock), notices(jobs) {
        notices.UseMail(sender,
                        [this](const std::string& to, const std::string&, const std::string& body) { sent[to].push_back(body); });
    }
    void At(std::string_view local) { clock.Set(Instant::Parse(local).value()); }
    void Wants(std::int64_t account, MailWish wish) {
        database->MustWrite([&](storage::Transaction& tx) { Wish(tx, AccountId{account}, wish, clock.Now()); });
    }
    void Tell(std::int64_t account, const std::string& what, bool urgent = false) {
        database->MustWrite([&](storage::Transaction& tx) {
            notices.Send(
                tx, {AccountId{account}, Address(account)},
                {.reference = "H56-1", .subject = {"Thư", {}}, .sentence = {what, {}}, .path = "/ho-so/H56-1", .urgent = urgent},
                clock.Now());
        });
    }
    static std::string Address(std::int64_t account) { return "nguoi" + std::to_string(account) + "@example.vn"; }
    int Send(std::int64_t killed_at = 0) {
        const int count = SendDigests(
            *database, jobs, sender, [](storage::Transaction&, AccountId id) { return std::optional(Address(id.value)); },
            [&](storage::Transaction&, AccountId id, Instant) {
                if (id.value == killed_at) throw std::runtime_error("killed");
                return work;
            },
            clock.Now());
        return count;
    }
    void Deliver() {
        while (jobs.DoOne("mail")) {
        }
    }

    Sender sender{"Dịch vụ công", "https://dvc.example"};
    storage::testing::FreshDatabase database;
    SetClock clock{Instant::Parse("2026-11-23 10:00").value()};
    jobs::Jobs jobs;
    Notices notices;
    std::vector<Sentence> work;
    std::map<std::string, std::vector<std::string>> sent;
};

}  // namespace

TEST_P(Digests, who_wants_one_a_morning_gets_one_with_all_of_it) {
    Wants(1, MailWish::daily);
    At("2026-11-23 11:00");
    Tell(1, "Hồ sơ một đã có kết quả.");
    Tell(1, "Hồ sơ hai đã được tiếp nhận.");
    Deliver();
    EXPECT_TRUE(sent.empty());
    At("2026-11-24 06:59");
    EXPECT_EQ(Send(), 0) << "not before seven";
    At("2026-11-24 07:00");
    EXPECT_EQ(Send(), 1);
    EXPECT_EQ(Send(), 0) << "once";
    Deliver();
    ASSERT_EQ(sent[Address(1)].size(), 1U);
    EXPECT_NE(sent[Address(1)][0].find("Hồ sơ một đã có kết quả."), std::string::npos);
    EXPECT_NE(sent[Address(1)][0].find("https://dvc.example/ho-so/H56-1"), std::string::npos);
    At("2026-11-25 07:00");
    EXPECT_EQ(Send(), 0) << "nothing new, nothing waits";
}

TEST_P(Digests, what_is_urgent_goes_at_once_and_who_wants_none_gets_none) {
    Wants(1, MailWish::daily);
    Wants(2, MailWish::none);
    At("2026-11-23 11:00");
    Tell(1, "Mật khẩu đã đổi.", true);
    Tell(2, "Hồ sơ đã có kết quả.");
    Tell(3, "Hồ sơ đã có kết quả.");
    Deliver();
    EXPECT_EQ(sent[Address(1)].size(), 1U);
    EXPECT_TRUE(sent[Address(2)].empty());
    EXPECT_EQ(sent[Address(3)].size(), 1U) << "who chose nothing";
    At("2026-11-24 08:00");
    EXPECT_EQ(Send(), 1) << "the urgent one is among the unread";
}

TEST_P(Digests, work_alone_is_worth_a_letter) {
    Wants(1, MailWish::daily);
    work = {{"Việc cần làm: 3; đến hạn hôm nay: 1; quá hạn: 0.", {}}};
    At("2026-11-24 08:00");
    EXPECT_EQ(Send(), 1);
    Deliver();
    EXPECT_NE(sent[Address(1)][0].find("Việc cần làm: 3"), std::string::npos);
}

TEST_P(Digests, killed_in_the_middle_everybody_has_one_in_the_end) {
    for (std::int64_t account = 1; account <= 5; ++account) {
        Wants(account, MailWish::daily);
        At("2026-11-23 10:0" + std::to_string(account));
    }
    work = {{"Việc cần làm: 1; đến hạn hôm nay: 0; quá hạn: 0.", {}}};
    At("2026-11-24 08:00");
    EXPECT_THROW((void)Send(3), std::runtime_error);
    EXPECT_EQ(Send(), 3);
    Deliver();
    for (std::int64_t account = 1; account <= 5; ++account) EXPECT_EQ(sent[Address(account)].size(), 1U) << account;
}

TEST_P(Digests, what_was_told_before_one_chose_it_is_not_told_again) {
    Tell(1, "Cũ.");
    At("2026-11-23 12:00");
    Wants(1, MailWish::daily);
    Wants(1, MailWish::daily);
    At("2026-11-24 08:00");
    EXPECT_EQ(Send(), 0);
}

INSTANTIATE_TEST_SUITE_P(Both, Digests, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace dongson::notices
