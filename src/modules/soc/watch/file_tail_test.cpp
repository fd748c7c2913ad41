#include "modules/soc/watch/file_tail.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "modules/soc/events/event_walk.h"

namespace dongson::soc {

namespace fs = std::filesystem;

namespace {

class Files : public ::testing::Test {
  protected:
    Files() { fs::create_directories(folder_); }
    ~Files() override { fs::remove_all(folder_); }
    void Append(const std::string& text, const std::string& name = "app.log") const {
        std::ofstream(folder_ + "/" + name, std::ios::binary | std::ios::app) << text;
    }
    static std::vector<std::string> All(FileTail& tail) {
        std::vector<std::string> lines;
        // What is over begins the next file, which is read the next time.
        for (int round = 0; round < 3; ++round)
            for (auto some = tail.Read(2); !some.empty(); some = tail.Read(2)) {
                lines.insert(lines.end(), some.begin(), some.end());
                tail.Done();
            }
        return lines;
    }
    using Lines = std::vector<std::string>;

    std::string folder_ = fs::path(testing::TempDir()) / ("tail-" + std::to_string(::getpid()));
    std::string path_ = folder_ + "/app.log";
};

}  // namespace

TEST_F(Files, lines_come_as_they_are_whole) {
    FileTail tail(path_, 20, std::nullopt);
    EXPECT_EQ(Lines(), All(tail));
    Append("one\ntwo\r\n\nthr");
    EXPECT_EQ((Lines{"one", "two"}), All(tail));
    Append("ee\nfour\n");
    EXPECT_EQ((Lines{"three", "four"}), All(tail));
    EXPECT_EQ(Lines(), All(tail));
}

TEST_F(Files, what_is_not_done_is_given_again) {
    Append("one\ntwo\n");
    FileTail tail(path_, 20, std::nullopt);
    EXPECT_EQ((Lines{"one"}), tail.Read(1));
    EXPECT_EQ((Lines{"one", "two"}), tail.Read(9));
}

TEST_F(Files, a_line_that_is_too_long_is_given_once_and_cut) {
    Append(std::string(50, 'x') + "\nnext\n" + std::string(21, 'y'));
    FileTail tail(path_, 20, std::nullopt);
    EXPECT_EQ((Lines{std::string(21, 'x'), "next", std::string(21, 'y')}), All(tail));
    Append("the rest of it\nlast\n");
    EXPECT_EQ((Lines{"last"}), All(tail));
}

TEST_F(Files, rotation_by_renaming_loses_nothing) {
    Append("one\n");
    FileTail tail(path_, 20, std::nullopt);
    EXPECT_EQ((Lines{"one"}), All(tail));
    Append("two\nwithout an end");
    fs::rename(path_, path_ + ".1");
    EXPECT_EQ((Lines{"two"}), All(tail)) << "nothing stands at the path yet, and the old file may still grow";
    Append(" to it\n", "app.log.1");
    Append("three\n");
    EXPECT_EQ((Lines{"without an end to it", "three"}), All(tail));
    Append("last of this", "app.log");
    fs::rename(path_, path_ + ".2");
    Append("four\n");
    EXPECT_EQ((Lines{"last of this", "four"}), All(tail));
    EXPECT_FALSE(tail.missed());
}

TEST_F(Files, rotation_by_emptying_begins_anew_also_when_it_grew_past_where_we_were) {
    Append("one\ntwo\n");
    FileTail tail(path_, 20, std::nullopt);
    EXPECT_EQ((Lines{"one", "two"}), All(tail));
    fs::resize_file(path_, 0);
    Append("three\n");
    EXPECT_EQ((Lines{"three"}), All(tail));
    fs::resize_file(path_, 0);
    Append("four, which is longer than all before\nfive\n");
    EXPECT_EQ((Lines{"four, which is longer", "five"}), All(tail));
}

TEST_F(Files, reading_goes_on_where_it_was_across_a_rotation_meanwhile) {
    Append("one\ntwo\n");
    std::optional<TailPosition> position;
    {
        FileTail tail(path_, 20, std::nullopt);
        EXPECT_EQ((Lines{"one"}), tail.Read(1));
        tail.Done();
        position = TailPosition::Parse(tail.position()->Text());
        ASSERT_TRUE(position);
    }
    fs::rename(path_, path_ + ".1");
    Append("three\n");
    FileTail tail(path_, 20, position);
    EXPECT_EQ((Lines{"two", "three"}), All(tail));
    EXPECT_FALSE(tail.missed());
}

TEST_F(Files, what_was_rotated_away_for_good_is_said) {
    Append("one\n");
    FileTail before(path_, 20, std::nullopt);
    EXPECT_EQ((Lines{"one"}), All(before));
    fs::remove(path_);
    Append("another file\n");
    FileTail tail(path_, 20, before.position());
    EXPECT_EQ((Lines{"another file"}), All(tail));
    EXPECT_TRUE(tail.missed());
}

TEST_F(Files, a_writer_that_rotates_as_it_pleases_is_read_to_the_last_line) {
    std::mt19937 random(5);
    FileTail tail(path_, 100, std::nullopt);
    Lines written, read;
    auto time = fs::file_time_type::clock::now() - std::chrono::hours(24 * 100);
    for (int i = 0; i < 2000; ++i) {
        written.push_back("line " + std::to_string(i));
        Append(written.back() + "\n");
        if (random() % 50 == 0) {
            // As when a day is between two rotations.
            fs::last_write_time(path_, time += std::chrono::hours(24));
            fs::rename(path_, path_ + "." + std::to_string(i));
        }
        if (random() % 20 != 0) continue;
        const auto some = All(tail);
        read.insert(read.end(), some.begin(), some.end());
    }
    Append("end\n");
    written.emplace_back("end");
    for (int i = 0; i < 100; ++i) {
        const auto some = All(tail);
        read.insert(read.end(), some.begin(), some.end());
    }
    EXPECT_EQ(written, read);
    EXPECT_FALSE(tail.missed());
}

TEST_F(Files, after_days_every_file_that_was_set_aside_is_read_and_a_packed_one_is_said) {
    using std::chrono::hours;
    const auto now = fs::file_time_type::clock::now();
    Append("one\n");
    FileTail before(path_, 20, std::nullopt);
    EXPECT_EQ((Lines{"one"}), All(before));
    fs::rename(path_, path_ + ".3");
    fs::last_write_time(path_ + ".3", now - hours(72));
    Append("two\n", "app.log.2");
    fs::last_write_time(path_ + ".2", now - hours(48));
    Append("three\n", "app.log.1");
    fs::last_write_time(path_ + ".1", now - hours(24));
    Append("an older one\n", "app.log.4");
    fs::last_write_time(path_ + ".4", now - hours(96));
    Append("of another\n", "app.log2");
    Append("four\n");
    FileTail tail(path_, 20, before.position());
    Lines read = All(tail);
    const Lines more = All(tail);
    read.insert(read.end(), more.begin(), more.end());
    EXPECT_EQ((Lines{"two", "three", "four"}), read);
    EXPECT_FALSE(tail.missed());
    Append("packed", "app.log-20261127.gz");
    fs::last_write_time(path_ + "-20261127.gz", now + hours(1));
    fs::rename(path_, path_ + ".0");
    Append("five\n");
    EXPECT_EQ((Lines{"five"}), All(tail));
    EXPECT_TRUE(tail.missed());
}

TEST_F(Files, only_what_lies_in_allowed_folders_is_read) {
    const std::string allowed = folder_ + "/logs";
    fs::create_directories(allowed);
    Append("one\n", "logs/a.log");
    Append("secret\n", "secret");
    fs::create_symlink(folder_ + "/secret", allowed + "/link.log");
    EXPECT_TRUE(LiesIn(allowed + "/a.log", {allowed}));
    EXPECT_TRUE(LiesIn(allowed + "/not/there/yet.log", {"/nowhere", allowed}));
    EXPECT_FALSE(LiesIn(allowed + "/link.log", {allowed}));
    EXPECT_FALSE(LiesIn(allowed + "/../secret", {allowed}));
    EXPECT_FALSE(LiesIn(allowed, {allowed}));
    EXPECT_FALSE(LiesIn(allowed + "x/a.log", {allowed}));
    EXPECT_FALSE(LiesIn(allowed + "/a.log", {}));
}

TEST_F(Files, sources_that_are_files_are_stored_once_also_across_a_restart) {
    EventStore store(folder_ + "/events", {"standard"});
    const SystemClock clock;
    Watcher watcher(store, clock);
    watcher.UseSources(std::make_shared<SourceTable>(std::vector<Source>{
        {.number = 1, .name = "a", .recognition = Recognition::file, .mark = path_},
        {.number = 2, .name = "b", .recognition = Recognition::file, .mark = "/etc/passwd"},
        {.number = 3, .name = "c", .recognition = Recognition::file, .mark = folder_ + "/slow.log", .per_second = 3}}));
    Append("<38>1 2026-11-25T00:00:00Z x sshd 1 - - một\n{\"a\":1}\n" + std::string(300 << 10, 'z') + "\n");
    Append("1\n2\n3\n4\n5\n", "slow.log");
    fs::create_directories(folder_ + "/positions");
    {
        FileWatcher files(watcher, clock, {folder_}, folder_ + "/positions", 256 << 10);
        EXPECT_EQ(3U + 3U, files.Round());
        EXPECT_EQ(0U, files.Round() / 4) << "at most a second's worth more of the slow one";
    }
    Append("hai\n");
    ::usleep(1'100'000);  // the slow one's next second
    FileWatcher files(watcher, clock, {folder_}, folder_ + "/positions", 256 << 10);
    for (int wait = 0; wait < 40; ++wait) {
        files.Round();
        ::usleep(50'000);
    }
    const auto counts = watcher.accounts().Now();
    EXPECT_EQ(4U, counts.at(1).received);
    EXPECT_EQ(3U, counts.at(1).stored);
    EXPECT_EQ(1U, counts.at(1).unkept[static_cast<std::size_t>(Unkept::too_long)]);
    EXPECT_FALSE(counts.contains(2));
    EXPECT_EQ(5U, counts.at(3).stored);
}

}  // namespace dongson::soc
