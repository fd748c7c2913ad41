#include "platform/notices/notices.h"

#include <gtest/gtest.h>

#include "storage/testing/databases.h"

namespace dongson::notices {

class NoticeStore : public ::testing::TestWithParam<storage::Engine> {
  protected:
    NoticeStore() : database(GetParam()), jobs(*database, clock), notices(jobs) {
        notices.UseMail({"Dịch vụ công", "https://dvc.example"},
                        [this](const std::string& to, const std::string& subject, const std::string& body) {
                            sent.push_back(to + "|" + subject + "|" + body);
                        });
    }
    void Queue(std::string_view payload) {
        database->MustWrite([&](storage::Transaction& tx) { jobs.Add(tx, "mail", payload, clock.Now()); });
        jobs.DoOne("mail");
    }
    storage::testing::FreshDatabase database;
    SetClock clock{Instant::Parse("2026-11-23 08:00").value()};
    jobs::Jobs jobs;
    Notices notices;
    std::vector<std::string> sent;
};

TEST_P(NoticeStore, nothing_that_somebody_typed_becomes_another_part) {
    const Sentence sentence{"Hồ sơ {1} của {2} đã xong.", {"H56\x1f-1", "[\"Hoa\"]\n\x01"}};
    database->MustWrite([&](storage::Transaction& tx) {
        notices.Send(tx, {AccountId{5}, "hoa@example.vn"},
                     {.reference = "H56-1",
                      .subject = {"Về {1}",
                                  {"a\x1f"
                                   "b"}},
                      .sentence = sentence},
                     clock.Now());
        notices.Send(tx, {AccountId{5}, ""}, {.reference = "", .subject = {}, .sentence = {"Xin chào.", {}}}, clock.Now());
    });
    EXPECT_TRUE(jobs.DoOne("mail"));
    ASSERT_EQ(sent.size(), 1U);
    EXPECT_TRUE(
        sent[0].starts_with("hoa@example.vn|Về a\x1f"
                            "b|"))
        << sent[0];
    const auto kept = database->Read([](storage::Transaction& tx) { return Notices::NoticesOf(tx, AccountId{5}, 10); });
    ASSERT_EQ(kept.size(), 2U);
    EXPECT_EQ(kept[1].sentence.arguments, sentence.arguments);
    EXPECT_TRUE(kept[0].sentence.arguments.empty());
}

TEST_P(NoticeStore, what_waited_from_before_is_sent_and_what_cannot_be_read_is_not_done) {
    Queue(
        "hoa@example.vn\x1f"
        "Về\x1f"
        "Thân");
    EXPECT_EQ(sent, (std::vector<std::string>{"hoa@example.vn|Về|Thân"}));
    Queue(
        "hoa@example.vn\x1f"
        "Về\x1f"
        "a\x1f"
        "b");
    Queue("[\"hoa@example.vn\"]");
    EXPECT_EQ(sent.size(), 1U);
    EXPECT_EQ(jobs.Waiting(10).size(), 2U);
    static constexpr storage::Statement kBefore{"test.notice", R"(
        INSERT INTO notice (id, account_id, reference, path, sentence, arguments, sent_at, read_at)
        VALUES (1, 6, '', '', 'Của {1} và {2}', $arguments, 0, NULL))"};
    database->MustWrite([](storage::Transaction& tx) {
        tx.Run(kBefore, {{"arguments",
                          "Hoa\x1f"
                          "Lan"}});
    });
    const auto kept = database->Read([](storage::Transaction& tx) { return Notices::NoticesOf(tx, AccountId{6}, 10); });
    EXPECT_EQ(kept.at(0).sentence.arguments, (std::vector<std::string>{"Hoa", "Lan"}));
}

INSTANTIATE_TEST_SUITE_P(Both, NoticeStore, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace dongson::notices
