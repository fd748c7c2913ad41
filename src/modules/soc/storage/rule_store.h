// Rules of one's own, what is set about rules, and exceptions, in the database.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "storage/database.h"

namespace dongson::soc {

// A version of a rule that does not ship.
struct OwnRule {
    std::int64_t id = 0;
    std::string rule;
    std::int64_t version = 1;
    std::string yaml;
    bool live = false;
    std::string outcome;  // of its test over stored events
    AccountId account;
    Instant made;
};
struct RuleSetting {
    std::string rule;
    bool off = false;
    std::string groups;         // of sources, parted by commas; empty: all
    std::vector<UnitId> units;  // whose sources; empty: all
    std::string reason;
    AccountId account;
    Instant changed;
};
struct KeptException {
    std::int64_t id = 0;
    std::string rule, query, reason;
    AccountId account;
    Instant made, expires;
};

class RuleStore {
  public:
    explicit RuleStore(storage::Transaction& tx) : tx_(tx) {}
    // Gives it its version.
    OwnRule Insert(OwnRule rule);
    // This version counts from now on, and no other of the rule.
    void Enliven(const OwnRule& rule);
    void Retire(std::string_view rule);
    std::optional<OwnRule> Get(std::int64_t id);
    std::vector<OwnRule> Own();  // by rule, the newest version first

    void Save(const RuleSetting& setting);
    std::vector<RuleSetting> Settings();

    void Insert(const KeptException& exception);
    bool End(std::int64_t exception, Instant now);
    std::vector<KeptException> Exceptions(Instant now);  // that still hold

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::soc
