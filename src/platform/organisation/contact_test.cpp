#include "platform/organisation/contact.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/embedded.h"
#include "platform/organisation/find_units.h"
#include "storage/testing/databases.h"

namespace dongson::organisation {

namespace {

const Date kThen = Date::Of(2024, 6, 1), kNow = Date::Of(2026, 11, 23);

class Contacts : public ::testing::TestWithParam<storage::Engine> {
  protected:
    Contacts() : database(GetParam()), units(ParseUnits(Embedded("data/units/units.csv"), "units.csv").value()) {
        EXPECT_TRUE(ImportUnits(*database, units.all()));
        ward = units.FindByGso("14797", Level::commune, kNow)->id;
    }
    bool Write(std::int64_t before, const Contact& contact) {
        bool added = false;
        database->MustWrite([&](storage::Transaction& tx) {
            added = ContactStore(tx).Add(ward, before, contact, AccountId{7}, "Lê Thị Bình", Instant{1000});
        });
        return added;
    }
    storage::testing::FreshDatabase database;
    Units units;
    UnitId ward;
};

}  // namespace

// Two people write at once: the second is told, and what the first wrote stands.
TEST_P(Contacts, are_written_one_version_after_another) {
    EXPECT_TRUE(Write(0, {.address = "Số 1 Hạc Thành", .phone = "0237 385 2001"}));
    EXPECT_FALSE(Write(0, {.address = "Số 2"}));
    EXPECT_TRUE(Write(1, {.address = "Số 3"}));
    const auto versions = database->Read([&](storage::Transaction& tx) { return ContactStore(tx).Versions(ward, 10); });
    ASSERT_EQ(versions.size(), 2U);
    EXPECT_EQ(versions[0].contact.address, "Số 3");
    EXPECT_EQ(versions[1].contact.phone, "0237 385 2001");
    EXPECT_EQ(versions[1].changed_by, "Lê Thị Bình");
    const auto all = database->Read([](storage::Transaction& tx) { return ContactStore(tx).All(); });
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all.at(ward).version, 2);
}

INSTANTIATE_TEST_SUITE_P(Both, Contacts, ::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

TEST(CleanContacts, are_taken_as_offices_write_them_or_refused_at_their_field) {
    for (const auto* phone : {"", "0237 3852 001", "1900 1234", "(0237) 385-2001; 0912.345.678", "+84 237 3852001"})
        EXPECT_TRUE(CleanContact({.phone = phone})) << phone;
    EXPECT_EQ(CleanContact({.address = "  12  Lê Lợi ", .email = " motcua@hacthanh.gov.vn "})->address, "12 Lê Lợi");
    struct Wrong {
        Contact typed;
        std::string_view field;
    };
    for (const auto& [typed, field] : {Wrong{{.phone = "gọi chị Hoa"}, "phone"}, Wrong{{.phone = "12"}, "phone"},
                                       Wrong{{.email = "motcua"}, "email"}, Wrong{{.email = "a@b@c.vn"}, "email"},
                                       Wrong{{.email = "a b@c.vn"}, "email"}, Wrong{{.hours = std::string(301, 'x')}, "hours"}}) {
        const auto clean = CleanContact(typed);
        ASSERT_FALSE(clean) << field;
        EXPECT_EQ(clean.error().front().field, field);
    }
}

// People call a place by the name it had when they were young.
TEST(FoundUnits, are_found_by_their_own_names_and_by_those_before_the_mergers) {
    const Units units(ParseUnits(Embedded("data/units/units.csv"), "units.csv").value());
    EXPECT_EQ(FindUnits(units, "", kNow).size(),
              units.Existing(Level::commune, kNow).size() + units.Existing(Level::province, kNow).size());
    const auto own = FindUnits(units, "hac thanh", kNow);
    ASSERT_FALSE(own.empty());
    EXPECT_EQ(own.front().unit->short_name, "Phường Hạc Thành");
    EXPECT_EQ(own.front().formerly, "");
    // Đông Thọ ended in July 2025; whoever took over is found by that name, and says so.
    const auto* former = units.FindByGso("14758", Level::commune, kThen);
    ASSERT_EQ(former->short_name, "Phường Đông Thọ");
    const auto heirs = units.SuccessorsOn(*former, kNow);
    const auto found = FindUnits(units, "Đông Thọ", kNow);
    ASSERT_FALSE(found.empty());
    for (const auto* heir : heirs)
        EXPECT_TRUE(std::ranges::any_of(found, [&](const FoundUnit& each) {
            return each.unit == heir && (each.formerly == "Phường Đông Thọ" || each.formerly.empty());
        })) << heir->short_name;
    EXPECT_TRUE(FindUnits(units, "Đông Thọ", kThen).front().formerly.empty());
    EXPECT_TRUE(FindUnits(units, "nơi không có", kNow).empty());
    // As people write it; and a district, whose work went to many, says that it has ended.
    EXPECT_EQ(FindUnits(units, "UBND phường Hạc Thành", kNow).front().unit->short_name, "Phường Hạc Thành");
    EXPECT_EQ(FindUnits(units, "bộ phận một cửa hạc thành", kNow).front().unit->short_name, "Phường Hạc Thành");
    const auto city = FindUnits(units, "TP Thanh Hóa", kNow);
    EXPECT_TRUE(std::ranges::any_of(city, [](const FoundUnit& each) { return each.ended; }));
}

}  // namespace dongson::organisation
