#include "platform/identity/keep_roles.h"

#include <gtest/gtest.h>

#include "platform/identity/sign_in.h"
#include "platform/identity/storage/account_store.h"
#include "platform/identity/storage/role_store.h"
#include "platform/identity/storage/staff_store.h"
#include "platform/testing/bare_house.h"
#include "platform/testing/other_roles.h"

namespace dongson::identity {

namespace {

constexpr Capability kAssign{"one_stop.assign"}, kDecide{"one_stop.decide"};

// The roles of a real program, with what modules declare.
RoleBook Declared() {
    std::vector<Capability> declared{kVouch, kAdministrate, {"one_stop.receive", "Tiếp nhận", "Receive"}};
    for (const auto* key : {"one_stop.examine", "one_stop.decide", "one_stop.assign", "one_stop.oversee", "one_stop.collect",
                            "one_stop.check_money", "one_stop.records", "open_data.edit", "open_data.keep", "open_data.publish",
                            "soc.respond", "soc.answer", "administration.operate", "administration.contact", "tasks.do",
                            "tasks.give", "complaints.receive", "complaints.settle", "complaints.sign"})
        declared.push_back({key, key, key});
    return RoleBook::Shipped(declared);
}

class KeepRoles : public ::testing::TestWithParam<storage::Engine> {
  protected:
    KeepRoles() { UseRoles(Declared()); }

    AccountId AtWork(const std::string& login, const char* role) {
        const Account account{
            .id = Fresh<AccountTag>(), .kind = AccountKind::officer, .login = login, .name = login, .password_hash = "x"};
        house.database->MustWrite([&](storage::Transaction& tx) {
            AccountStore(tx).Insert(account);
            AccountStore(tx).Appoint(account.id, {.unit = Unit(), .role = role, .position = "Chức vụ"});
        });
        return account.id;
    }
    UnitId Unit() const { return house.units.Now()->FindByKey("xa-14797-2025")->id; }

    Officer AsNow(AccountId id) {
        return house.database->Read([&](storage::Transaction& tx) {
            return Officer{{.id = id}, AccountStore(tx).Appointments(id, house.clock.Now().LocalDate())};
        });
    }
    std::vector<RoleEdition> Editions(std::string_view role) {
        return house.database->Read([&](storage::Transaction& tx) { return RoleStore(tx).Editions(role); });
    }
    static std::string Codes(const std::expected<void, Refusals>& done) {
        std::string codes;
        if (!done)
            for (const auto& fault : done.error()) codes += (codes.empty() ? "" : " ") + fault.code;
        return codes;
    }
    RoleDraft Draft(const std::string& key, std::vector<std::string> capabilities, std::int64_t begun_from = 0) const {
        return {.key = key,
                .name = {"Vai trò " + key, ""},
                .capabilities = std::move(capabilities),
                .begun_from = begun_from,
                .reason = "Thử"};
    }

