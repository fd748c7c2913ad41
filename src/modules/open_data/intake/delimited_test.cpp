#include "modules/open_data/intake/delimited.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>

#include "core/testing/in_source.h"
#include "modules/open_data/intake/encoding.h"

namespace dongson::open_data {
namespace {

using Rows = std::vector<std::vector<std::string>>;

// Gives a text out a few bytes at a time, to cut it everywhere.
class Trickle final : public ByteSource {
  public:
    Trickle(std::string text, std::size_t most) : text_(std::move(text)), most_(most) {}
    std::size_t Read(char* into, std::size_t size) override {
        const auto taken = text_.copy(into, std::min(size, most_), at_);
        at_ += taken;
        return taken;
    }

  private:
    std::string text_;
    std::size_t most_, at_ = 0;
};

Result<Rows> ReadAll(const std::string& text, Dialect dialect = {}, IntakeLimits limits = {}, std::size_t piece = 1 << 20) {
    DelimitedReader reader(std::make_unique<Trickle>(text, piece), dialect, limits);
    Rows rows;
    Record record;
    while (true) {
        const auto more = reader.Next(record);
        if (!more) return std::unexpected(more.error());
        if (!*more) return rows;
        rows.emplace_back(record.cells.begin(), record.cells.end());
    }
}

std::string FileText(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Delimited, reads_every_awkward_file_exactly) {
    const auto folder = std::filesystem::path(InSource("/tests/data/csv-spectrum"));
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder / "csvs")) {
        const auto name = entry.path().stem().string();
        if (name == "location_coordinates") continue;  // its JSON tells of another row: see SOURCES.md there
        const auto expected = boost::json::parse(FileText(folder / "json" / (name + ".json"))).as_array();
        for (const std::size_t piece : {1, 2, 3, 7, 1 << 20}) {
            const auto rows = ReadAll(FileText(entry.path()), {}, {}, piece);
            ASSERT_TRUE(rows) << name;
            ASSERT_EQ(rows->size(), expected.size() + 1) << name;
            for (std::size_t row = 0; row < expected.size(); ++row) {
                const auto& object = expected[row].as_object();
                ASSERT_EQ((*rows)[row + 1].size(), object.size()) << name;
                for (std::size_t column = 0; column < object.size(); ++column)
                    EXPECT_EQ((*rows)[row + 1][column], std::string(object.at((*rows)[0][column]).as_string())) << name;
            }
        }
        ++files;
    }
    EXPECT_EQ(files, 11);
    const auto coordinates = FileText(folder / "csvs/location_coordinates.csv");
    const auto rows = ReadAll(coordinates);
    ASSERT_TRUE(rows);
    EXPECT_EQ(rows->at(1),
              (std::vector<std::string>{"2095257564", "37\ufffd36'37.8\"N 121\ufffd2'17.9\"W", "Modesto", "Stanislaus"}));
}

TEST(Delimited, reads_what_no_standard_allows) {
    const struct {
        const char* text;
        Rows expected;
    } cases[] = {
        {"a,b\r1,2\n3,4\r\n\r\n\n5,6", {{"a", "b"}, {"1", "2"}, {"3", "4"}, {"5", "6"}}},
        {"a\"b,c", {{"a\"b", "c"}}},
        {"\"a\"b\"c\",d", {{"ab\"c\"", "d"}}},
        {"\"a\"\"b\"", {{"a\"b"}}},
        {"a,,\n,,", {{"a", "", ""}, {"", "", ""}}},
        {"\"a\nb\r\nc\",2\n", {{"a\nb\r\nc", "2"}}},
        {"", {}},
        {"\n\n\n", {}},
        {"1,2\n3\n4,5,6\n", {{"1", "2"}, {"3"}, {"4", "5", "6"}}},
    };
    for (const auto& [text, expected] : cases)
        for (const std::size_t piece : {1, 2, 5, 1 << 20}) {
            const auto rows = ReadAll(text, {}, {}, piece);
            ASSERT_TRUE(rows) << text;
            EXPECT_EQ(*rows, expected) << text;
        }
}

