#include "platform/jobs/jobs.h"

#include <gtest/gtest.h>

#include <future>

#include "storage/testing/databases.h"

namespace dongson::jobs {

class JobQueue : public ::testing::TestWithParam<storage::Engine> {
  protected:
    JobQueue() : database(GetParam()), jobs(*database, clock) {}
    storage::testing::FreshDatabase database;
    SetClock clock{Instant::Parse("2026-11-23 08:00").value()};
    Jobs jobs;
};

TEST_P(JobQueue, does_each_job_once_and_when_it_is_due) {
    std::vector<std::string> done;
    jobs.Handle("mail", [&](const Job& job) { done.push_back(job.payload); });
    database->MustWrite([&](storage::Transaction& tx) {
        jobs.Add(tx, "mail", "now", clock.Now());
        jobs.Add(tx, "mail", "later", clock.Now() + kHour);
    });
    EXPECT_TRUE(jobs.RunOne());
    EXPECT_FALSE(jobs.RunOne());
    clock.Set(clock.Now() + 2 * kHour);
    EXPECT_TRUE(jobs.RunOne());
    EXPECT_EQ(done, (std::vector<std::string>{"now", "later"}));
}

TEST_P(JobQueue, slow_work_waits_in_a_lane_of_its_own) {
    std::vector<std::string> done;
    const auto note = [&](const Job& job) { done.push_back(job.kind); };
    jobs.Handle("fetch", note, Lane::slow);
    jobs.Handle("mail", note);
    database->MustWrite([&](storage::Transaction& tx) {
        jobs.Add(tx, "fetch", "", clock.Now());
        jobs.Add(tx, "mail", "", clock.Now());
    });
    EXPECT_TRUE(jobs.RunOne());
    EXPECT_FALSE(jobs.RunOne());
    EXPECT_TRUE(jobs.RunOne(Lane::slow));
    EXPECT_FALSE(jobs.RunOne(Lane::slow));
    EXPECT_EQ(done, (std::vector<std::string>{"mail", "fetch"}));
}

TEST_P(JobQueue, a_letter_goes_while_slow_work_lasts) {
    std::promise<void> begun, sent;
    auto has_begun = begun.get_future(), was_sent = sent.get_future();
    const auto fetch = [&](const Job&) {
        begun.set_value();
        was_sent.wait_for(std::chrono::seconds(60));
    };
    jobs.Handle("fetch", fetch, Lane::slow);
    jobs.Handle("mail", [&](const Job&) { sent.set_value(); });
    jobs.Start();
    database->MustWrite([&](storage::Transaction& tx) { jobs.Add(tx, "fetch", "", clock.Now()); });
    ASSERT_EQ(has_begun.wait_for(std::chrono::seconds(60)), std::future_status::ready);
    database->MustWrite([&](storage::Transaction& tx) { jobs.Add(tx, "mail", "", clock.Now()); });
    EXPECT_EQ(was_sent.wait_for(std::chrono::seconds(60)), std::future_status::ready);
    jobs.Stop();
    EXPECT_TRUE(jobs.Waiting(10).empty());
}

TEST_P(JobQueue, tries_again_later_and_says_why) {
    int tries = 0;
    jobs.Handle("mail", [&](const Job&) {
        if (++tries < 2) throw std::runtime_error("the mail server is away");
    });
    database->MustWrite([&](storage::Transaction& tx) { jobs.Add(tx, "mail", "x", clock.Now()); });
    EXPECT_TRUE(jobs.RunOne());
    EXPECT_FALSE(jobs.RunOne());
    EXPECT_EQ(jobs.Waiting(10).at(0).last_error, "the mail server is away");
    clock.Set(clock.Now() + 3 * kMinute);
    EXPECT_TRUE(jobs.RunOne());
    EXPECT_TRUE(jobs.Waiting(10).empty());
}

INSTANTIATE_TEST_SUITE_P(Both, JobQueue, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace dongson::jobs
