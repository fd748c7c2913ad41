#include "core/write_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <iterator>
#include <stdexcept>

#include "core/read_file.h"
#include "core/testing/temporary_folder.h"

namespace dongson {
namespace {

namespace fs = std::filesystem;

TEST(WriteDurably, puts_a_whole_file_in_the_place_of_the_old_one_and_leaves_nothing_beside_it) {
    const testing::TemporaryFolder folder;
    const auto path = folder.path() + "/kept";
    const std::string long_one(200'000, '\x00');
    WriteDurably(path, long_one);
    EXPECT_EQ(long_one, ReadFile(path));
    WriteDurably(path, "");
    EXPECT_EQ("", ReadFile(path));
    EXPECT_EQ(1, std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()));
    EXPECT_EQ(fs::perms::owner_read | fs::perms::owner_write, fs::status(path).permissions()) << "keys and marks are written so";
}

TEST(WriteDurably, says_what_the_disk_refused) {
    const testing::TemporaryFolder folder;
    EXPECT_THROW(WriteDurably(folder.path() + "/none/kept", "x"), std::runtime_error);
    fs::create_directory(folder.path() + "/taken");
    EXPECT_THROW(WriteDurably(folder.path() + "/taken", "x"), std::runtime_error) << "a folder stands there";
}

}  // namespace
}  // namespace dongson
