#include <gtest/gtest.h>

#include "core/embedded.h"
#include "platform/organisation/directory.h"
#include "storage/testing/databases.h"

namespace dongson::organisation {

using storage::testing::FreshDatabase;
using storage::testing::Postgres;
using storage::testing::Sqlite;

namespace {

const Date kThen = Date::Of(2023, 10, 1), kNow = Date::Of(2026, 11, 23);

std::vector<Unit> Shipped() {
    return ParseUnits(Embedded("data/units/units.csv"), "units.csv").value();
}

}  // namespace

TEST(Units, are_true_in_their_time) {
    const Units units(Shipped());
    EXPECT_EQ(units.Existing(Level::district, kThen).size(), 27U);
    EXPECT_EQ(units.Existing(Level::commune, kThen).size(), 559U);
    EXPECT_EQ(units.Existing(Level::commune, Date::Of(2025, 3, 1)).size(), 547U);
    EXPECT_EQ(units.Existing(Level::district, kNow).size(), 0U);
    EXPECT_EQ(units.Existing(Level::commune, kNow).size(), 166U);
    // The code 14758 was Đông Thọ's and is Hàm Rồng's.
    EXPECT_EQ(units.FindByGso("14758", Level::commune, kThen)->short_name, "Phường Đông Thọ");
    EXPECT_EQ(units.FindByGso("14758", Level::commune, kNow)->short_name, "Phường Hàm Rồng");
}

TEST(Units, name_who_took_over) {
    const Units units(Shipped());
    std::vector<std::string> names;
    for (const auto* unit : units.SuccessorsOn(*units.FindByGso("14758", Level::commune, kThen), kNow))
        names.push_back(unit->short_name);
    EXPECT_EQ(names, (std::vector<std::string>{"Phường Hàm Rồng", "Phường Hạc Thành"}));
    const auto successors = units.SuccessorsOn(*units.FindByKey("so-giao-thong-van-tai"), kNow);
    ASSERT_EQ(successors.size(), 1U);
    EXPECT_EQ(successors[0]->name, "Sở Xây dựng");
    EXPECT_GE(units.Predecessors(*units.FindByGso("14797", Level::commune, kNow)).size(), 12U);
}

TEST(OrgCode, is_accepted_both_ways_round) {
    EXPECT_EQ(ToQcvn102("H56"), "000.00.00.H56");
    EXPECT_EQ(ToQcvn102("H56.14"), "000.00.14.H56");
    EXPECT_EQ(ToQcvn102("H56.31.07"), "000.07.31.H56");
    for (const auto* code : {"H56", "H56.14", "H56.31.07", "H56.31.07.002"})
        EXPECT_EQ(FromQcvn102(ToQcvn102(code).value()), code);
    EXPECT_FALSE(NormaliseOrgCode("H5"));
    EXPECT_FALSE(NormaliseOrgCode("000.07.00.H56"));
    EXPECT_FALSE(NormaliseOrgCode("H56.1a"));
}

TEST(Units, import_names_every_wrong_line) {
    const auto refused =
        ParseUnits("key,…\na,A,A,province,p,,,,,H56,\nb,B,B,village,p,,,,,H56.01,\nc,C,C,commune,d,zz,nowhere,,,X,\n", "u.csv");
    ASSERT_FALSE(refused);
    const auto text = refused.error().sentence.In(Language::vietnamese);
    EXPECT_NE(text.find("u.csv:3: level"), std::string::npos) << text;
    EXPECT_NE(text.find("u.csv:4: a date"), std::string::npos) << text;
}

class UnitStore : public ::testing::TestWithParam<storage::Engine> {};

TEST_P(UnitStore, imports_again_without_change) {
    FreshDatabase database(GetParam());
    ASSERT_TRUE(ImportUnits(*database, Shipped()));
    ASSERT_TRUE(ImportUnits(*database, Shipped()));
    Directory directory;
    directory.Load(*database);
    EXPECT_EQ(directory.Now()->all().size(), Shipped().size());
    EXPECT_EQ(directory.Now()->FindByOrgCode("000.00.00.H56", kNow)->short_name, "UBND tỉnh");
}

INSTANTIATE_TEST_SUITE_P(Both, UnitStore, storage::testing::Values(Sqlite, Postgres));

}  // namespace dongson::organisation
