#include "platform/jobs/every_day.h"

#include <gtest/gtest.h>
#include <pthread.h>

#include <future>

#include "core/log.h"
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
    EXPECT_TRUE(jobs.DoOne("mail"));
    EXPECT_FALSE(jobs.DoOne("mail"));
    clock.Set(clock.Now() + 2 * kHour);
    EXPECT_TRUE(jobs.DoOne("mail"));
    EXPECT_EQ(done, (std::vector<std::string>{"now", "later"}));
}

TEST_P(JobQueue, each_kind_is_done_by_itself) {
    std::vector<std::string> done;
    const auto note = [&](const Job& job) { done.push_back(job.kind); };
    jobs.Handle("fetch", note, kSlow);
    jobs.Handle("mail", note);
    database->MustWrite([&](storage::Transaction& tx) {
        jobs.Add(tx, "fetch", "", clock.Now());
        jobs.Add(tx, "mail", "", clock.Now());
    });
    EXPECT_TRUE(jobs.DoOne("mail"));
    EXPECT_FALSE(jobs.DoOne("mail"));
    EXPECT_TRUE(jobs.DoOne("fetch"));
    EXPECT_FALSE(jobs.DoOne("fetch"));
    EXPECT_EQ(done, (std::vector<std::string>{"mail", "fetch"}));
}

TEST_P(JobQueue, a_letter_goes_while_slow_work_lasts) {
    std::promise<void> begun, sent;
    auto has_begun = begun.get_future(), was_sent = sent.get_future();
    const auto fetch = [&](const Job&) {
        begun.set_value();
        was_sent.wait_for(std::chrono::seconds(60));
    };
    jobs.Handle("fetch", fetch, kSlow);
    jobs.Handle("mail", [&](const Job&) { sent.set_value(); });
    jobs.Start();
    database->MustWrite([&](storage::Transaction& tx) { jobs.Add(tx, "fetch", "", clock.Now()); });
    ASSERT_EQ(has_begun.wait_for(std::chrono::seconds(60)), std::future_status::ready);
    database->MustWrite([&](storage::Transaction& tx) { jobs.Add(tx, "mail", "", clock.Now()); });
    EXPECT_EQ(was_sent.wait_for(std::chrono::seconds(60)), std::future_status::ready);
    jobs.Stop();
    EXPECT_TRUE(jobs.Waiting(10).empty());
}

// A preview that takes its time must not hold up a letter.
TEST_P(JobQueue, no_kind_waits_for_another) {
    std::promise<void> begun, sent;
    auto has_begun = begun.get_future(), was_sent = sent.get_future();
    jobs.Handle("preview", [&](const Job&) {
        begun.set_value();
        was_sent.wait_for(std::chrono::seconds(60));
    });
    jobs.Handle("mail", [&](const Job&) { sent.set_value(); });
    jobs.Start();
    database->MustWrite([&](storage::Transaction& tx) { jobs.Add(tx, "preview", "", clock.Now()); });
    ASSERT_EQ(has_begun.wait_for(std::chrono::seconds(60)), std::future_status::ready);
    database->MustWrite([&](storage::Transaction& tx) { jobs.Add(tx, "mail", "", clock.Now()); });
    EXPECT_EQ(was_sent.wait_for(std::chrono::seconds(60)), std::future_status::ready);
    jobs.Stop();
    EXPECT_TRUE(jobs.Waiting(10).empty());
}

// The clock was a year ahead when the job was taken, and was put right: nobody waits a year for the lease.
TEST_P(JobQueue, a_lease_from_a_wrong_clock_binds_nobody) {
    int done = 0;
    jobs.Handle("mail", [&](const Job&) { ++done; });
    database->MustWrite([&](storage::Transaction& tx) {
        constexpr storage::Statement kLeased{"test.leased", R"(
            INSERT INTO job (id, kind, payload, run_at, attempts, leased_until, last_error)
            VALUES ($id, 'mail', '', $run_at, 1, $until, ''))"};
        tx.Run(kLeased, {{"id", 1}, {"run_at", clock.Now()}, {"until", clock.Now() + 365 * kDay}});
        tx.Run(kLeased, {{"id", 2}, {"run_at", clock.Now()}, {"until", clock.Now() + 3 * kMinute}});
    });
    EXPECT_TRUE(jobs.DoOne("mail"));
    EXPECT_FALSE(jobs.DoOne("mail"));
    EXPECT_EQ(done, 1);
}

// The first holder came back after its lease, while the second one works.
TEST_P(JobQueue, a_lease_that_ran_out_ends_nothing) {
    Jobs other(*database, clock);
    other.Handle("mail", [](const Job&) { throw std::runtime_error("the second one failed"); });
    bool first_fails = false;
    jobs.Handle("mail", [&](const Job&) {
        clock.Set(clock.Now() + kPrompt + kMinute);
        EXPECT_TRUE(other.DoOne("mail"));
        if (first_fails) throw std::runtime_error("the first one failed");
    });
    database->MustWrite([&](storage::Transaction& tx) { jobs.Add(tx, "mail", "x", clock.Now()); });
    for (const bool fails : {false, true}) {
        first_fails = fails;
        EXPECT_TRUE(jobs.DoOne("mail"));
        ASSERT_EQ(jobs.Waiting(10).size(), 1U);
        EXPECT_EQ(jobs.Waiting(10).front().last_error, "the second one failed");
        clock.Set(clock.Now() + kHour);
    }
}