    dongson::testing::OtherRoles kept{""};  // what was in force is in force again afterwards
    dongson::testing::BareHouse house{GetParam(), Instant::Parse("2026-11-16 08:00").value()};
    const Manager an{AtWork("an", "operator"), "An"};
};

}  // namespace

TEST_P(KeepRoles, a_province_makes_its_own_and_its_holders_may_what_it_gives) {
    const auto binh = AtWork("binh", "deputy");
    EXPECT_TRUE(AsNow(binh).appointments.empty()) << "nobody knows the role yet";
    ASSERT_EQ(Codes(MakeRole(house.platform, an, Draft("deputy", {"one_stop.decide", "one_stop.decide"}))), "");
    EXPECT_TRUE(AsNow(binh).May(Unit(), kDecide));
    EXPECT_FALSE(AsNow(binh).May(Unit(), kAssign));
    EXPECT_EQ(Role("deputy").name().vi, "Vai trò deputy");
    EXPECT_EQ(Codes(MakeRole(house.platform, an, Draft("deputy", {"one_stop.decide"}))), "ROLE_TAKEN");
    EXPECT_EQ(Codes(MakeRole(house.platform, an, Draft("Đ", {"one_stop.fly"}))), "ROLE_KEY ROLE_CAPABILITY");
    EXPECT_EQ(Codes(MakeRole(house.platform, an, {.key = "empty"})), "ROLE_NAME ROLE_GIVES_NOTHING STAFF_REASON");
}

TEST_P(KeepRoles, every_version_stays_with_who_made_it_when_and_why) {
    const auto chi = AtWork("chi", "leader");
    ASSERT_EQ(Codes(ChangeRole(house.platform, an, Draft("leader", {"one_stop.decide"}))), "");
    EXPECT_FALSE(AsNow(chi).May(kAssign)) << "whoever is here feels it at once";
    ASSERT_EQ(Codes(ChangeRole(house.platform, an, Draft("leader", {"one_stop.assign"}, 1))), "");
    EXPECT_EQ(Codes(ChangeRole(house.platform, an, Draft("leader", {"one_stop.examine"}, 1))), "VERSION_CLASH");
    ASSERT_EQ(Codes(RestoreRole(house.platform, an, "leader", 1, 2, "Như trước")), "");
    EXPECT_TRUE(AsNow(chi).May(kDecide));
    ASSERT_EQ(Codes(RestoreRole(house.platform, an, "leader", 0, 3, "Như phát hành")), "");
    EXPECT_TRUE(AsNow(chi).May(kDecide) && AsNow(chi).May(kAssign));
    EXPECT_EQ(RolesNow()->Find("leader")->name.vi, "Lãnh đạo");
    const auto editions = Editions("leader");
    ASSERT_EQ(editions.size(), 4U);
    EXPECT_TRUE(editions[0].as_shipped);
    EXPECT_EQ(editions[1].reason, "Như trước");
    EXPECT_EQ(editions[3].author_name, "An");
    EXPECT_EQ(editions[3].made, house.clock.Now());
    EXPECT_EQ(editions[3].role.capabilities, std::vector<std::string>{"one_stop.decide"});
    EXPECT_EQ(Codes(RestoreRole(house.platform, an, "leader", 9, 4, "Lạc")), "NOT_FOUND");
}

TEST_P(KeepRoles, what_would_leave_nobody_to_administrate_is_refused_by_name) {
    EXPECT_EQ(Codes(ChangeRole(house.platform, an, Draft("operator", {"administration.operate"}))), "ROLE_LAST_ADMINISTRATOR");
    EXPECT_TRUE(AsNow(an.id).May(kAdministrate)) << "nothing was changed";
    EXPECT_TRUE(Editions("operator").empty());
    // With somebody else who may, by another role, it goes: by two, or at the server.
    (void)AtWork("dung", "keeper");
    ASSERT_EQ(Codes(MakeRole(house.platform, an, Draft("keeper", {"identity.administrate"}))), "");
    EXPECT_EQ(Codes(ChangeRole(house.platform, an, Draft("operator", {"administration.operate"}))), "TWO_PEOPLE");
    EXPECT_EQ(Codes(ChangeRole(house.platform, {{}, "máy chủ"}, Draft("operator", {"administration.operate"}))), "");
    EXPECT_FALSE(AsNow(an.id).May(kAdministrate));
}

TEST_P(KeepRoles, nobody_gives_themselves_more) {
    const std::vector<std::string> more{"administration.operate", "identity.administrate", "open_data.edit", "one_stop.decide"};
    EXPECT_EQ(Codes(ChangeRole(house.platform, an, Draft("operator", more))), "ROLE_ONESELF");
    const Manager binh{AtWork("binh", "clerk"), "Bình"};
    auto draft = Draft("operator", more);
    draft.name = RolesNow()->Find("operator")->name;  // of another name two would be asked
    EXPECT_EQ(Codes(ChangeRole(house.platform, binh, draft)), "");
}

TEST_P(KeepRoles, nor_more_to_what_they_will_hold_tomorrow) {
    ASSERT_EQ(Codes(MakeRole(house.platform, an, Draft("tomorrows", {"open_data.edit"}))), "");
    house.database->MustWrite([&](storage::Transaction& tx) {
        AccountStore(tx).Appoint(
            an.id, {.unit = Unit(), .role = "tomorrows", .position = "Chức vụ", .from = house.clock.Now().LocalDate() + 1});
    });
    EXPECT_EQ(Codes(ChangeRole(house.platform, an, Draft("tomorrows", {"open_data.edit", "one_stop.decide"}, 1))),
              "ROLE_ONESELF");
}

// Lists of staff name roles as people do.
TEST_P(KeepRoles, no_two_have_one_name) {
    auto twin = Draft("twin", {"one_stop.decide"});
    twin.name = {"LÃNH ĐẠO", ""};
    EXPECT_EQ(Codes(MakeRole(house.platform, an, twin)), "ROLE_NAME_TAKEN");
    twin.name = {"specialist", ""};
    EXPECT_EQ(Codes(MakeRole(house.platform, an, twin)), "ROLE_NAME_TAKEN");
    EXPECT_EQ(Codes(MakeRole(house.platform, an, Draft("moi", {"one_stop.decide"}))), "ROLE_KEY");
}

// Another program beside this one changed the roles: this one's are another book still.
TEST_P(KeepRoles, a_program_beside_follows_with_the_next_question) {
    const auto chi = AtWork("chi", "leader");
    ASSERT_EQ(Codes(ChangeRole(house.platform, an, Draft("leader", {"one_stop.decide"}))), "");
    UseRoles(Declared());
    EXPECT_TRUE(Role("leader").Gives(kAssign)) << "as this program knows it";
    EXPECT_FALSE(AsNow(chi).May(kAssign));
    UseRoles(Declared());
    house.database->MustWrite([&](storage::Transaction& tx) {
        AccountStore(tx).InsertSession(
            {.id = Fresh<SessionTag>(), .account = chi, .created = house.clock.Now(), .seen = house.clock.Now()}, "digest");
    });
    const auto visitor = house.database->Read(
        [&](storage::Transaction& tx) { return AccountStore(tx).VisitorByDigest("digest", house.clock.Now().LocalDate()); });
    ASSERT_TRUE(visitor);
    ASSERT_EQ(visitor->appointments.size(), 1U);
    EXPECT_FALSE(visitor->appointments[0].role.Gives(kAssign));
    EXPECT_TRUE(visitor->appointments[0].role.Gives(kDecide));
}

INSTANTIATE_TEST_SUITE_P(Both, KeepRoles, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace dongson::identity
