// Every statement about rules of one's own, what is set about rules, and exceptions.
#pragma once

#include "storage/database.h"

namespace dongson::soc {

using storage::Statement;

inline constexpr Statement kInsertRule{"soc.insert_rule", R"(
    INSERT INTO soc_rule (id, rule_id, version, yaml, live, test_outcome, account_id, made_at)
    VALUES ($id, $rule, $version, $yaml, 0, $outcome, $account, $now))"};
inline constexpr Statement kLastRuleVersion{"soc.last_rule_version",
                                            "SELECT COALESCE(MAX(version), 0) FROM soc_rule WHERE rule_id = $rule"};
inline constexpr Statement kRetireRule{"soc.retire_rule", "UPDATE soc_rule SET live = 0 WHERE rule_id = $rule AND live = 1"};
inline constexpr Statement kEnliven{"soc.enliven_rule", "UPDATE soc_rule SET live = 1 WHERE id = $id"};
inline constexpr Statement kOwnRules{"soc.own_rules", R"(
    SELECT id, rule_id, version, yaml, live, test_outcome, account_id, made_at FROM soc_rule ORDER BY rule_id, version DESC)"};
inline constexpr Statement kOwnRule{"soc.own_rule", R"(
    SELECT id, rule_id, version, yaml, live, test_outcome, account_id, made_at FROM soc_rule WHERE id = $id)"};

inline constexpr Statement kSaveRuleSetting{"soc.save_rule_setting", R"(
    INSERT INTO soc_rule_setting (rule_id, off, groups, units, reason, account_id, changed_at) VALUES ($rule, $off, $groups, $units, $reason, $account, $now)
        ON CONFLICT (rule_id) DO UPDATE SET off = excluded.off, groups = excluded.groups, units = excluded.units, reason = excluded.reason,
                                            account_id = excluded.account_id, changed_at = excluded.changed_at)"};
inline constexpr Statement kRuleSettings{"soc.rule_settings", R"(
    SELECT rule_id, off, groups, units, reason, account_id, changed_at FROM soc_rule_setting ORDER BY rule_id)"};

inline constexpr Statement kInsertException{"soc.insert_exception", R"(
    INSERT INTO soc_exception (id, rule_id, query, reason, account_id, made_at, expires_at)
    VALUES ($id, $rule, $query, $reason, $account, $now, $expires))"};
inline constexpr Statement kEndException{"soc.end_exception",
                                         "UPDATE soc_exception SET expires_at = $now WHERE id = $id AND expires_at > $now"};
inline constexpr Statement kExceptions{"soc.exceptions", R"(
    SELECT id, rule_id, query, reason, account_id, made_at, expires_at FROM soc_exception WHERE expires_at > $now ORDER BY expires_at, id)"};

}  // namespace dongson::soc