// Another node of a newer program will do it: here it costs none of its tries.
TEST_P(JobQueue, what_nobody_here_does_waits_for_who_does) {
    std::promise<void> sent;
    auto was_sent = sent.get_future();
    jobs.Handle("mail", [&](const Job&) { sent.set_value(); });
    database->MustWrite([&](storage::Transaction& tx) {
        jobs.Add(tx, "of a newer program", "", clock.Now() + -kMinute);
        jobs.Add(tx, "mail", "", clock.Now());
    });
    jobs.Start();
    EXPECT_EQ(was_sent.wait_for(std::chrono::seconds(60)), std::future_status::ready);
    jobs.Stop();
    EXPECT_FALSE(jobs.DoOne("of a newer program"));
    ASSERT_EQ(jobs.Waiting(10).size(), 1U);
    EXPECT_EQ(jobs.Waiting(10).front().attempts, 0);
}

// However often it is begun, and whatever lies there: one waits. One that was given up keeps no other from its turn, nor does one
// that a wrong clock has put far away.
TEST_P(JobQueue, what_comes_round_again_waits_once) {
    int swept = 0;
    bool fails = true;
    jobs.Handle("sweep", [&](const Job&) {
        if (fails) throw std::runtime_error("it is away");
        ++swept;
    });
    const auto begin = [&] { database->MustWrite([&](storage::Transaction& tx) { jobs.AddOnce(tx, "sweep", clock.Now()); }); };
    database->MustWrite([&](storage::Transaction& tx) { jobs.Add(tx, "sweep", "", clock.Now() + 365 * kDay); });
    for (int attempt = 0; attempt < Jobs::kMostAttempts; ++attempt) {
        begin();
        begin();
        EXPECT_EQ(jobs.Count().waiting, 2);
        EXPECT_TRUE(jobs.DoOne("sweep"));
        begin();
        clock.Set(clock.Now() + kLongestLease * 2);
    }
    EXPECT_EQ(jobs.Count().given_up, 1);
    fails = false;
    begin();
    EXPECT_TRUE(jobs.DoOne("sweep"));
    EXPECT_FALSE(jobs.DoOne("sweep"));
    EXPECT_EQ(swept, 1);
}

// What must happen every day looks every minute whether its day has come: no moment far away is waited for.
TEST_P(JobQueue, what_is_asked_for_while_it_is_done_is_done_again) {
    int done = 0;
    const auto ask = [&] {
        database->MustWrite([&](storage::Transaction& tx) { jobs.AddFollowing(tx, "follow", clock.Now()); });
    };
    jobs.Handle("follow", [&](const Job&) {
        if (++done == 1) ask(), ask();
    });
    ask();
    ask();
    EXPECT_TRUE(jobs.DoOne("follow"));
    EXPECT_TRUE(jobs.DoOne("follow")) << "who asked while it was done has not been seen by it";
    EXPECT_FALSE(jobs.DoOne("follow"));
    EXPECT_EQ(done, 2);
}

TEST_P(JobQueue, ticks_go_on_whatever_the_clock_says) {
    std::promise<void> ticked;
    auto has_ticked = ticked.get_future();
    jobs.EveryMinute([] { throw std::runtime_error("another's trouble"); });
    jobs.EveryMinute([] { throw Refusal{"NO", {}, ""}; });
    jobs.EveryMinute([&, first = true]() mutable {
        if (std::exchange(first, false)) ticked.set_value();
    });
    clock.Set(clock.Now() + -365 * kDay);
    jobs.Start();
    EXPECT_EQ(has_ticked.wait_for(std::chrono::seconds(60)), std::future_status::ready);
    jobs.Stop();
}

TEST_P(JobQueue, what_is_done_once_a_day_is_done_as_the_program_starts_and_waits_once) {
    std::promise<void> promised;
    auto done = promised.get_future();
    database->MustWrite([&](storage::Transaction& tx) { jobs.AddOnce(tx, "daily", clock.Now()); });  // of the run before
    EveryDay(jobs, *database, clock, "daily", [&] { promised.set_value(); });
    jobs.Start();
    EXPECT_EQ(done.wait_for(std::chrono::seconds(60)), std::future_status::ready);
    jobs.Stop();
    EXPECT_EQ(jobs.Count().given_up, 0);
}

