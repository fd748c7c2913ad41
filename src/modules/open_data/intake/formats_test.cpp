#include <gtest/gtest.h>
#include <xlsxwriter.h>
#include <zip.h>

#include <filesystem>
#include <fstream>

#include "core/ids.h"
#include "modules/open_data/intake/archive.h"
#include "modules/open_data/intake/layout.h"
#include "modules/open_data/intake/profile.h"

namespace dongson::open_data {
namespace {

using Rows = std::vector<std::vector<std::string>>;

class Formats : public ::testing::Test {
  protected:
    void SetUp() override { path_ = (std::filesystem::temp_directory_path() / ("format-" + std::to_string(FreshId()))).string(); }
    void TearDown() override { std::filesystem::remove(path_); }
    void Write(std::string_view text) const { std::ofstream(path_, std::ios::binary) << text; }
    void Zip(const std::vector<std::pair<std::string, std::string>>& members) const {
        int code = 0;
        auto* archive = zip_open(path_.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code);
        for (const auto& [name, text] : members)
            zip_file_add(archive, name.c_str(), zip_source_buffer(archive, text.data(), text.size(), 0), 0);
        zip_close(archive);
    }
    // The header, then the rows; or what refused them.
    Result<Rows> Read() const {
        auto source = TableSource::Open(path_, DetectLayout(path_).layout);
        if (!source) return std::unexpected(source.error());
        Rows rows{source->header()};
        Record record;
        while (true) {
            const auto more = source->Next(record);
            if (!more) return std::unexpected(more.error());
            if (!*more) return rows;
            rows.emplace_back(record.cells.begin(), record.cells.end());
        }
    }
    std::string CodeOf() const {
        const auto rows = Read();
        return rows ? "read" : rows.error().code;
    }
    FileKind Kind() const { return DetectLayout(path_).layout.kind; }

    std::string path_;
};

TEST_F(Formats, json_lists_lines_and_lists_within_are_the_same_rows) {
    const Rows expected{{"ma", "ten.vi", "so", "ds"}, {"1", "Xã \"A\"", "1.5", ""}, {"2", "", "", "[1,2]"}};
    const std::string first = R"({"ma":"1","ten":{"vi":"Xã \"A\""},"so":1.5})", second = R"({"ma":2,"so":null,"ds":[1,2]})";
    for (const auto& text :
         {"[" + first + "," + second + "]", first + "\n" + second + "\n", "\xef\xbb\xbf [\n " + first + " ,\n" + second + "\n]\n",
          R"({"ok":true,"n":[1,2],"meta":{"a":[{"x":1}]},"data":[)" + first + "," + second + R"(],"more":1})"}) {
        Write(text);
        EXPECT_EQ(Kind(), FileKind::json);
        const auto rows = Read();
        ASSERT_TRUE(rows) << text << rows.error().sentence.Now();
        // 1.5 is written as JSON writes it back.
        EXPECT_EQ(rows->size(), expected.size()) << text;
        EXPECT_EQ((*rows)[0], expected[0]);
        EXPECT_EQ((*rows)[2], expected[2]);
        EXPECT_EQ((*rows)[1][1], expected[1][1]);
    }
}

TEST_F(Formats, geojson_points_become_coordinates_and_the_rest_stays) {
    Write(R"({"type":"FeatureCollection","bbox":[1,2,3,4],"features":[
        {"type":"Feature","properties":{"ten":"A"},"geometry":{"type":"Point","coordinates":[105.7,19.8,3]}},
        {"type":"Feature","properties":{"ten":"B"},"geometry":{"type":"LineString","coordinates":[[1,2],[3,4]]}},
        {"type":"Feature","properties":null,"geometry":null}]})");
    EXPECT_EQ(Kind(), FileKind::geojson);
    const auto rows = Read();
    ASSERT_TRUE(rows);
    EXPECT_EQ((*rows)[0], (std::vector<std::string>{"ten", "kinh_do", "vi_do", "geometry"}));
    EXPECT_EQ(std::stod((*rows)[1][1]), 105.7);
    EXPECT_NE((*rows)[2][3].find("LineString"), std::string::npos);
    EXPECT_EQ(rows->size(), 4U);
}

TEST_F(Formats, broken_json_is_refused_and_says_where) {
    for (const auto* text : {R"([{"a":1},{"a":)", R"([{"a":1},{"a" 2}])", R"([{"a":1},5])",
                             R"({"type":"FeatureCollection","features":[{"type":"Feature")"}) {
        Write(text);
        EXPECT_NE(CodeOf(), "read") << text;
    }
}