TEST(Delimited, says_which_line_breaks_a_limit) {
    const auto unclosed = ReadAll("a,b\n1,2\n\"3,4\n5,6\n");
    ASSERT_FALSE(unclosed);
    EXPECT_EQ(unclosed.error().code, "INTAKE_QUOTE_NOT_CLOSED");
    EXPECT_EQ(unclosed.error().sentence.arguments.at(0), "3");
    const auto wide = ReadAll("a,b\n" + std::string(30, ','), {}, {.columns = 20});
    ASSERT_FALSE(wide);
    EXPECT_EQ(wide.error().code, "INTAKE_TOO_MANY_COLUMNS");
    const auto long_line = ReadAll("a\n" + std::string(3 << 20, 'x'), {}, {.record_bytes = 1 << 20}, 65536);
    ASSERT_FALSE(long_line);
    EXPECT_EQ(long_line.error().code, "INTAKE_RECORD_TOO_LONG");
    EXPECT_EQ(long_line.error().sentence.arguments.at(0), "2");
}

TEST(Delimited, finds_the_delimiter) {
    EXPECT_EQ(SniffDialect("a;b;c\n1,5;2,5;3\n1,5;2;3,5\n").delimiter, ';');
    EXPECT_EQ(SniffDialect("a\tb\n1,2\t3\n").delimiter, '\t');
    EXPECT_EQ(SniffDialect("BÁO CÁO\nNăm 2025\n\na,b,c\n1,2,3\n4,5,6\n7,8,9\n").delimiter, ',');
    EXPECT_EQ(SniffDialect("a|b\n1|2\n").delimiter, '|');
}

TEST(Encoding, is_recognised_when_it_is_unicode_and_offered_when_it_is_not) {
    EXPECT_TRUE(DetectEncoding("Thanh Hóa").sure);
    EXPECT_EQ(DetectEncoding("\xff\xfeT\0h\0").encoding, TextEncoding::utf16le);
    EXPECT_EQ(DetectEncoding(std::string_view("\0T\0h\0a\0n\0h", 10)).encoding, TextEncoding::utf16be);
    const struct {
        TextEncoding encoding;
        std::string bytes;
    } cases[] = {{TextEncoding::tcvn3,
                  "T\xd8nh Thanh Ho\xb8, x\xb7 Qu\xb6ng Th\xbe"
                  "ng"},
                 {TextEncoding::vni,
                  "T\xe6nh Thanh Ho\xf9"
                  "a, x\x61\xf5 Qua\xfbng Tha\xe9ng"},
                 {TextEncoding::windows1258, "T\xec\xd2nh Thanh Ho\xe1, x\xe3 Qu\x61\xd2ng Th\xe3\xecng"}};
    for (const auto& [encoding, bytes] : cases) {
        const auto found = DetectEncoding(bytes);
        EXPECT_FALSE(found.sure) << TextEncodingWord(encoding);
    }
    EXPECT_EQ(ToUtf8("Th\xe0nh ph\xf2", TextEncoding::windows1252), "Thành phò");
}

TEST(Encoding, reads_the_old_vietnamese_letters) {
    EXPECT_EQ(ToUtf8("Th\xb5nh Ho\xb8, \xae\xad\xeang", TextEncoding::tcvn3), "Thành Hoá, đường");
    EXPECT_EQ(ToUtf8("Tha\xf8nh Ho\xf9"
                     "a, \xf1\xf6\xf4\xf8ng, NG\xd6\xd4\xd8I, ty\xfb, qu\xfd",
                     TextEncoding::vni)
                  .substr(0, 13),
              "Thành Hóa, ");
    EXPECT_EQ(ToUtf8("a\xec e\xec, \xf0\xfd\xf5\xccng", TextEncoding::windows1258), "á é, đường");
}

TEST(Encoding, keeps_what_stands_behind_a_zero_byte) {
    for (const auto encoding : kTextEncodings)
        if (encoding != TextEncoding::utf16le && encoding != TextEncoding::utf16be) {
            EXPECT_EQ(ToUtf8(std::string_view("a\0b", 3), encoding), std::string("a\0b", 3)) << TextEncodingWord(encoding);
        }
}

}  // namespace
}  // namespace dongson::open_data
