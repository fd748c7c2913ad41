#include "modules/soc/search/search.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "core/embedded.h"
#include "core/inflate.h"
#include "core/read_file.h"
#include "core/testing/in_source.h"
#include "core/testing/temporary_folder.h"
#include "core/text.h"
#include "modules/soc/engine/evaluate.h"

namespace dongson::soc {
namespace {

const Parser* BySaying(std::uint32_t) {
    return nullptr;
}

class Search : public ::testing::Test {
  protected:
    Search() {
        store_ = std::make_unique<EventStore>(
            folder_.path(), std::vector<std::string>{"standard"},
            StreamLimits{.block_bytes = 60'000, .block_events = 500, .segment_bytes = 200'000, .waiting_blocks = 4});
    }
    void Add(std::string_view bytes, Shape shape, std::uint32_t source = 1) {
        const Instant now{1'764'032'400'000 + kSecond * ++count_};
        const std::string padded = std::string(bytes) + std::string(BlockView::kPadding, '\0');
        EventRecord record{.source = source,
                           .shape = shape,
                           .received = now,
                           .time = now,
                           .bytes = std::string_view(padded).substr(0, bytes.size())};
        // As the watcher does it.
        static const auto any = ReadQuery("").value();
        LogSources sources = any->sources;
        Normaliser normaliser(Parsers::Shipped(), any->fields, sources);
        Event event;
        const auto read = normaliser.Read(record, nullptr, event);
        record.derived = !read.derived.empty();
        if (read.time) record.time = *read.time;
        store_->Stream("standard").Append(record, read.derived);
    }
    void AddSome() {
        for (int i = 0; i < 300; ++i)
            Add("<38>Nov 25 07:59:58 sv sshd[1]: Failed password for root from 10." + std::to_string(i / 100) + "." +
                    std::to_string(i % 100) + ".7 port " + std::to_string(1000 + i) + " ssh2",
                Shape::syslog);
        Add(R"({"Channel":"Security","EventID":4688,"CommandLine":"C:\\Tools\\mimi\u004Batz.exe","user":{"name":"\u0110\u1ed7 An"},"n":2.5e3,"m":1.0})",
            Shape::json, 2);
        Add("{\"CommandLine\":\"mimi\xe2\x84\xaa"
            "atz\"}",
            Shape::json, 2);
        Add("type=PROCTITLE msg=audit(1764032398.243:1): proctitle=636174002F6574632F736861646F77", Shape::text, 3);
        Add("\xff\xfe no letters of UTF-8", Shape::text, 3);
        Add("\u017fettled in \u0130stanbul", Shape::text, 3);
    }
    std::vector<std::uint64_t> Find(std::string_view text, SearchScope scope = {.order = Order::oldest_first}) {
        auto query = ReadQuery(text);
        EXPECT_TRUE(query) << text << ": " << query.error().sentence.Now();
        std::vector<std::uint64_t> found;
        if (!query) return found;
        Searcher searcher(*store_, *query, BySaying);
        cost_ = searcher.Run(scope, [&](const EventKey& key, const EventRecord&, const Event&) {
            found.push_back(key.number);
            return true;
        });
        return found;
    }
    testing::TemporaryFolder folder_;
    std::unique_ptr<EventStore> store_;
    std::int64_t count_ = 0;
    SearchCost cost_;
};

TEST_F(Search, finds_what_is_meant_however_it_is_written) {
    AddSome();
    for (const bool sealed : {false, true}) {
        if (sealed) {
            ASSERT_TRUE(store_->Stream("standard").Seal());
        }
        const struct {
            const char* query;
            std::vector<std::uint64_t> found;
        } cases[] = {
            {"source.ip:10.0.17.7", {18}},
            {"source.ip:10.0.17.0/24", {18}},
            {"SOURCE 10.0.17.7", {}},
            {"10.0.17.7", {18}},
            {"password 10.0.17.7 not user.name:an", {18}},
            {"source.port >= 1298", {299, 300}},
            {"source.port:[1297 TO 1298]", {298, 299}},
            {"source.port:{1297 TO *]", {299, 300}},
            {"source.port:(1001 or 1003)", {2, 4}},
            {"message:\"port 1004\"", {5}},
            {"message:/port 10(05|06) /", {6, 7}},
            {"mimikatz", {301, 302}},
            {"*mikat*", {301, 302}},
            {"process.command_line:*MIMIKATZ*", {301, 302}},
            {"CommandLine:*mimikatz.exe", {301}},
            {"user.name:\"Đỗ An\"", {301}},
            {"user.name:đỗ*", {301}},
            {"n:2500", {301}},
            {"m:1", {301}},
            {"n:*", {301}},
            {"process.command_line:\"cat /etc/shadow\"", {303}},
            {"shadow", {303}},
            {"letters", {304}},
            {"settled istanbul", {305}},
            {"*ettled* *stanbul", {305}},
            {"event.outcome:failure and source.port:1009", {10}},
            {"log.syslog.facility.code:4 and source.port:1010", {11}},
            {"port1011", {}},
            {"ssword", {}},
            {"title: x\nlogsource: {product: linux, service: sshd}\ndetection:\n  k: ['from 10.0.20.7']\n  condition: k\n", {21}},
        };
        for (const auto& [query, found] : cases)
            EXPECT_EQ(Find(query), found) << query << (sealed ? " in a segment" : " in memory");
        EXPECT_EQ(Find("").size(), 305U);
        EXPECT_EQ(Find("event.outcome:failure").size(), 300U);
    }
}

TEST_F(Search, keeps_to_times_sources_and_order_and_stops_when_told) {
    AddSome();
    ASSERT_TRUE(store_->Stream("standard").Seal());
    EXPECT_EQ(Find("", {.sources = {2}, .order = Order::newest_first}), (std::vector<std::uint64_t>{302, 301}));
    const auto query = ReadQuery("*").value();
    Searcher searcher(*store_, query, BySaying);
    int seen = 0;
    const auto cost = searcher.Run({}, [&](const EventKey& key, const EventRecord&, const Event&) {
        EXPECT_EQ(key.number, 305U - static_cast<unsigned>(seen));
        return ++seen < 5;
    });
    EXPECT_EQ(seen, 5);
    EXPECT_FALSE(cost.finished);
    EXPECT_FALSE(searcher.Run({.give_up = {1}}, [](const auto&, const auto&, const auto&) { return true; }).finished);
}

TEST_F(Search, passes_over_blocks_that_cannot_hold_it) {
    for (int i = 0; i < 5000; ++i) Add("event number " + std::to_string(i) + " of host" + std::to_string(i), Shape::text);
    ASSERT_TRUE(store_->Stream("standard").Seal());
    EXPECT_EQ(Find("host4711"), (std::vector<std::uint64_t>{4712}));
    EXPECT_EQ(cost_.blocks, 10U);
    EXPECT_GE(cost_.passed_over, 8U);
    EXPECT_LE(cost_.read, 2U);
}

TEST(Needles, looks_for_whole_addresses_where_blocks_remember_them) {
    BlockBuilder builder(1);
    for (const char* line : {"1.2", "2.3", "3.4", "from 10.0.0.1 to 8.7.6.5.4"})
        builder.Add({.source = 1, .shape = Shape::text, .received = {1}, .time = {1}, .bytes = line});
    std::string bytes = builder.Seal({});
    const auto may = [&](std::string_view text) {
        return MayHold(BlockView::Open(bytes).value(), NeedlesOf(ReadQuery(text).value()->condition, Parsers::Shipped()));
    };
    EXPECT_TRUE(may("10.0.0.1"));
    EXPECT_TRUE(may("source.ip:10.0.0.1"));
    EXPECT_TRUE(may("8.7.6.5"));
    EXPECT_TRUE(may("7.6.5.4"));
    EXPECT_TRUE(may("source.ip:*.6.5.4")) << "what stands before is not known";
    EXPECT_FALSE(may("1.2.3.4"));
    EXPECT_TRUE(may("6.5")) << "pairs of numbers are in too many to be remembered";
    EXPECT_FALSE(may("to.8"));
    bytes[3] = '2';
    EXPECT_FALSE(may("6.5")) << "blocks of the second format remember them";
    bytes[3] = '1';
    EXPECT_FALSE(may("1.2.3.4"));
    bytes = ReadFile(InSource("/tests/data/events/format-2.block")).value();
    EXPECT_TRUE(may("10.0.0.7"));
    EXPECT_TRUE(may("0.7"));
    EXPECT_FALSE(may("1.7"));
    EXPECT_FALSE(may("10.7.7.0"));
    bytes[3] = '1';
    EXPECT_FALSE(may("10.7.7.0"));
    EXPECT_TRUE(may("0.0.0.7")) << "blocks of the first format know pairs alone";
}

// What the shortcuts leave out is nothing: against reading every event.
TEST_F(Search, gives_what_reading_every_event_gives) {
    const std::string recorded = Inflate(Embedded("data/soc/recorded_attacks.ndjson.gz"), 64 << 20).value();
    std::vector<std::string> lines;
    for (const auto line : Split(std::string_view(recorded), '\n'))
        if (!line.empty()) lines.emplace_back(line);
    lines.resize(std::min<std::size_t>(lines.size(), 800));
    for (const std::string& line : lines) Add(line, Shape::json);
    ASSERT_TRUE(store_->Stream("standard").Seal());
    for (const char* text : {"powershell", "\"powershell.exe\" and not EventID:1", "Image:*\\\\cmd.exe", "CommandLine:*-enc*",
                             "EventID:(1 or 4688)", "user.name:*admin*", "destination.port >= 445", "message:/logon type:\\s+3/",
                             "svchost.exe or lsass.exe", "not Channel:Security", "System32", "c:\\windows\\system32", "0x3e7",
                             "TargetFilename:*.exe", "DestinationIp:10.0.0.0/8", "SourceName:microsoft*sysmon"}) {
        const auto query = ReadQuery(text);
        ASSERT_TRUE(query) << text;
        LogSources sources = (*query)->sources;
        Normaliser normaliser(Parsers::Shipped(), (*query)->fields, sources);
        Event event;
        std::vector<std::uint64_t> plainly;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const std::string padded = lines[i] + std::string(BlockView::kPadding, '\0');
            const auto read = normaliser.Read(
                {.shape = Shape::json, .bytes = std::string_view(padded).substr(0, lines[i].size())}, nullptr, event);
            ASSERT_EQ(read.fault, "");
            sources.Rename(sources.Of(event, read.of), event);
            if (Holds((*query)->condition, event)) plainly.push_back(i + 1);
        }
        EXPECT_EQ(Find(text), plainly) << text;
    }
}

TEST(Query, says_what_it_does_not_understand) {
    for (const char* text : {"(a", "a)", "a and", "user.name:", "port > x", "x:[1 2]", "x:[1 TO b]", "/(/", "/a", "\"a", "not",
                             "a or or b", "title: x\ndetection: 5", "\"\""}) {
        const auto query = ReadQuery(text);
        ASSERT_FALSE(query) << text;
        EXPECT_EQ(query.error().field, "q");
    }
    EXPECT_FALSE(ReadQuery(std::string(200, '(') + "a" + std::string(200, ')')));
    EXPECT_TRUE(ReadQuery("a-b c:d-e f:\"x y\" http://x.y/z?q=1"));
}

TEST(Event, keys_are_read_as_they_are_written) {
    EXPECT_EQ(EventKey::Parse("standard-12")->Text(), "standard-12");
    EXPECT_EQ(EventKey::Parse("a-b-7")->stream, "a-b");
    for (const char* wrong : {"", "-1", "a-", "a", "a-x", "a-1x"}) EXPECT_FALSE(EventKey::Parse(wrong)) << wrong;
}

}  // namespace
}  // namespace dongson::soc
