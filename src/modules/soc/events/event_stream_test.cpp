#include "modules/soc/events/event_stream.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "core/read_file.h"
#include "core/testing/in_source.h"
#include "core/testing/temporary_folder.h"
#include "modules/soc/events/bloom.h"
#include "modules/soc/events/event_walk.h"
#include "modules/soc/events/verify.h"

namespace dongson::soc {
namespace {

using Folder = testing::TemporaryFolder;

EventRecord Line(std::string_view bytes, std::int64_t second, std::uint32_t source = 1) {
    return {
        .source = source, .shape = Shape::text, .received = {second * kSecond}, .time = {second * kSecond - 5}, .bytes = bytes};
}

// Everything in a stream, in order.
std::vector<std::string> All(const EventStream& stream) {
    std::vector<std::string> lines;
    WalkStream(stream, 0, [&](std::uint64_t, const EventRecord& record) {
        lines.emplace_back(record.bytes);
        return true;
    });
    return lines;
}

std::vector<std::string> Numbered(int from, int to) {
    std::vector<std::string> lines;
    for (int i = from; i <= to; ++i) lines.push_back("event " + std::to_string(i));
    return lines;
}

void AppendAll(EventStream& stream, const std::vector<std::string>& lines) {
    std::int64_t second = 1000;
    for (const std::string& line : lines) stream.Append(Line(line, ++second));
}

constexpr StreamLimits kSmall{.block_bytes = 200, .block_events = 1000, .segment_bytes = 2000, .waiting_blocks = 2};

// A hundred events in one segment of several blocks: its path, and where they lie.
std::pair<std::string, std::vector<BlockPlace>> OneSegment(const Folder& folder) {
    {
        EventStream stream(folder.path(),
                           {.block_bytes = 200, .block_events = 1000, .segment_bytes = 1 << 20, .waiting_blocks = 2});
        AppendAll(stream, Numbered(1, 100));
        stream.Seal();
    }
    std::string path;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
        if (entry.path().extension() == Segment::kSuffix) path = entry.path().string();
    std::vector<Damage> none;
    return {path, Segment::Load(path, none)->Places()};
}

TEST(EventStream, keeps_the_order_over_blocks_and_segments_and_a_restart) {
    Folder folder;
    {
        EventStream stream(folder.path(), kSmall);
        EXPECT_EQ(stream.next(), 1U);
        AppendAll(stream, Numbered(1, 500));
        ASSERT_TRUE(stream.Seal());
        EXPECT_EQ(All(stream), Numbered(1, 500));
        EXPECT_GT(stream.Segments().size(), 2U);
    }
    EventStream again(folder.path(), kSmall);
    EXPECT_TRUE(again.damages().empty());
    EXPECT_EQ(again.next(), 501U);
    EXPECT_EQ(All(again), Numbered(1, 500));
    AppendAll(again, Numbered(501, 600));
    EXPECT_EQ(All(again), Numbered(1, 600));
    again.Seal();
    EXPECT_TRUE(VerifyEvents(folder.path()).faults.empty());
}

TEST(EventStream, what_was_synced_comes_back_though_the_program_died) {
    Folder folder, copy;
    EventStream stream(folder.path(), {});
    AppendAll(stream, Numbered(1, 50));
    stream.Sync();
    AppendAll(stream, Numbered(51, 60));
    // The folder as a killed program leaves it.
    std::filesystem::copy(folder.path(), copy.path(), std::filesystem::copy_options::recursive);
    EventStream again(copy.path(), {});
    EXPECT_EQ(All(again), Numbered(1, 50));
    EXPECT_EQ(again.next(), 51U);
}

// The journals of a program that died go when their events are in a segment, and the one that is being written stays though an
// empty one had its name.
TEST(EventStream, what_came_after_a_program_died_comes_back_too) {
    Folder folder, first, second;
    EventStream stream(folder.path(), {});
    AppendAll(stream, Numbered(1, 50));
    stream.Sync();
    std::filesystem::copy(folder.path(), first.path(), std::filesystem::copy_options::recursive);
    std::ofstream(first.path() + "/0000000000000051.journal");
    EventStream again(first.path(), {});
    AppendAll(again, Numbered(51, 60));
    ASSERT_TRUE(again.Seal());
    AppendAll(again, Numbered(61, 70));
    again.Sync();
    EXPECT_EQ(Journal::Of(first.path()), std::vector{first.path() + "/0000000000000061.journal"});
    std::filesystem::copy(first.path(), second.path(), std::filesystem::copy_options::recursive);
    EXPECT_EQ(All(EventStream(second.path(), {})), Numbered(1, 70));
}

TEST(EventStream, a_journal_that_ends_within_an_event_gives_the_ones_before_it) {
    Folder folder, copy;
    EventStream stream(folder.path(), {});
    AppendAll(stream, Numbered(1, 5));
    stream.Sync();
    std::filesystem::copy(folder.path(), copy.path(), std::filesystem::copy_options::recursive);
    const auto journal = Journal::Of(copy.path()).front();
    for (auto size = std::filesystem::file_size(journal); size > 0; size -= std::min<std::uintmax_t>(size, 7)) {
        Folder cut;
        std::filesystem::copy(copy.path(), cut.path(), std::filesystem::copy_options::recursive);
        std::filesystem::resize_file(Journal::Of(cut.path()).front(), size);
        const EventStream again(cut.path(), {});
        const auto lines = All(again);
        EXPECT_EQ(lines, Numbered(1, static_cast<int>(lines.size())));
    }
}

TEST(EventStream, events_already_in_a_segment_are_not_read_from_the_journal_again) {
    Folder folder, copy;
    EventStream stream(folder.path(), {});
    AppendAll(stream, Numbered(1, 20));
    stream.Sync();
    const std::string journal = Journal::Of(folder.path()).front();
    std::filesystem::copy(journal, copy.path());
    stream.Seal();
    // Killed between the segment's write and the journal's end.
    for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
        if (entry.path().extension() == Segment::kSuffix) std::filesystem::copy(entry.path(), copy.path());
    EXPECT_EQ(All(EventStream(copy.path(), {})), Numbered(1, 20));
}

TEST(EventStream, a_damaged_block_is_found_and_said_and_the_others_are_read) {
    Folder folder;
    const auto [path, places] = OneSegment(folder);
    ASSERT_GT(places.size(), 3U);
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(places[1].offset + sizeof(BlockHeader) + 40));
    file.put('\x5a');
    file.put('\x5a');
    file.close();

