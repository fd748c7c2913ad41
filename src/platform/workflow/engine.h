// A case is changed: what happened is written down one way, and everything that follows from how the case stands is made to
// follow, in the caller's transaction.
#pragma once

#include <expected>
#include <memory>
#include <string>
#include <string_view>

#include "core/refusal.h"
#include "platform/platform.h"
#include "platform/workflow/keeper.h"
#include "storage/database.h"

namespace dongson::workflow {

class Engine {
  public:
    Engine(const Platform& platform, storage::Transaction& tx, const Keeper& keeper, Instant now)
        : platform_(platform), tx_(tx), keeper_(keeper), now_(now) {}

    Instant now() const { return now_; }

    // The case, to be changed; refuses where there is none.
    Result<std::shared_ptr<Case>> Take(std::string_view code) const;
    // Moves it with its unit, where nobody has looked since that ended; true when it moved.
    bool Follow(Case& subject) const;

    // The first that happens to it: `how` came to be as the kind's own row says already, and `what` that is.
    void Begin(const Case& subject, const Actor& actor, Words how, std::string what = {}) const;
    // A line of its timeline, and an entry of the ledger that says how the case stands now.
    void Record(const Case& subject, Happening happening) const;
    // Saves it, its version being the next from now on, and brings the inboxes in line. Refuses what somebody else has changed
    // meanwhile.
    Result<void> Keep(Case& subject) const;
    // The same of one that is locked: nobody can have been faster, and what was written down must not stand without it.
    void KeepLocked(Case& subject) const;
    // Brings the inboxes in line with the case as it stands.
    void RefreshWork(const Case& subject) const;

    Refusal ChangedMeanwhile() const;

  private:
    const Platform& platform_;
    storage::Transaction& tx_;
    const Keeper& keeper_;
    const Instant now_;
};

// Whether inboxes are in line with a case: what they have of it is what follows from it.
bool WorkIsDerived(storage::Transaction& tx, const organisation::Units& units, const Moving& moving, Instant now);

}  // namespace dongson::workflow
