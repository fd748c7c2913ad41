#include "platform/jobs/jobs.h"

#include <gtest/gtest.h>

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
