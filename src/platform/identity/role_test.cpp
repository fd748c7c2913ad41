#include "platform/identity/role.h"

#include <gtest/gtest.h>

#include "core/yaml.h"
#include "platform/identity/account.h"
#include "platform/testing/other_roles.h"

namespace dongson::identity {

namespace {

constexpr Capability kSing{"choir.sing", "Hát", "Sing"}, kLead{"choir.lead", "Chỉ huy", "Lead"};

std::string FaultsOf(const std::string& yaml) {
    DefinitionErrors errors;
    (void)RoleBook::Parse("roles.yaml", yaml + "parts:\n  choir: {vi: Ca đoàn, en: Choir}\n", {kSing, kLead}, errors);
    return errors.Text();
}

}  // namespace

TEST(Roles, a_capability_that_nobody_declares_is_refused_with_file_and_line) {
    const auto faults = FaultsOf("roles:\n  - key: singer\n    name: {vi: Ca sĩ, en: Singer}\n    capabilities: [choir.sin]\n");
    EXPECT_TRUE(
        faults.starts_with("roles.yaml:2: the role 'singer' has the capability 'choir.sin', which no module declares; did "
                           "you mean 'choir.sing'?"))
        << faults;
}

TEST(Roles, a_key_stands_once_and_is_called_something_in_both_languages) {
    const std::string singer = "  - {key: singer, name: {vi: Ca sĩ, en: Singer}, capabilities: [choir.sing]}\n";
    EXPECT_EQ(FaultsOf("roles:\n" + singer), "");
    EXPECT_TRUE(FaultsOf("roles:\n" + singer + singer).contains("roles.yaml:3: the role 'singer' stands twice"));
    EXPECT_TRUE(FaultsOf("roles:\n  - {key: mute, name: {vi: Câm}, capabilities: []}\n").contains("no name in both languages"));
    EXPECT_TRUE(FaultsOf("roles:\n  - {key: singer, name: {vi: A, en: A}, capabilities: [choir.sing, choir.sing]}\n")
                    .contains("has the capability 'choir.sing' twice"));
    EXPECT_TRUE(FaultsOf("roles:\n  - {key: singer, name: {vi: A, en: A}, may: [choir.sing]}\n").contains("unknown key 'may'"));
}

TEST(Roles, one_that_nobody_knows_gives_nothing) {
    const Role emperor("emperor");
    EXPECT_EQ(emperor.key(), "emperor");
    EXPECT_FALSE(emperor.Gives(kAdministrate));
    EXPECT_FALSE(Role().Gives(kAdministrate));
    EXPECT_FALSE(KnownRole("emperor"));
    EXPECT_TRUE(Role("operator").Gives(kAdministrate));
}

TEST(Roles, are_found_by_key_and_by_name_in_either_language) {
    EXPECT_EQ(RoleNamed("Specialist"), Role("specialist"));
    EXPECT_EQ(RoleNamed("chuyen vien"), Role("specialist"));
    EXPECT_EQ(RoleNamed("LÃNH ĐẠO"), Role("leader"));
    EXPECT_FALSE(RoleNamed("hoàng đế"));
}

// Whoever holds a role holds it as it was when they came; whoever comes next finds what is in force.
TEST(Roles, another_book_is_felt_by_whoever_comes_next) {
    const Role before("singer");
    const testing::OtherRoles other("  - {key: singer, name: {vi: Ca sĩ, en: Singer}, capabilities: [choir.sing]}\n");
    EXPECT_FALSE(before.Gives(kSing));
    EXPECT_TRUE(Role("singer").Gives(kSing));
    EXPECT_EQ(Role("singer").name().vi, "Ca sĩ");
    EXPECT_TRUE(Role("clerk").Gives(kVouch)) << "those that ship are still there";
}

TEST(Officers, act_through_the_post_that_lets_them_there) {
    const testing::OtherRoles other(
        "  - {key: singer, name: {vi: Ca sĩ, en: Singer}, capabilities: [choir.sing]}\n"
        "  - {key: conductor, name: {vi: Nhạc trưởng, en: Conductor}, capabilities: [choir.sing, choir.lead]}\n");
    const UnitId first{1}, second{2}, ended{3};
    const Officer officer{{}, {{first, "singer", "a"}, {second, "conductor", "b", {ended}}}};
    EXPECT_TRUE(officer.May(first, kSing));
    EXPECT_FALSE(officer.May(first, kLead)) << "a post elsewhere opens nothing here";
    EXPECT_EQ(officer.Through(kLead)->position, "b");
    EXPECT_EQ(officer.Through(kSing, ended)->position, "b") << "what an ended unit held is its successor's";
    EXPECT_EQ(officer.UnitFor(kSing), first);
    EXPECT_EQ(officer.UnitFor(kAdministrate), UnitId{});
}

}  // namespace dongson::identity
