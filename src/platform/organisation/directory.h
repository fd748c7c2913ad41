// Every unit the installation knows, held in memory: a few hundred rows that nearly every page asks about.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "core/refusal.h"
#include "platform/organisation/unit.h"
#include "storage/database.h"

namespace dongson::organisation {

class Units {
  public:
    explicit Units(std::vector<Unit> units);

    const Unit* Find(UnitId id) const;
    const Unit* FindByKey(std::string_view key) const;
    // By GSO code among the units that exist on a day: codes are used again after a merger.
    const Unit* FindByGso(std::string_view gso_code, Level level, Date day) const;
    // Either way of writing an organisation code.
    const Unit* FindByOrgCode(std::string_view code, Date day) const;
    std::vector<const Unit*> Existing(Level level, Date day) const;
    std::vector<const Unit*> Children(UnitId parent, Date day) const;
    // The units that took over, followed to those that exist on a day.
    std::vector<const Unit*> SuccessorsOn(const Unit& unit, Date day) const;
    std::vector<const Unit*> Predecessors(const Unit& unit) const;
    const std::vector<Unit>& all() const { return units_; }
    std::string NameOf(UnitId id) const;

  private:
    std::vector<Unit> units_;
    std::map<UnitId, const Unit*> by_id_;
    std::map<std::string, const Unit*, std::less<>> by_key_;
};

// Hands out the current units; a load replaces them whole, readers keep what they hold.
class Directory {
  public:
    std::shared_ptr<const Units> Now() const;
    void Load(storage::Database& database);

  private:
    mutable std::mutex mutex_;
    std::shared_ptr<const Units> units_ = std::make_shared<const Units>(std::vector<Unit>{});
};

// The same key is the same unit on every installation.
UnitId UnitIdOf(std::string_view key);

// Reads the shipped form of units (see data/units) and checks it whole: unknown parents and successors, codes twice in one time,
// dates the wrong way round. Every error names its line.
Result<std::vector<Unit>> ParseUnits(std::string_view csv, std::string_view source);
// All or nothing; units already there are brought up to date by key. Returns how many rows changed.
Result<int> ImportUnits(storage::Database& database, const std::vector<Unit>& units);

}  // namespace dongson::organisation