    const VerifyReport report = VerifyEvents(folder.path());
    ASSERT_EQ(report.faults.size(), 1U);
    EXPECT_EQ(report.faults[0].offset, places[1].offset);
    EXPECT_EQ(report.blocks, places.size() - 1);

    const EventStream again(folder.path(), {});
    EXPECT_EQ(again.damages().size(), 1U);
    EXPECT_EQ(All(again).size(), 100U - places[1].header.count);
    EXPECT_EQ(again.next(), 101U);
}

TEST(EventStream, a_block_taken_out_or_put_in_again_breaks_the_chain) {
    Folder folder;
    const auto [path, places] = OneSegment(folder);
    std::ifstream in(path, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    const std::string without = bytes.substr(0, places[1].offset) + bytes.substr(places[2].offset);
    std::ofstream(path, std::ios::binary) << without;
    const VerifyReport report = VerifyEvents(folder.path());
    ASSERT_EQ(report.faults.size(), 1U);
    EXPECT_NE(report.faults[0].what.find("chain"), std::string::npos);
}

// What was signed of blocks that are no longer at the end, or of a stream that is gone whole, is missed.
TEST(EventStream, an_end_that_was_cut_off_is_told_by_what_stands_in_the_ledger) {
    Folder folder;
    const auto [path, places] = OneSegment(folder);
    const auto last_of = [&](std::size_t index) { return places[index].header.first + places[index].header.count - 1; };
    ASSERT_GT(places.size(), 3U);
    const auto third = places[2].header, end = places.back().header;
    const KnownHashes anchors{{last_of(2), third.hash}, {last_of(places.size() - 1), end.hash}};
    const auto whole = VerifyEvents(folder.path(), anchors);
    EXPECT_TRUE(whole.faults.empty());
    EXPECT_EQ(whole.anchored_to, 100U);
    EXPECT_EQ(whole.blocks_after, 0U);
    const auto part = VerifyEvents(folder.path(), {{last_of(2), third.hash}});
    EXPECT_EQ(part.anchored_to, last_of(2));
    EXPECT_EQ(part.blocks_after, places.size() - 3);
    EXPECT_EQ(part.last, 100U);

    std::filesystem::resize_file(path, places.back().offset);
    const auto cut = VerifyEvents(folder.path(), anchors);
    ASSERT_EQ(cut.faults.size(), 1U);
    EXPECT_NE(cut.faults[0].what.find("ends with event 100"), std::string::npos) << cut.faults[0].what;
    EXPECT_TRUE(VerifyEvents(folder.path()).faults.empty()) << "the chain alone cannot tell";
    std::filesystem::remove(path);
    EXPECT_EQ(VerifyEvents(folder.path(), anchors).faults.size(), 1U);
    EXPECT_EQ(VerifyEvents(folder.path() + "/gone", anchors).faults.size(), 1U);
}

TEST(EventStream, the_first_block_names_what_was_forgotten_before_it) {
    Folder folder;
    EventStream stream(folder.path(), kSmall);
    AppendAll(stream, Numbered(1, 500));
    stream.Seal();
    const auto segments = stream.Segments();
    const std::uint64_t before = segments[1]->first() - 1;
    const auto hash = segments[0]->last_hash();
    stream.Forget(Instant{segments[1]->received_last().ms}, [](const Segment&) { return false; });
    const auto report = VerifyEvents(folder.path(), {{before, hash}});
    EXPECT_TRUE(report.faults.empty());
    EXPECT_EQ(report.passed, 1U);
    EXPECT_EQ(report.first, before + 1);
    EXPECT_EQ(VerifyEvents(folder.path(), {{before, Sha256{}}}).faults.size(), 1U);
}

TEST(EventStream, forgets_old_segments_unless_they_are_held) {
    Folder folder;
    EventStream stream(folder.path(), kSmall);
    AppendAll(stream, Numbered(1, 500));
    stream.Seal();
    const auto segments = stream.Segments();
    const Instant until{segments[2]->received_last().ms};
    const std::uint64_t held = segments[0]->first();
    EXPECT_EQ(stream.Forget(until, [&](const Segment& segment) { return segment.first() == held; }), segments[1]->events());
    EXPECT_EQ(stream.Segments().size(), segments.size() - 1);
    EXPECT_FALSE(std::filesystem::exists(segments[1]->path()));
    EXPECT_TRUE(std::filesystem::exists(segments[0]->path()));
}

TEST(EventBlock, remembers_every_word_and_few_that_are_not_there) {
    BlockBuilder block(1);
    std::mt19937 random(3);
    std::vector<std::string> addresses;
    for (int i = 0; i < 5000; ++i) {
        addresses.push_back("10." + std::to_string(random() % 256) + "." + std::to_string(random() % 256) + ".7");
        block.Add(Line(R"({"ip":")" + addresses.back() + R"(","path":"C:\\Users\\\u0110\u1ed7","n":2.5e3})", i));
    }
    block.AddWords("decoded");
    auto shapes = block.Seal({});
    const auto view = BlockView::Open(shapes);
    ASSERT_TRUE(view && view->Sound() && view->Proven());
    const auto may = [&](std::string_view text, Open open = Open::neither) {
        const WordHashes words = WordsOf(text, open);
        const auto remembered = [&](std::uint64_t word) { return BloomMayHold(view->bloom(), word); };
        return std::ranges::all_of(words.always, remembered) && std::ranges::all_of(words.fours, remembered);
    };
    for (const std::string& address : addresses) EXPECT_TRUE(may(address));
    EXPECT_FALSE(may("10.7.7.10")) << "though each pair of its numbers is there";
    EXPECT_TRUE(may("decoded"));
    EXPECT_TRUE(may("users"));
    EXPECT_TRUE(may("ser", Open::both)) << "nothing is known of parts of words";
    int wrong = 0;
    for (int i = 0; i < 1000; ++i) wrong += may("absent" + std::to_string(i)) ? 1 : 0;
    EXPECT_LT(wrong, 40);
}

std::vector<std::string> TextsOf(std::string_view block) {
    std::vector<std::string> texts;
    for (const auto events = BlockView::Open(block).value().Read(); const EventRecord& record : events.records)
        texts.emplace_back(record.bytes);
    return texts;
}

TEST(EventBlock, gives_every_text_as_it_came) {
    std::mt19937 random(7);
    const auto number = [&](unsigned below) { return std::to_string(random() % below); };
    const std::vector<std::function<std::string()>> kinds = {
        [&] { return "sv-" + number(9) + " sshd[" + number(70'000) + "]: from 10.0." + number(256) + "." + number(256); },
        [&] { return "08:0" + number(10) + ":" + std::string(random() % 12, '0') + number(3) + " zeros"; },
        [&] { return number(1000) + number(1'000'000'000) + number(1'000'000'000) + "99999999999999999999"; },
        [&] { return std::string("nothing but letters"); },
        [&] { return std::string(); },
        [&] { return std::string("a zero \0 within ", 16) + number(10); },
        [&] { return "rare " + std::string(1 + random() % 40, static_cast<char>('a' + random() % 26)) + number(10); },
        [&] {
            std::string many;
            for (int i = 0; i < 300; ++i) many += number(100) + ",";
            return many;
        },
        [&] { return R"({"n":)" + number(100) + "}"; },
        [&] { return "\xff\xfe not UTF-8 \xc3" + number(4'000'000'000U); },
    };
    for (const std::size_t count : {0U, 1U, 7U, 8U, 300U, 5000U})
        for (std::size_t several = 1; several <= kinds.size(); several += 3) {
            BlockBuilder block(1);
            std::vector<std::string> texts;
            for (std::size_t i = 0; i < count; ++i) {
                const std::size_t kind = random() % several;
                texts.push_back(kinds[kind]());
                EventRecord record = Line(texts.back(), static_cast<std::int64_t>(i));
                if (kind == 8) record.shape = Shape::json;
                block.Add(record);
            }
            EXPECT_EQ(texts, TextsOf(block.Seal({}))) << count << " of " << several << " kinds";
        }
}

TEST(EventBlock, knows_more_forms_than_a_byte_holds) {
    BlockBuilder block(1);
    std::vector<std::string> texts;
    for (int i = 0; i < 9000; ++i)
        texts.push_back(std::string(static_cast<std::size_t>(1 + i % 30), static_cast<char>('a' + i / 30 % 20)) +
                        std::to_string(i));
    for (const std::string& text : texts) block.Add(Line(text, 1));
    EXPECT_EQ(texts, TextsOf(block.Seal({})));
}

TEST(EventBlock, costs_little_for_lines_that_differ_in_numbers) {
    std::mt19937 random(1);
    BlockBuilder block(1);
    for (int i = 0; i < 10'000; ++i)
        block.Add(Line("<38>Nov 24 08:10:22 sv-3 sshd[" + std::to_string(random() % 60'000) +
                           "]: Failed password for root port " + std::to_string(random() % 65'536) + " ssh2",
                       1));
    const auto sealed = block.Seal({});
    EXPECT_LT(BlockView::Open(sealed)->header().text_packed, 10'000 * 42 / 10) << "two numbers of two bytes each";
}

TEST(EventBlock, reads_what_was_written_once) {
    for (const char format : {'2', '3'}) {
        std::string bytes = ReadFile(InSource("/tests/data/events/format-") + std::string(1, format) + ".block").value();
        const auto view = BlockView::Open(bytes);
        ASSERT_TRUE(view && view->Sound() && view->Proven());
        EXPECT_EQ(format - '0', view->format());
        const auto texts = TextsOf(bytes);
        ASSERT_EQ(40U, texts.size());
        EXPECT_EQ(R"({"ip":"10.7.7.7","n":2.5e3})", texts[1]);
        EXPECT_EQ("<38>Nov 24 08:00:09 sv-1 sshd[729]: Failed password for root from 10.0.0.29 port 4000 ssh2", texts[39]);
        bytes[3] = '4';
        EXPECT_FALSE(BlockView::Open(bytes)) << "of a newer program";
        if (format != '2') continue;
        bytes[3] = '1';
        EXPECT_EQ(texts, TextsOf(bytes));
    }
}

TEST(EventBlock, reads_json_as_what_it_stands_for) {
    WordCollector words;
    words.Add(R"({"a":"tab\tbed","b":"\u0110\u00f4ng","c":2.5e3,"d":1e-7})", WordCollector::Text::json);
    const auto all = words.Take();
    const auto has = [&](std::string_view word) { return std::ranges::find(all, HashWord(word)) != all.end(); };
    EXPECT_TRUE(has("bed"));
    EXPECT_TRUE(has("đông"));
    EXPECT_TRUE(has("2500"));
    EXPECT_FALSE(has("tbed"));
}

}  // namespace
}  // namespace dongson::soc
