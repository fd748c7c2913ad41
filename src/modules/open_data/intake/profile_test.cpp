#include "modules/open_data/intake/profile.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "modules/open_data/intake/profile_json.h"

namespace dongson::open_data {
namespace {

Profile Of(const std::string& text) {
    const auto path = std::filesystem::temp_directory_path() / ("dongson-profile-" + std::to_string(::getpid()));
    std::ofstream(path, std::ios::binary) << text;
    auto profile = ProfileFile(path.string(), DetectLayout(path.string()));
    std::filesystem::remove(path);
    EXPECT_TRUE(profile);
    return profile ? *profile : Profile{};
}

TEST(Profile, finds_what_each_column_is) {
    const auto profile =
        Of("Mã xã;Tên xã;Dân số;Diện tích;Ngày lập;Đạt chuẩn;Ghi chú;Mã số\n"
           "14797;Hạc Thành;1.234.567;24,64;1/7/2025;có;x;0164A\n"
           "14800;Quảng Phú;89.123;8,5;15/7/2025;không;;0165\n"
           "14803;Đông Quang;1.250;1,25;31/7/2025;có;5;0170\n");
    ASSERT_EQ(profile.columns.size(), 8U);
    const struct {
        const char* name;
        ColumnType type;
        NumberForm numbers;
        DateForm dates;
    } expected[] = {{"ma_xa", ColumnType::text, {}, {}},
                    {"ten_xa", ColumnType::text, {}, {}},
                    {"dan_so", ColumnType::integer, NumberForm::vietnamese, {}},
                    {"dien_tich", ColumnType::number, NumberForm::vietnamese, {}},
                    {"ngay_lap", ColumnType::date, {}, DateForm::day_first},
                    {"dat_chuan", ColumnType::boolean, {}, {}},
                    {"ghi_chu", ColumnType::text, {}, {}},
                    {"ma_so", ColumnType::text, {}, {}}};
    for (std::size_t column = 0; column < 8; ++column) {
        EXPECT_EQ(profile.columns[column].column.name, expected[column].name);
        EXPECT_EQ(profile.columns[column].column.type, expected[column].type) << expected[column].name;
        EXPECT_EQ(profile.columns[column].column.numbers, expected[column].numbers) << expected[column].name;
        EXPECT_EQ(profile.columns[column].column.dates, expected[column].dates) << expected[column].name;
    }
    EXPECT_EQ(profile.columns[0].column.title, "Mã xã");
    EXPECT_EQ(profile.rows, 3);
    EXPECT_TRUE(profile.oddities.empty());
}

TEST(Profile, is_the_same_when_it_was_kept) {
    const auto profile =
        Of("Mã;Mã;;Số;Thư\n1;2;\"a\nb\";1.234;x@example.vn\n2;3;c;2.500\n3;4;d;5,5;y;z\n\xff;1;2;nhiều;0912345678\n");
    ASSERT_FALSE(profile.oddities.empty());
    const auto kept = ProfileFromJson(ProfileToJson(profile));
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->schema(), profile.schema());
    EXPECT_EQ(kept->rows, profile.rows);
    EXPECT_EQ(kept->first_rows, profile.first_rows);
    ASSERT_EQ(kept->columns.size(), profile.columns.size());
    for (std::size_t place = 0; place < profile.columns.size(); ++place) {
        const auto &one = kept->columns[place], &other = profile.columns[place];
        EXPECT_EQ(one.ambiguous, other.ambiguous);
        EXPECT_EQ(one.filled, other.filled);
        EXPECT_EQ(one.misfits, other.misfits);
        EXPECT_EQ(one.personal(), other.personal());
        EXPECT_EQ(one.examples, other.examples);
    }
    ASSERT_EQ(kept->oddities.size(), profile.oddities.size());
    for (std::size_t place = 0; place < profile.oddities.size(); ++place) {
        EXPECT_EQ(kept->oddities[place].oddity, profile.oddities[place].oddity);
        EXPECT_EQ(kept->oddities[place].first_line, profile.oddities[place].first_line);
    }
    EXPECT_EQ(ProfileToJson(*kept), ProfileToJson(profile));
    for (const char* text : {"", "{}", "[]", R"({"schema":"[]"})"}) EXPECT_FALSE(ProfileFromJson(text)) << text;
}

TEST(Profile, says_when_numbers_and_dates_could_be_read_two_ways) {
    const auto profile = Of("a,b,c\n1.234,3/4/2025,5\n2.500,5/6/2025,7\n");
    EXPECT_TRUE(profile.columns[0].ambiguous);
    EXPECT_EQ(profile.columns[0].column.type, ColumnType::integer);
    EXPECT_TRUE(profile.columns[1].ambiguous);
    EXPECT_EQ(profile.columns[1].column.dates, DateForm::day_first);
    EXPECT_FALSE(profile.columns[2].ambiguous);
}

TEST(Profile, keeps_a_type_that_nearly_all_values_have) {
    std::string text = "so\n";
    for (int row = 0; row < 30; ++row) text += std::to_string(row) + "\n";
    const auto profile = Of(text + "..\n");
    EXPECT_EQ(profile.columns[0].column.type, ColumnType::integer);
    EXPECT_EQ(profile.columns[0].misfits, 1);
}

TEST(Profile, passes_over_what_stands_above_the_table) {
    const auto profile = Of("ỦY BAN NHÂN DÂN TỈNH,,\nBáo cáo năm 2025,,\n\nSTT,Tên,Số\n1,a,5\n2,b,6\n3,c,7\n");
    EXPECT_EQ(profile.layout.preamble, 2);
    EXPECT_EQ(profile.columns[1].column.title, "Tên");
    EXPECT_EQ(profile.rows, 3);
}

TEST(Profile, reports_ragged_rows_headers_that_repeat_and_a_second_table) {
    const auto ragged = Of("a,a,\n1,2,3\n1,2\n1,2,3,4\n5,6,7\n8,9,1\n");
    EXPECT_TRUE(ragged.Has(Oddity::short_rows));
    EXPECT_TRUE(ragged.Has(Oddity::long_rows));
    EXPECT_TRUE(ragged.Has(Oddity::duplicate_header));
    EXPECT_TRUE(ragged.Has(Oddity::empty_header));
    ASSERT_EQ(ragged.columns.size(), 4U);  // nothing is lost: the fourth cell has a column
    EXPECT_EQ(ragged.columns[1].column.name, "a_2");
    EXPECT_EQ(ragged.columns[3].column.name, "cot_4");
    EXPECT_TRUE(Of("a,b\n1,2\n3,4\n\n\nBảng 2,\nc,d\n5,6\n").Has(Oddity::several_tables));
    EXPECT_TRUE(Of("a,b\n").Has(Oddity::no_rows));
}

TEST(Profile, points_out_personal_data) {
    const auto profile = Of(
        "ten,dinh_danh,lien_he,mail,so\nA,038190001234,0912 345 678,a@b.vn,1912345678\nB,038190001235,+84912345678,c@d.com,2012345678\n");
    EXPECT_EQ(profile.columns[1].personal_numbers, 2);
    EXPECT_EQ(profile.columns[2].phones, 2);
    EXPECT_EQ(profile.columns[3].emails, 2);
    EXPECT_FALSE(profile.columns[0].personal());
    EXPECT_FALSE(profile.columns[4].personal());
}

}  // namespace
}  // namespace dongson::open_data
