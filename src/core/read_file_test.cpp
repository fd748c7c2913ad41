#include "core/read_file.h"

#include <gtest/gtest.h>

#include <fstream>

#include "core/testing/temporary_folder.h"

namespace dongson {
namespace {

TEST(ReadFile, gives_all_bytes_or_the_first_of_them_or_nothing) {
    const testing::TemporaryFolder folder;
    const std::string path = folder.path() + "/bytes", long_one(200'000, '\x00');
    std::ofstream(path, std::ios::binary) << long_one << "end";
    EXPECT_EQ(long_one + "end", ReadFile(path));
    EXPECT_EQ(long_one.substr(0, 70'000), ReadFile(path, 70'000));
    std::ofstream(path, std::ios::trunc).flush();
    EXPECT_EQ("", ReadFile(path));
    EXPECT_EQ(std::nullopt, ReadFile(folder.path() + "/none"));
    EXPECT_EQ(std::nullopt, ReadFile(folder.path())) << "a folder opens, and cannot be read";
}

}  // namespace
}  // namespace dongson
