#include <gtest/gtest.h>

#include <algorithm>

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

TEST(Units, leave_no_ended_commune_or_department_without_a_successor) {
    const Units units(Shipped());
    int inferred = 0;
    for (const auto& unit : units.all()) {
        inferred += unit.SuccessorsInferred();
        if (!unit.valid_to || unit.level == Level::district) continue;
        // Whatever day comes, somebody does its work.
        for (const auto day : units.ChangesFrom(*unit.valid_to + 1))
            EXPECT_NE(units.InOfficeOn(unit.id, day), nullptr) << unit.key;
    }
    EXPECT_EQ(inferred, 12);  // ended on 31 December 2024; no list names who took over
    const auto* dai_hung = units.InOfficeOn(units.FindByKey("xa-16537-2023")->id, Date::Of(2025, 2, 1));
    EXPECT_EQ(dai_hung->short_name, "Xã Đại Hùng");
}

TEST(Units, of_the_districts_have_no_successor_as_a_whole) {
    const Units units(Shipped());
    EXPECT_EQ(units.InOfficeOn(units.FindByKey("huyen-380")->id, kNow), nullptr);
    // Đông Sơn joined the city half a year before the districts ended.
    EXPECT_EQ(units.InOfficeOn(units.FindByKey("huyen-405")->id, Date::Of(2025, 3, 1))->key, "huyen-380");
}

TEST(Units, act_for_those_before_them) {
    const Units units(Shipped());
    const auto acts_for = units.ActsFor(units.FindByKey("xa-14797-2025")->id, kNow);
    const auto has = [&](std::string_view key) { return std::ranges::count(acts_for, units.FindByKey(key)->id) == 1; };
    EXPECT_TRUE(has("xa-14797-2025") && has("xa-14767-2023"));
    EXPECT_FALSE(has("xa-14758-2023")) << "the first successor of Đông Thọ is Hàm Rồng";
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

TEST(Units, that_take_over_from_each_other_in_a_circle_are_refused) {
    const auto refused = ParseUnits(
        "key,…\na,A,A,commune,x,,,2025-06-30,,H56.01,b\nb,B,B,commune,x,,,2025-06-30,,H56.02,c\n"
        "c,C,C,commune,x,,,2025-06-30,,H56.03,b\n",
        "u.csv");
    ASSERT_FALSE(refused);
    const auto text = refused.error().sentence.In(Language::vietnamese);
    for (const auto* line : {"u.csv:3: 'b' takes over", "u.csv:4: 'c' takes over"})
        EXPECT_NE(text.find(line), std::string::npos) << text;
    EXPECT_EQ(text.find("'a' takes over"), std::string::npos) << text;
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

TEST_P(UnitStore, keeps_what_an_administrator_confirmed_through_an_import) {
    FreshDatabase database(GetParam());
    ASSERT_TRUE(ImportUnits(*database, Shipped()));
    Directory directory;
    directory.Load(*database);
    const auto confirm = [&](std::string_view key, std::vector<std::string> successors) {
        return ConfirmSuccessors(*database, *directory.Now(), key, successors, "Quản trị", Instant{1});
    };
    EXPECT_FALSE(confirm("xa-15217-2023", {"xa-14797-2025"})) << "it did not exist on 1 January 2025";
    EXPECT_FALSE(confirm("xa-14797-2025", {"xa-15208-2023"})) << "nothing of it was inferred";
    ASSERT_TRUE(confirm("xa-15217-2023", {"xa-15208-2023"}));
    ASSERT_TRUE(ImportUnits(*database, Shipped()));
    directory.Load(*database);
    const auto* unit = directory.Now()->FindByKey("xa-15217-2023");
    EXPECT_EQ(unit->successors, std::vector<std::string>{"xa-15208-2023"});
    EXPECT_FALSE(unit->SuccessorsInferred());
}

INSTANTIATE_TEST_SUITE_P(Both, UnitStore, storage::testing::Values(Sqlite, Postgres));

}  // namespace dongson::organisation
