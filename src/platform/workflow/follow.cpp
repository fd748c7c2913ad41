#include "platform/workflow/follow.h"

#include <algorithm>
#include <span>

#include "platform/identity/posts.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/engine.h"
#include "platform/workflow/inbox.h"
#include "platform/workflow/own_kinds.h"
#include "storage/scarcity.h"

namespace dongson::workflow {

using storage::Transaction;

namespace {

constexpr std::size_t kMovedTogether = 200;

bool Move(const Platform& platform, Transaction& tx, const Keeper& keeper, const std::string& code, Instant now) {
    const Engine engine(platform, tx, keeper, now);
    const auto subject = keeper.GetToChange(tx, code);
    if (subject == nullptr || !engine.Follow(*subject)) return false;
    engine.KeepLocked(*subject);
    return true;
}

int MoveAll(const Platform& platform, const Keeper& keeper, const std::vector<std::string>& codes, Instant now) {
    int moved = 0;
    for (std::size_t first = 0; first < codes.size(); first += kMovedTogether) {
        const auto some = std::span(codes).subspan(first, std::min(kMovedTogether, codes.size() - first));
        int together = 0;
        platform.storage.MustWrite([&](Transaction& tx) {
            together = 0;  // the body may run again
            for (const auto& code : some) together += Move(platform, tx, keeper, code, now);
        });
        moved += together;
    }
    return moved;
}

int MoveFrom(const Platform& platform, const Keeper& keeper, UnitId ended, Instant now) {
    int moved = 0;
    for (const auto* each : WithOwnKinds(keeper)) {
        const auto codes =
            platform.storage.Read([&](Transaction& tx) { return InboxStore(tx).ReferencesAt(ended, each->kind().module()); });
        const int cases = MoveAll(platform, *each, codes, now);
        if (each == &keeper) moved = cases;
    }
    // What else the unit was asked for, and the work of other modules.
    if (const auto* in_office = platform.units.Now()->InOfficeOn(ended, now.LocalDate()))
        platform.storage.MustWrite([&](Transaction& tx) { InboxStore(tx).Move(ended, in_office->id, now); });
    return moved;
}

}  // namespace

bool FollowUnits(const Platform& platform, Transaction& tx, const CaseKind& kind, const Process& process, Case& subject,
                 Instant now) {
    const auto units = platform.units.Now();
    const auto day = now.LocalDate();
    const auto today = HolderOn({kind, process, subject}, *units, day);
    if (today == subject.holder) return false;
    subject.holder = today;
    if (!subject.assignee) return true;
    identity::AccountStore accounts(tx);
    const auto* needed = kind.CapabilityOf(subject.holder_role);
    const auto colleagues = needed == nullptr ? std::vector<identity::AccountStore::Colleague>{}
                                              : identity::ColleaguesOn(accounts, *units, today, *needed, day);
    if (std::ranges::find(colleagues, subject.assignee, &identity::AccountStore::Colleague::id) == colleagues.end())
        subject.assignee = {};
    return true;
}

int FollowUnits(const Platform& platform, const Keeper& keeper, const std::vector<std::string>& codes) {
    return storage::Scarce() ? 0 : MoveAll(platform, keeper, codes, platform.clock.Now());
}

int KeepWithUnits(const Platform& platform, const Keeper& keeper) {
    const auto now = platform.clock.Now();
    // On a full disk inboxes are read, and the work moves once there is room.
    if (storage::Scarce() || !platform.units.TurnsTo(now.LocalDate())) return 0;
    try {
        const auto units = platform.units.Now();
        int moved = 0;
        for (const auto unit : platform.storage.Read([](Transaction& tx) { return InboxStore(tx).UnitsWithWork(); })) {
            const auto* found = units->Find(unit);
            if (found != nullptr && found->valid_to && *found->valid_to < now.LocalDate())
                moved += MoveFrom(platform, keeper, unit, now);
        }
        return moved;
    } catch (...) {
        platform.units.LookAgain();
        throw;
    }
}

}  // namespace dongson::workflow