TEST_F(Formats, a_workbook_gives_dates_merged_cells_and_exact_numbers) {
    auto* book = workbook_new(path_.c_str());
    auto* date = workbook_add_format(book);
    format_set_num_format(date, "dd/mm/yyyy");
    auto* sheet = workbook_add_worksheet(book, "Số liệu");
    worksheet_write_string(sheet, 0, 0, "BẢNG SỐ LIỆU", nullptr);
    const char* heads[] = {"Huyện", "Xã", "Ngày", "Số", "Đúng"};
    for (lxw_col_t column = 0; column < 5; ++column) worksheet_write_string(sheet, 2, column, heads[column], nullptr);
    worksheet_merge_range(sheet, 3, 0, 4, 0, "Hậu Lộc", nullptr);
    lxw_datetime day{.year = 2026, .month = 2, .day = 28, .hour = 0, .min = 0, .sec = 0},
        early{.year = 1900, .month = 1, .day = 5, .hour = 0, .min = 0, .sec = 0};
    worksheet_write_string(sheet, 3, 1, "Hoa Lộc & <b>", nullptr);
    worksheet_write_datetime(sheet, 3, 2, &day, date);
    worksheet_write_number(sheet, 3, 3, 0.1 + 0.2, nullptr);
    worksheet_write_boolean(sheet, 3, 4, 1, nullptr);
    worksheet_write_string(sheet, 4, 1, "Vạn Lộc", nullptr);
    worksheet_write_datetime(sheet, 4, 2, &early, date);
    worksheet_write_number(sheet, 4, 3, 41417, nullptr);
    worksheet_write_formula_num(sheet, 6, 3, "=SUM(D4:D5)", nullptr, 41417.3);
    workbook_close(book);
    EXPECT_EQ(Kind(), FileKind::sheet);
    const auto rows = Read();
    ASSERT_TRUE(rows) << rows.error().sentence.Now();
    EXPECT_EQ((*rows)[0], (std::vector<std::string>{"Huyện", "Xã", "Ngày", "Số", "Đúng"}));
    EXPECT_EQ((*rows)[1], (std::vector<std::string>{"Hậu Lộc", "Hoa Lộc & <b>", "2026-02-28", "0.3", "true"}));
    EXPECT_EQ((*rows)[2], (std::vector<std::string>{"Hậu Lộc", "Vạn Lộc", "1900-01-05", "41417", ""}));
    EXPECT_EQ((*rows)[3], (std::vector<std::string>{"", "", "", "41417.3", ""}));
    const auto profile = ProfileFile(path_, DetectLayout(path_));
    ASSERT_TRUE(profile);
    EXPECT_EQ(profile->columns[2].column.type, ColumnType::date);
}

TEST_F(Formats, an_archive_with_one_table_is_read_and_any_other_refused) {
    Zip({{"doc/readme.pdf", "x"}, {"so_lieu.csv", "ma;so\na;1,5\n"}});
    EXPECT_EQ(DetectLayout(path_).layout.member, "so_lieu.csv");
    const auto rows = Read();
    ASSERT_TRUE(rows) << rows.error().sentence.Now();
    EXPECT_EQ(*rows, (Rows{{"ma", "so"}, {"a", "1,5"}}));
    Zip({{"a.geojson", R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":1},"geometry":null}]})"}});
    EXPECT_EQ(Kind(), FileKind::geojson);
    EXPECT_EQ(Read().value()[0][0], "a");
    Zip({{"a.csv", "x\n1\n"}, {"b.csv", "x\n1\n"}});
    EXPECT_EQ(CodeOf(), "ARCHIVE_NOT_ONE");
    Zip({{"a.pdf", "x"}});
    EXPECT_EQ(CodeOf(), "ARCHIVE_NOT_ONE");
}

TEST_F(Formats, bombs_and_broken_archives_are_refused) {
    Zip({{"a.csv", std::string(64 << 20, 'a')}});
    const auto members = MembersOf(path_);
    ASSERT_FALSE(members);
    EXPECT_EQ(members.error().code, "ARCHIVE_BOMB");
    EXPECT_NE(CodeOf(), "read");
    std::string rows = "a,b\n";
    for (int row = 0; row < 20'000; ++row)
        rows += std::to_string(row * 7919 % 10'007) + "," + std::to_string(row * 31 % 1009) + "\n";
    Zip({{"a.csv", rows}});
    auto bytes = std::string(std::filesystem::file_size(path_), '\0');
    std::ifstream(path_, std::ios::binary).read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    Write(std::string_view(bytes).substr(0, bytes.size() / 2));
    EXPECT_EQ(CodeOf(), "ARCHIVE_BROKEN");
    for (std::size_t at = 200; at < 300; ++at) bytes[at] = static_cast<char>(bytes[at] ^ 0x5a);
    Write(bytes);
    EXPECT_EQ(CodeOf(), "ARCHIVE_BROKEN") << "half of a table is no table";
}

}  // namespace
}  // namespace dongson::open_data
