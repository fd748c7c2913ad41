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
    // Who does a unit's work on a day: itself while it exists, then the first of its successors. Nothing when nobody took over as
    // a whole, as from the districts of June 2025, whose work went by competence.
    const Unit* InOfficeOn(UnitId id, Date day) const;
    // The unit and every ended one whose work it does on a day.
    std::vector<UnitId> ActsFor(UnitId id, Date day) const;
    // The days from one day on, that day first, on which a unit begins or the one before ended: between them nothing changes.
    std::vector<Date> ChangesFrom(Date day) const;
    const std::vector<Unit>& all() const { return units_; }
    std::string NameOf(UnitId id) const;

  private:
    // Which ended units' work each does on one day. Nearly every question is about today, so the day asked last is kept.
    struct Offices {
        Date day;
        std::map<UnitId, std::vector<UnitId>> acts_for;
    };
    std::shared_ptr<const Offices> OfficesOn(Date day) const;

    mutable std::mutex mutex_;
    mutable std::shared_ptr<const Offices> offices_;
    std::vector<Unit> units_;
    std::map<UnitId, const Unit*> by_id_;
    std::map<std::string, const Unit*, std::less<>> by_key_;
};

// Hands out the current units; a load replaces them whole, readers keep what they hold.
class Directory {
  public:
    std::shared_ptr<const Units> Now() const;
    void Load(storage::Database& database);
    // True once a day, and again after the units were loaded: what depends on which units exist is looked over then.
    bool TurnsTo(Date day);
    void LookAgain();  // it could not be done

  private:
    mutable std::mutex mutex_;
    std::optional<Date> looked_over_;
    std::shared_ptr<const Units> units_ = std::make_shared<const Units>(std::vector<Unit>{});
};

// The same key is the same unit on every installation.
UnitId UnitIdOf(std::string_view key);

// Reads the shipped form of units (see data/units) and checks it whole: unknown parents and successors, codes twice in one time,
// dates the wrong way round. Every error names its line.
Result<std::vector<Unit>> ParseUnits(std::string_view csv, std::string_view source);
// All or nothing; units already there are brought up to date by key. Returns how many rows changed.
Result<int> ImportUnits(storage::Database& database, const std::vector<Unit>& units);
// An administrator says that the inferred successors of a unit are right, or which are: keys of units that are there, the first
// takes over the work. Kept through later imports.
Result<void> ConfirmSuccessors(storage::Database& database, const Units& units, std::string_view key,
                               const std::vector<std::string>& successors, std::string_view by, Instant now);

}  // namespace dongson::organisation
