// How a kind keeps its cases: what the engine needs done that only the kind can do.
#pragma once

#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "core/refusal.h"
#include "platform/platform.h"
#include "platform/workflow/rules.h"
#include "storage/database.h"

namespace dongson::workflow {

// What happens to a case beside its process, and whoever it is for hears of.
enum class Turn : unsigned char { assigned, released, taken_back, moved };

class Keeper {
  public:
    Keeper() = default;
    Keeper(const Keeper&) = delete;
    Keeper& operator=(const Keeper&) = delete;
    virtual ~Keeper() = default;

    virtual const CaseKind& kind() const = 0;
    virtual const Process& ProcessOf(const Case& subject) const = 0;
    Moving MovingOf(const Case& subject) const { return {kind(), ProcessOf(subject), subject}; }

    // Its row, locked for the rest of the transaction where the database can; none: there is no such case. Shared, so that
    // whoever lets go of it last lets go of all that its kind has in it.
    virtual std::shared_ptr<Case> GetToChange(storage::Transaction& tx, std::string_view code) const = 0;
    // False when the version is not the one that was read: somebody else was faster.
    virtual bool Save(storage::Transaction& tx, const Case& subject) const = 0;
    // The due date again from the clock, and the step's, which began at `began`.
    virtual void CountDue(Case& subject, const State& state, const calendar::WorkingCalendar& calendar, Instant began) const = 0;
    // Enters what happened in the ledger, with the case as it stands, and names the entry in it.
    virtual void Attest(const Platform& platform, storage::Transaction& tx, const Case& subject, Happening& happening) const = 0;
    // `from`: the unit that held it before, where another does now.
    virtual void Tell(const Platform& platform, storage::Transaction& tx, const Case& subject, Turn turn, UnitId from,
                      Instant now) const = 0;
};

// How a module says it: of its own struct, without a cast.
template <std::derived_from<Case> Own>
class KeeperOf : public Keeper {
  public:
    std::shared_ptr<Case> GetToChange(storage::Transaction& tx, std::string_view code) const final {
        auto found = Get(tx, code);
        return found ? std::make_shared<Own>(*std::move(found)) : nullptr;
    }
    bool Save(storage::Transaction& tx, const Case& subject) const final { return SaveOwn(tx, static_cast<const Own&>(subject)); }
    void CountDue(Case& subject, const State& state, const calendar::WorkingCalendar& calendar, Instant began) const final {
        CountDueOf(static_cast<Own&>(subject), state, calendar, began);
    }
    void Attest(const Platform& platform, storage::Transaction& tx, const Case& subject, Happening& happening) const final {
        AttestOwn(platform, tx, static_cast<const Own&>(subject), happening);
    }
    void Tell(const Platform& platform, storage::Transaction& tx, const Case& subject, Turn turn, UnitId from,
              Instant now) const final {
        TellOf(platform, tx, static_cast<const Own&>(subject), turn, from, now);
    }

  protected:
    virtual std::optional<Own> Get(storage::Transaction& tx, std::string_view code) const = 0;
    virtual bool SaveOwn(storage::Transaction& tx, const Own& subject) const = 0;
    virtual void CountDueOf(Own& subject, const State& state, const calendar::WorkingCalendar& calendar, Instant began) const = 0;
    virtual void AttestOwn(const Platform& platform, storage::Transaction& tx, const Own& subject,
                           Happening& happening) const = 0;
    virtual void TellOf(const Platform& platform, storage::Transaction& tx, const Own& subject, Turn turn, UnitId from,
                        Instant now) const = 0;
};

// What the engine gives back, as its module knows it.
template <std::derived_from<Case> Own>
Result<Own> As(Result<std::shared_ptr<Case>> given) {
    if (!given) return std::unexpected(std::move(given.error()));
    return static_cast<Own&&>(**given);
}

}  // namespace dongson::workflow
