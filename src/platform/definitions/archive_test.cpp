#include "platform/definitions/archive.h"

#include <gtest/gtest.h>

namespace dongson::definitions {
namespace {

const std::vector<Archived> kTwo{{.type = "form",
                                  .key = "birth",
                                  .text = "key: birth\n# ghi chú\n",
                                  .version = 3,
                                  .digest = "aa",
                                  .valid_from = "2026-12-01",
                                  .author = "Lê An",
                                  .approver = "Lê Bình"},
                                 {.type = "procedure", .key = "1.004884", .text = "code: \"1.004884\"\n", .digest = "bb"}};

}  // namespace

TEST(AnArchiveOfDefinitions, gives_back_every_text_and_the_same_bytes_each_time) {
    const auto bytes = Packed(kTwo);
    EXPECT_EQ(bytes, Packed(kTwo));
    const auto read = Unpacked(bytes);
    ASSERT_TRUE(read);
    ASSERT_EQ(read->size(), 2U);
    EXPECT_EQ(read->at(0).text, kTwo[0].text);
    EXPECT_EQ(read->at(0).version, 3);
    EXPECT_EQ(read->at(0).digest, "aa");
    EXPECT_EQ(read->at(1).type + " " + read->at(1).key, "procedure 1.004884");
}

TEST(AnArchiveOfDefinitions, is_refused_when_it_is_none_or_too_large) {
    EXPECT_EQ(Unpacked("no archive").error().code, "ARCHIVE_BROKEN");
    EXPECT_EQ(Unpacked(Packed({})).error().code, "ARCHIVE_EMPTY");
    const auto whole = Packed(kTwo);
    EXPECT_EQ(Unpacked(std::string_view(whole).substr(0, whole.size() / 2)).error().code, "ARCHIVE_BROKEN");
    const Archived huge{.type = "form", .key = "birth", .text = std::string(300'000, ' ')};
    EXPECT_EQ(Unpacked(Packed({huge})).error().code, "ARCHIVE_TOO_LARGE");
    // A list that is packed small and read large.
    const Archived listed{.type = "form", .key = "birth", .text = "key: birth\n", .digest = std::string(5'000'000, ',')};
    EXPECT_EQ(Unpacked(Packed({listed})).error().code, "ARCHIVE_TOO_LARGE");
}

// Whoever keeps the texts elsewhere may get them back with other line ends.
TEST(AnArchiveOfDefinitions, takes_line_ends_of_other_systems) {
    EXPECT_EQ(Unpacked(Packed({{.type = "form", .key = "birth", .text = "a\r\nb\r\n"}}))->at(0).text, "a\nb\n");
}

}  // namespace dongson::definitions
