#include "modules/open_data/actions/publish_version.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "modules/open_data/actions/kept_tables.h"
#include "modules/open_data/actions/portal.h"
#include "modules/open_data/intake/profile.h"
#include "modules/open_data/storage/catalogue_store.h"
#include "modules/open_data/testing/portal_office.h"
#include "storage/testing/databases.h"

namespace dongson::open_data {
namespace {

using namespace storage::testing;
using testing::PortalOffice;

class PublishVersion : public ::testing::TestWithParam<storage::Engine> {};

constexpr std::string_view kFirst = "Mã;Tên;Dân số\n1;Hạc Thành;1.000.000\n2;Quảng Phú;500.000\n";

TEST_P(PublishVersion, makes_a_table_that_can_be_asked_and_enters_its_hash_into_the_ledger) {
    PortalOffice office(GetParam());
    const auto version = office.Publish(kFirst);
    ASSERT_TRUE(version);
    EXPECT_EQ(version->number, 1);
    EXPECT_EQ(version->rows, 2);
    EXPECT_NE(version->ledger_id, 0);
    EXPECT_EQ(version->digest.size(), 64U);
    const auto table = OpenTable(office.platform, version->id);
    ASSERT_TRUE(table);
    EXPECT_EQ((*table)->schema()[2].type, ColumnType::integer);
    Portal portal(office.platform);
    EXPECT_EQ(portal.Read([](const Catalogue& catalogue) { return catalogue.Search({.words = "dan so"}).count; }), 1);
}

TEST_P(PublishVersion, a_table_that_a_dead_program_left_is_swept_away) {
    PortalOffice office(GetParam());
    const auto version = office.Publish(kFirst);
    ASSERT_TRUE(version);
    const auto left = [&](const std::string& name, std::chrono::hours age) {
        const auto path = office.platform.data_folder + "/tables/" + name;
        std::ofstream(path) << "half";
        std::filesystem::last_write_time(path, std::filesystem::file_time_type::clock::now() - age);
        return path;
    };
    const auto old = left("123.table", std::chrono::hours(2)), young = left("124.table", std::chrono::hours(0));
    std::filesystem::last_write_time(TablePathOf(office.platform, version->id),
                                     std::filesystem::file_time_type::clock::now() - std::chrono::hours(2));
    EXPECT_EQ(RemoveStrayTables(office.platform), 1);
    EXPECT_FALSE(std::filesystem::exists(old));
    EXPECT_TRUE(std::filesystem::exists(young));
    EXPECT_TRUE(OpenTable(office.platform, version->id));
}

TEST_P(PublishVersion, tables_that_the_folder_lost_are_made_again_from_their_files) {
    PortalOffice office(GetParam());
    office.rename = {"ten", "ten_goi"};
    const auto first = office.Publish("Mã;Tên;Dân số\n1;Hạc Thành;1.000.000\n2;Quảng Phú;không rõ\n");
    const auto second = office.Publish("Tên;Mã;Dân số\nHạc Thành;1;1.000.001\n");
    ASSERT_TRUE(first && second);
    const auto text = [&](const Version& version) {
        const auto table = OpenTable(office.platform, version.id);
        if (!table) return table.error().code;
        std::ifstream file(TablePathOf(office.platform, version.id), std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(file), {});
    };
    const auto before = text(*first), after = text(*second);
    std::filesystem::remove(TablePathOf(office.platform, first->id));
    std::ofstream(TablePathOf(office.platform, second->id)) << "damaged";
    EXPECT_EQ(text(*first), "OPEN_DATA_TABLE_LOST");
    EXPECT_EQ(RemakeLostTables(office.platform), 2);
    EXPECT_EQ(text(*first), before);
    EXPECT_EQ(text(*second), after);
    EXPECT_EQ(RemakeLostTables(office.platform), 0);

    // What cannot be made as it was stays away.
    std::filesystem::remove(TablePathOf(office.platform, first->id));
    std::ofstream(office.platform.files.PathOf(first->digest)) << "Mã;Tên;Dân số\n1;Hạc Thành;5\n";
    EXPECT_EQ(RemakeLostTables(office.platform), 0);
    EXPECT_EQ(text(*first), "OPEN_DATA_TABLE_LOST");
}

TEST_P(PublishVersion, a_table_with_one_bit_turned_is_refused_and_made_again) {
    PortalOffice office(GetParam());
    const auto version = office.Publish(kFirst);
    ASSERT_TRUE(version);
    const auto path = TablePathOf(office.platform, version->id);
    const auto turn = [&](std::streamoff place, int bit) {
        std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
        const auto byte = static_cast<char>(file.seekg(place).get() ^ 1 << bit);
        file.seekp(place).put(byte);
    };
    const auto read = [](Result<std::shared_ptr<const Table>> table) {
        std::string text;
        for (std::uint32_t row = 0; table && row < (*table)->rows(); ++row)
            for (std::size_t column = 0; column < (*table)->schema().size(); ++column) {
                const auto part = (*table)->segments()[0].column(column);
                part.Append(part.row_codes()[row], text);
            }
        return table ? text : table.error().code;
    };
    const auto right = read(OpenTable(office.platform, version->id));
    const auto size = static_cast<std::streamoff>(std::filesystem::file_size(path));
    Portal portal(office.platform);
    for (const auto place : {std::streamoff{0}, std::streamoff{9}, size / 3, size / 2, size - 60, size - 12, size - 1}) {
        turn(place, static_cast<int>(place % 8));
        EXPECT_EQ(read(Portal(office.platform).TableOf(version->id)), "OPEN_DATA_TABLE_LOST") << place;
        EXPECT_EQ(RemakeLostTables(office.platform), 1) << place;
        EXPECT_EQ(read(portal.TableOf(version->id)), right) << place;
    }
    // One that is open while its file is replaced is opened anew.
    const auto old = portal.TableOf(version->id).value();
    turn(size / 2, 3);
    EXPECT_EQ(RemakeLostTables(office.platform), 1);
    EXPECT_NE(portal.TableOf(version->id).value(), old);
}

TEST_P(PublishVersion, a_table_is_not_made_again_from_a_file_with_other_bytes) {
    PortalOffice office(GetParam());
    const auto version = office.Publish("Mã;Tên;Dân số\n1;Hạc Thành;1000000\n");
    ASSERT_TRUE(version);
    std::filesystem::remove(TablePathOf(office.platform, version->id));
    std::ofstream(office.platform.files.PathOf(version->digest)) << "Mã;Tên;Dân số\n1;Hạc Thành;1000001\n";
    EXPECT_EQ(RemakeLostTables(office.platform), 0);
    EXPECT_FALSE(OpenTable(office.platform, version->id));
}

TEST_P(PublishVersion, counts_what_changed_since_the_version_before) {
    PortalOffice office(GetParam());
    ASSERT_TRUE(office.Publish(kFirst));
    const auto second = office.Publish("Mã;Tên;Dân số\n1;Hạc Thành;1.000.001\n3;Đông Quang;7\n");
    ASSERT_TRUE(second);
    EXPECT_EQ(second->number, 2);
    EXPECT_EQ(second->added, 1);
    EXPECT_EQ(second->removed, 1);
    EXPECT_EQ(second->changed, 1);
}

TEST_P(PublishVersion, refuses_what_breaks_the_agreed_schema_and_keeps_the_version_before) {
    PortalOffice office(GetParam());
    ASSERT_TRUE(office.Publish(kFirst));
    const struct {
        const char* text;
        const char* named;
    } cases[] = {{"Mã;Tên\n1;a\n", "dan_so"},
                 {"Mã;Tên;Dân số;Thêm\n1;a;5;6\n", "them"},
                 {"Mã;Tên;Dân số\n1;a;nhiều\n", "1 · dan_so · “nhiều”"}};
    for (const auto& [text, named] : cases) {
        const auto refused = office.Publish(text);
        ASSERT_FALSE(refused) << text;
        EXPECT_EQ(refused.error().code, "OPEN_DATA_SCHEMA_BROKEN");
        EXPECT_NE(refused.error().sentence.Now().find(named), std::string::npos) << refused.error().sentence.Now();
    }
    EXPECT_EQ(
        office.platform.storage.Read([&](storage::Transaction& tx) { return CatalogueStore(tx).Get(office.resource)->newest; }),
        1);
    // Nothing half-made stays behind.
    int files = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(office.platform.data_folder + "/tables"))
        ++files;
    EXPECT_EQ(files, 1);
}

TEST_P(PublishVersion, recognises_a_column_by_its_header_though_an_officer_renamed_it) {
    PortalOffice office(GetParam());
    office.rename = {"dan_so", "so_nguoi"};
    ASSERT_TRUE(office.Publish(kFirst));
    const auto second = office.Publish("Dân số;Mã;Tên\n7;1;Hạc Thành\n");
    ASSERT_TRUE(second) << second.error().sentence.Now();
    EXPECT_TRUE(FindColumn(OpenTable(office.platform, second->id).value()->schema(), "so_nguoi"));
}

TEST_P(PublishVersion, takes_the_agreed_columns_in_any_order) {
    PortalOffice office(GetParam());
    ASSERT_TRUE(office.Publish(kFirst));
    const auto second = office.Publish("Dân số;Mã;Tên\n1.000.000;1;Hạc Thành\n500.000;2;Quảng Phú\n");
    ASSERT_TRUE(second);
    EXPECT_EQ(second->added + second->removed + second->changed, 0);
}

TEST_P(PublishVersion, of_the_same_resource_twice_at_once_gives_both_their_own_number_or_refuses_one) {
    PortalOffice office(GetParam());
    ASSERT_TRUE(office.Publish(kFirst));
    std::optional<Result<Version>> other;
    std::thread beside([&] { other = office.Publish("Mã;Tên;Dân số\n8;b;8\n"); });
    const auto mine = office.Publish("Mã;Tên;Dân số\n9;a;9\n");
    beside.join();
    const auto versions =
        office.platform.storage.Read([&](storage::Transaction& tx) { return CatalogueStore(tx).VersionsOf(office.resource); });
    EXPECT_EQ(versions.size(), 1U + (mine ? 1U : 0U) + (*other ? 1U : 0U));
    for (std::size_t place = 0; place < versions.size(); ++place)
        EXPECT_EQ(versions[place].number, static_cast<int>(versions.size() - place));
}

INSTANTIATE_TEST_SUITE_P(Both, PublishVersion, Values(Sqlite, Postgres));

}  // namespace
}  // namespace dongson::open_data