namespace {

// The system gives no thread while this stands: each would have a stack larger than any memory.
class NoThreads {
  public:
    NoThreads() {
        ::pthread_getattr_default_np(&before_);
        pthread_attr_t huge{};
        ::pthread_attr_init(&huge);
        ::pthread_attr_setstacksize(&huge, std::size_t{1} << 50);
        ::pthread_setattr_default_np(&huge);
        ::pthread_attr_destroy(&huge);
    }
    ~NoThreads() {
        ::pthread_setattr_default_np(&before_);
        ::pthread_attr_destroy(&before_);
    }
    NoThreads(const NoThreads&) = delete;
    NoThreads& operator=(const NoThreads&) = delete;

  private:
    pthread_attr_t before_{};
};

}  // namespace

TEST_P(JobQueue, a_kind_that_was_refused_a_thread_gets_one_later) {
    std::promise<void> done, refused;
    jobs.Handle("mail", [&](const Job&) { done.set_value(); });
    ListenToLog([&, first = true](std::string_view line) mutable {
        if (line.contains("JOB_RUNNER_FAILED") && std::exchange(first, false)) refused.set_value();
    });
    jobs.Start();
    {
        const NoThreads none;
        database->MustWrite([&](storage::Transaction& tx) { jobs.Add(tx, "mail", "", clock.Now()); });
        ASSERT_EQ(refused.get_future().wait_for(std::chrono::seconds(60)), std::future_status::ready);
    }
    EXPECT_EQ(done.get_future().wait_for(std::chrono::seconds(60)), std::future_status::ready);
    ListenToLog({});
    jobs.Stop();
}

TEST_P(JobQueue, tries_again_later_and_says_why) {
    int tries = 0;
    jobs.Handle("mail", [&](const Job&) {
        if (++tries < 2) throw std::runtime_error("the mail server is away");
    });
    database->MustWrite([&](storage::Transaction& tx) { jobs.Add(tx, "mail", "x", clock.Now()); });
    EXPECT_TRUE(jobs.DoOne("mail"));
    EXPECT_FALSE(jobs.DoOne("mail"));
    EXPECT_EQ(jobs.Waiting(10).at(0).last_error, "the mail server is away");
    clock.Set(clock.Now() + 3 * kMinute);
    EXPECT_TRUE(jobs.DoOne("mail"));
    EXPECT_TRUE(jobs.Waiting(10).empty());
}

// Twelve tries, then it lies beside what waits and out of its way, until somebody decides.
TEST_P(JobQueue, what_used_up_its_tries_is_given_up_and_an_operator_decides) {
    bool mended = false;
    int sent = 0;
    jobs.Handle("mail", [&](const Job&) {
        EXPECT_EQ(jobs.Count().given_up, 0) << "the last try is one as well";
        if (!mended) throw std::runtime_error("the mail server is away");
        ++sent;
    });
    JobId id;
    database->MustWrite([&](storage::Transaction& tx) {
        id = jobs.Add(tx, "mail", "x", clock.Now());
        jobs.Add(tx, "mail", "later", clock.Now() + 365 * kDay);
    });
    for (int attempt = 0; attempt < Jobs::kMostAttempts; ++attempt) {
        EXPECT_FALSE(jobs.Again(id)) << "it is not given up yet";
        EXPECT_TRUE(jobs.DoOne("mail"));
        clock.Set(clock.Now() + 7 * kHour);
    }
    EXPECT_FALSE(jobs.DoOne("mail"));
    EXPECT_EQ(jobs.Count().given_up, 1);
    EXPECT_EQ(jobs.Count().waiting, 1);
    EXPECT_EQ(jobs.GivenUp(10).at(0).id, id);
    EXPECT_EQ(jobs.Waiting(10).at(0).payload, "later");
    mended = true;
    EXPECT_TRUE(jobs.Again(id));
    EXPECT_FALSE(jobs.Drop(id)) << "it waits again";
    EXPECT_TRUE(jobs.DoOne("mail"));
    EXPECT_EQ(sent, 1);
    EXPECT_EQ(jobs.Count().waiting, 1);
}

// Whoever did it for the last time died of it.
TEST_P(JobQueue, a_last_try_that_never_ended_is_given_up_when_its_lease_ends) {
    JobId id;
    database->MustWrite([&](storage::Transaction& tx) {
        id = jobs.Add(tx, "mail", "", clock.Now());
        constexpr storage::Statement kLast{"test.last", "UPDATE job SET attempts = 12, leased_until = $until"};
        tx.Run(kLast, {{"until", clock.Now() + kPrompt}});
    });
    EXPECT_EQ(jobs.Count().given_up, 0);
    EXPECT_EQ(jobs.Waiting(10).size(), 1U);
    clock.Set(clock.Now() + kPrompt);
    EXPECT_EQ(jobs.Count().given_up, 1);
    EXPECT_TRUE(jobs.Waiting(10).empty());
    EXPECT_TRUE(jobs.Drop(id));
    EXPECT_FALSE(jobs.Drop(id));
    EXPECT_EQ(jobs.Count().given_up, 0);
}

INSTANTIATE_TEST_SUITE_P(Both, JobQueue, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace dongson::jobs
