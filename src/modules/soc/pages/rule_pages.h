// Rules: all that are read, one of them with its settings, rules of one's own, exceptions.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "modules/soc/engine/rule.h"
#include "modules/soc/storage/rule_store.h"
#include "web/components.h"

namespace dongson::soc {

// What is shown of any rule, a correlation or not.
struct RuleLine {
    std::string id, title, status, source, tags;
    Level level = Level::medium;
    bool off = false, correlation = false;
    std::string groups;
    std::size_t units = 0;  // it is kept to so many
};

struct RuleListView {
    std::string words, level, state;  // as asked
    std::vector<RuleLine> rules;      // of this page
    int count = 0, all = 0, off = 0, page = 1, pages = 1;
    std::vector<std::string> faults;  // rules that are not used, and why
    std::vector<OwnRule> own;
};
web::Html RuleListPage(const RuleListView& view);

struct RuleView {
    RuleLine rule;
    std::string description, author, file;
    std::vector<std::string> tags, references, false_positives;
    RuleSetting setting;
    std::vector<web::Choice> units;  // that have sources, or are chosen
    Refusals faults;
};
web::Html RulePage(const RuleView& view);

struct NewRuleView {
    std::string yaml;
    int days = 7;
    Refusals faults;
};
web::Html NewRulePage(const NewRuleView& view);

struct OwnRuleView {
    OwnRule rule;
    std::vector<OwnRule> versions;  // of the same rule
};
web::Html OwnRulePage(const OwnRuleView& view);

struct ExceptionListView {
    std::vector<KeptException> exceptions;
    std::map<AccountId, std::string> names;
    std::map<std::int64_t, std::string> unread;  // that cannot be read, and why
    KeptException typed;
    int days = 30;
    Refusals faults;
};
web::Html ExceptionListPage(const ExceptionListView& view);

}  // namespace dongson::soc
