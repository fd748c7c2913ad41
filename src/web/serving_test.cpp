#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <optional>
#include <thread>

#include "core/waiting.h"
#include "web/asker.h"
#include "web/busy.h"
#include "web/byte_range.h"
#include "web/compression.h"
#include "web/rate_limiter.h"
#include "web/router.h"
#include "web/worker_pool.h"

namespace dongson::web {

namespace {

struct Everyone {
    std::string_view name() const { return "anyone"; }
    template <class Function>
    Handler Admit(Function function) const {
        return function;
    }
};

Router Site() {
    Router site;
    const auto answer = [](Request&) { return Response(); };
    for (const auto* pattern : {"/", "/ho-so", "/ho-so/{code}", "/ho-so/{code}/da-nop", "/ho-so/tim", "/tile/{tile…}"})
        site.Get(pattern, Everyone(), answer);
    return site;
}

}  // namespace

TEST(Router, prefers_what_is_written_out_and_reads_parameters) {
    const auto site = Site();
    EXPECT_EQ(site.Find(Method::get, "/ho-so/tim")->route->pattern, "/ho-so/tim");
    EXPECT_EQ(site.Find(Method::get, "/ho-so/H56.1-2")->parameters[0].second, "H56.1-2");
    EXPECT_EQ(site.Find(Method::head, "/ho-so/x/da-nop")->route->pattern, "/ho-so/{code}/da-nop");
    EXPECT_EQ(site.Find(Method::get, "/tile/0/x001/067.p/3")->parameters[0].second, "0/x001/067.p/3");
    EXPECT_TRUE(site.Find(Method::get, "/"));
    for (const auto* path : {"", "x", "/ho-so/", "/ho-so/a/b", "/tile/", "//"})
        EXPECT_FALSE(site.Find(Method::get, path)) << path;
    EXPECT_FALSE(site.Find(Method::post, "/ho-so"));
}

TEST(Router, refuses_two_handlers_for_one_path) {
    auto site = Site();
    EXPECT_THROW(site.Get("/ho-so", Everyone(), [](Request&) { return Response(); }), std::logic_error);
}

TEST(WorkerPool, does_everything_it_took_and_refuses_when_full) {
    std::atomic<int> done = 0;
    {
        WorkerPool pool({.threads = 4, .waiting = 100000, .waiting_of_one = 100000});
        std::vector<std::jthread> clients;
        for (int client = 0; client < 4; ++client)
            clients.emplace_back([&] {
                for (int round = 0; round < 2000; ++round)
                    while (!pool.Submit("a", [&] { ++done; })) std::this_thread::yield();
            });
        clients.clear();
        while (done < 8000) std::this_thread::yield();
    }
    EXPECT_EQ(done, 8000);
    std::atomic<bool> go = false;
    WorkerPool small({.threads = 1, .waiting = 2});
    EXPECT_TRUE(small.Submit("a", [&] {
        while (!go) std::this_thread::yield();
    }));
    while (small.Waiting() > 0) std::this_thread::yield();
    EXPECT_TRUE(small.Submit("a", [] {}));
    EXPECT_TRUE(small.Submit("a", [] {}));
    EXPECT_FALSE(small.Submit("a", [] {}));
    go = true;
}

// One address asks a hundred times; what another asks once does not wait for them.
TEST(WorkerPool, serves_askers_in_turns_and_leaves_a_thread_for_the_others) {
    std::mutex mutex;
    std::string order;
    std::atomic<bool> go = false;
    {
        WorkerPool pool({.threads = 1, .waiting_of_one = 100});
        const auto note = [&](char who) {
            return [&, who] {
                while (!go) std::this_thread::yield();
                const std::lock_guard lock(mutex);
                order += who;
            };
        };
        EXPECT_TRUE(pool.Submit("a", note('a')));
        while (pool.Waiting() > 0) std::this_thread::yield();
        for (int more = 0; more < 100; ++more) EXPECT_TRUE(pool.Submit("a", note('a')));
        EXPECT_FALSE(pool.Submit("a", note('a')));
        for (const auto* who : {"b", "c", "b"}) EXPECT_TRUE(pool.Submit(who, note(who[0])));
        go = true;
    }
    EXPECT_EQ(order.size(), 104U);
    EXPECT_LT(order.find('b'), 4U);
    EXPECT_LT(order.find('c'), 4U);
    EXPECT_LT(order.rfind('b'), 7U);

    go = false;
    std::atomic<bool> answered = false;
    WorkerPool pair({.threads = 2, .at_once_of_one = 1});
    for (int more = 0; more < 5; ++more)
        EXPECT_TRUE(pair.Submit("a", [&] {
            while (!go) std::this_thread::yield();
        }));
    EXPECT_TRUE(pair.Submit("b", [&] { answered = true; }));
    while (!answered) std::this_thread::yield();  // or for ever
    go = true;
}

// Each piece waits for the one after it: with two threads awake none would end, but for the one that looks after them.
TEST(WorkerPool, lets_another_work_while_those_awake_take_long_or_wait) {
    for (const bool says_so : {false, true}) {
        std::atomic<int> begun = 0;
        WorkerPool pool({.threads = 8, .awake = 2});
        for (int piece = 0; piece < 6; ++piece)
            EXPECT_TRUE(pool.Submit("a", [&begun, piece, says_so] {
                ++begun;
                std::optional<Waiting> waiting;
                if (says_so) waiting.emplace();
                while (begun < std::min(piece + 2, 6)) std::this_thread::yield();
            }));
        while (begun < 6) std::this_thread::yield();  // or for ever
    }
}

TEST(RateLimiter, lets_so_many_through_and_fills_up_again) {
    RateLimiter limiter(3, 60);
    Instant now{1000000};
    for (int attempt = 0; attempt < 3; ++attempt) EXPECT_TRUE(limiter.Allow("a", now));
    EXPECT_FALSE(limiter.Allow("a", now));
    EXPECT_TRUE(limiter.Allow("b", now));
    EXPECT_TRUE(limiter.Allow("a", now + kSecond));
    EXPECT_FALSE(limiter.Allow("a", now + kSecond));
    EXPECT_FALSE(limiter.Allow("a", now));  // a clock set back gives nothing
}

TEST(RateLimiter, forgets_many_keys_at_most_once_a_second) {
    RateLimiter limiter(1, 60'000);  // full again after a millisecond
    const Instant now{1'000'000};
    const auto come = [&](Instant at) {
        for (int key = 0; key < 100'001; ++key) limiter.Allow(std::to_string(key), at);
    };
    come(now);
    EXPECT_TRUE(limiter.Allow("a", now));  // none of them is full yet
    EXPECT_TRUE(limiter.Allow("b", now + 10));
    EXPECT_GT(limiter.Known(), 100'000U);
    EXPECT_TRUE(limiter.Allow("c", now + kSecond));
    EXPECT_EQ(limiter.Known(), 1U);
}

TEST(Busy, is_a_page_for_people_and_a_problem_for_programs) {
    Request request;
    request.path = "/dang-nhap";
    const auto page = Busy(request, Lane::password);
    EXPECT_EQ(page.status, 503);
    EXPECT_EQ(page.type, "text/html; charset=utf-8");
    EXPECT_NE(page.body.find("Hệ thống đang quá đông người dùng"), std::string::npos);
    request.language = Language::english;
    EXPECT_NE(Busy(request, Lane::password).body.find("Too many people"), std::string::npos);
    EXPECT_EQ(Busy(request, Lane::bulk).type, "application/problem+json");
    request.headers.emplace_back("accept", "application/json");
    const auto problem = Busy(request, Lane::password);
    EXPECT_EQ(problem.status, 503);
    EXPECT_EQ(problem.type, "application/problem+json");
    EXPECT_NE(problem.body.find("SERVER_BUSY"), std::string::npos);
    EXPECT_NE(std::ranges::find(problem.headers, std::pair<std::string, std::string>("retry-after", "5")), problem.headers.end());
}

TEST(Problem, says_the_status_that_it_has) {
    const auto problem = Problem(Refusal{"REQUEST_FAILED", {}, "", RefusalKind::unavailable}, 500);
    EXPECT_EQ(problem.status, 500);
    EXPECT_NE(problem.body.find(R"("status":500)"), std::string::npos);
}

TEST(Asker, is_who_shares_an_address_or_a_network_of_one_home) {
    EXPECT_EQ(AskerOf("203.0.113.9"), "203.0.113.9");
    EXPECT_EQ(AskerOf("::ffff:203.0.113.9"), "203.0.113.9");
    EXPECT_EQ(AskerOf("::FFFF:cb00:7109"), "203.0.113.9");
    EXPECT_EQ(AskerOf("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
    EXPECT_EQ(AskerOf("2001:DB8:1:2::9"), "2001:db8:1:2::/64");
    EXPECT_EQ(AskerOf("fe80::1%eth0"), "fe80::/64");
    EXPECT_NE(AskerOf("2001:db8:1:2::9"), AskerOf("2001:db8:1:3::9"));
    for (const auto* none : {"", "*", "signed-in", "203.0.113", "1:2:3"}) EXPECT_EQ(AskerOf(none), none);
}

TEST(ByteRange, is_read_as_rfc_9110_says) {
    using enum WantedRange::Kind;
    const std::tuple<std::string_view, WantedRange::Kind, ByteRange> cases[] = {
        {"bytes=0-4", part, {0, 4}},     {"bytes=5-", part, {5, 9}},   {"bytes=-3", part, {7, 9}},
        {"bytes=-99", part, {0, 9}},     {"bytes=3-99", part, {3, 9}}, {"bytes=10-", unsatisfiable, {}},
        {"bytes=-0", unsatisfiable, {}}, {"bytes=1-2,4-5", whole, {}}, {"bytes=x-2", whole, {}},
        {"bytes=1-x", whole, {}},        {"lines=1-2", whole, {}},     {"", whole, {}}};
    for (const auto& [header, kind, range] : cases) {
        const auto wanted = ParseByteRange(header, 10);
        EXPECT_EQ(wanted.kind, kind) << header;
        if (kind == part) {
            EXPECT_EQ(wanted.range, range) << header;
        }
    }
}

TEST(ClientAddress, believes_only_named_proxies) {
    const std::vector<std::string> proxies{"10.0.0.1", "10.0.0.2"};
    const std::tuple<std::string_view, std::string_view, std::string_view> cases[] = {
        {"203.0.113.7", "1.2.3.4", "203.0.113.7"},     // not our proxy: the header is anybody's
        {"10.0.0.1", "1.2.3.4", "1.2.3.4"},            // one hop
        {"10.0.0.1", "6.6.6.6, 1.2.3.4", "1.2.3.4"},   // what the client itself wrote stands further left
        {"10.0.0.1", "1.2.3.4, 10.0.0.2", "1.2.3.4"},  // two of ours
        {"10.0.0.1", "2001:db8::1", "2001:db8::1"},   {"10.0.0.1", "", "10.0.0.1"},
        {"10.0.0.1", "<script>", "10.0.0.1"},         {"10.0.0.1", "10.0.0.2", "10.0.0.1"}};
    for (const auto& [peer, header, wanted] : cases)
        EXPECT_EQ(ClientAddress(peer, header, proxies), wanted) << peer << " " << header;
}

TEST(Compression, is_chosen_by_what_the_client_says) {
    EXPECT_EQ(ChooseEncoding("gzip, deflate, br"), Encoding::brotli);
    EXPECT_EQ(ChooseEncoding("gzip;q=1.0, br;q=0.5"), Encoding::gzip);
    EXPECT_EQ(ChooseEncoding("br;q=0"), Encoding::identity);
    EXPECT_EQ(ChooseEncoding("*"), Encoding::gzip);
    EXPECT_EQ(ChooseEncoding(""), Encoding::identity);
    const std::string text(5000, 'a');
    EXPECT_LT(Compress(text, Encoding::gzip, Effort::quick).size(), 200U);
    EXPECT_LT(Compress(text, Encoding::brotli, Effort::thorough).size(), 200U);
}

}  // namespace dongson::web
