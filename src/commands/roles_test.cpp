// How strong the shipped roles are. Whoever changes data/roles.yaml changes this table too, and sees what it opens.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "commands/modules.h"
#include "core/text.h"
#include "platform/identity/role.h"

namespace dongson::commands {

namespace {

using Strength = std::map<std::string, std::set<std::string>>;

Strength Shipped() {
    Strength strength;
    const auto book = identity::RoleBook::Shipped(DeclaredCapabilities());
    for (const auto& role : book.roles()) strength[role->key] = {role->capabilities.begin(), role->capabilities.end()};
    return strength;
}

}  // namespace

TEST(ShippedRoles, are_exactly_so_strong) {
    const Strength wanted{
        {"clerk",
         {"complaints.receive", "identity.vouch", "one_stop.collect", "one_stop.receive", "one_stop.records", "open_data.edit",
          "tasks.do"}},
        {"specialist", {"complaints.settle", "one_stop.examine", "open_data.edit", "open_data.keep", "soc.answer", "tasks.do"}},
        {"leader",
         {"administration.contact", "complaints.receive", "complaints.sign", "one_stop.assign", "one_stop.check_money",
          "one_stop.decide", "one_stop.oversee", "one_stop.records", "open_data.edit", "open_data.publish", "soc.answer",
          "tasks.do", "tasks.give"}},
        {"operator",
         {"administration.contact", "administration.operate", "identity.administrate", "open_data.edit", "soc.answer"}},
        {"analyst", {"open_data.edit", "soc.respond"}},
    };
    EXPECT_EQ(Shipped(), wanted);
}

TEST(ShippedRoles, leave_nothing_that_nobody_may) {
    std::set<std::string> given;
    const auto shipped = Shipped();
    for (const auto& [role, capabilities] : shipped) given.insert(capabilities.begin(), capabilities.end());
    for (const auto& capability : DeclaredCapabilities())
        EXPECT_TRUE(given.contains(std::string(capability.key))) << capability.key;
}

TEST(ShippedRoles, what_may_be_done_is_said_in_both_languages) {
    std::set<std::string> owners{"identity"};
    for (const auto* module : Modules()) owners.emplace(module->key);
    for (const auto& capability : DeclaredCapabilities()) {
        EXPECT_TRUE(owners.contains(std::string(capability.key.substr(0, capability.key.find('.'))))) << capability.key;
        EXPECT_FALSE(capability.vi.empty() || capability.en.empty()) << capability.key;
    }
}

// A place in the navigation that needs what nobody declares would be shown to nobody.
TEST(ShippedRoles, navigation_needs_what_there_is) {
    const auto declared = DeclaredCapabilities();
    for (const auto* module : Modules())
        for (const auto& entry : module->navigation)
            EXPECT_TRUE(entry.needs.empty() ||
                        std::ranges::find(declared, entry.needs, &identity::Capability::key) != declared.end())
                << entry.key << " needs " << entry.needs;
}

}  // namespace dongson::commands
