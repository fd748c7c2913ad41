#include "modules/soc/domain/coverage.h"

#include <gtest/gtest.h>

namespace dongson::soc {

TEST(Coverage, counts_rules_by_tactic_and_technique_and_who_brings_what_they_look_at) {
    const LogSource windows{.product = "windows"}, processes{.product = "windows", .category = "process_creation"},
        linux{.product = "linux"};
    const std::vector<LookedFor> rules = {
        {"a", {"attack.execution", "attack.t1059.001", "attack.persistence"}, {processes}, false, Instant{5}},
        {"b", {"attack.execution", "attack.T1059.003"}, {windows}, false, Instant{9}},
        {"c", {"attack.credential_access", "attack.t1110", "cve.2026.1"}, {linux}, false, std::nullopt},
        {"d", {"attack.credential-access", "attack.t1110"}, {linux}, true, Instant{99}},
        {"e", {"attack.unheard-of", "attack.t1000"}, {}, false, std::nullopt},
        {"f", {}, {linux}, false, std::nullopt}};
    const auto tactics = CoverageOf(rules, {{7, {.product = "windows", .service = "security"}}, {9, processes}});
    ASSERT_EQ(3U, tactics.size());
    EXPECT_EQ("execution", tactics[0].tactic);
    ASSERT_EQ(1U, tactics[0].techniques.size());
    const TechniqueCoverage& scripts = tactics[0].techniques[0];
    EXPECT_EQ("T1059", scripts.technique);
    EXPECT_EQ(2U, scripts.rules);
    EXPECT_EQ(2U, scripts.fed);
    EXPECT_EQ((std::set<std::uint32_t>{7, 9}), scripts.sources);
    EXPECT_EQ(9, scripts.last_found->ms);
    EXPECT_EQ("persistence", tactics[1].tactic);
    EXPECT_EQ((std::set<std::uint32_t>{9}), tactics[1].techniques[0].sources);
    const TechniqueCoverage& passwords = tactics[2].techniques[0];
    EXPECT_EQ("credential-access", tactics[2].tactic);
    EXPECT_EQ(1U, passwords.rules);
    EXPECT_EQ(1U, passwords.off);
    EXPECT_EQ(0U, passwords.fed);
    EXPECT_FALSE(passwords.last_found) << "a rule that is off finds nothing any more";
}

TEST(Coverage, a_technique_stands_under_the_tactics_that_a_third_of_its_rules_name) {
    std::vector<LookedFor> rules(9, {"a", {"attack.credential-access", "attack.t1003"}, {}, false, std::nullopt});
    rules.push_back(
        {"b", {"attack.credential-access", "attack.execution", "attack.t1003", "attack.t1059"}, {}, false, std::nullopt});
    const auto tactics = CoverageOf(rules, {});
    ASSERT_EQ(2U, tactics.size());
    EXPECT_EQ("execution", tactics[0].tactic);
    ASSERT_EQ(1U, tactics[0].techniques.size()) << "T1003 is there by one rule of ten";
    EXPECT_EQ("T1059", tactics[0].techniques[0].technique);
    ASSERT_EQ(2U, tactics[1].techniques.size());
    EXPECT_EQ(10U, tactics[1].techniques[0].rules);
}

}  // namespace dongson::soc
