#include "platform/workflow/assignment.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/text.h"
#include "platform/identity/posts.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/inbox.h"
#include "platform/workflow/own_kinds.h"
#include "platform/workflow/storage/case_store.h"
#include "storage/scarcity.h"

namespace dongson::workflow {

using storage::Transaction;

namespace {

// Who may do something in a unit today; asked of the same few again and again.
class Holders {
  public:
    Holders(const Platform& platform, Instant now) : units_(platform.units.Now()), day_(now.LocalDate()) {}

    bool Has(Transaction& tx, UnitId unit, const identity::Capability& capability, AccountId account) {
        auto [found, fresh] = holders_.try_emplace(std::pair(unit, std::string(capability.key)));
        if (fresh) {
            identity::AccountStore accounts(tx);
            for (const auto& colleague : identity::ColleaguesOn(accounts, *units_, unit, capability, day_))
                found->second.push_back(colleague.id);
        }
        return std::ranges::find(found->second, account) != found->second.end();
    }

  private:
    std::shared_ptr<const organisation::Units> units_;
    Date day_;
    std::map<std::pair<UnitId, std::string>, std::vector<AccountId>> holders_;
};

bool Release(const Platform& platform, Transaction& tx, const Keeper& keeper, const std::string& code, Instant now) {
    const Engine engine(platform, tx, keeper, now);
    const auto subject = keeper.GetToChange(tx, code);
    if (subject == nullptr || subject->closed || !subject->assignee) return false;
    const bool moved = engine.Follow(*subject);
    Holders holders(platform, now);
    const auto* needed = keeper.kind().CapabilityOf(subject->holder_role);
    const bool left = subject->assignee && (needed == nullptr || !holders.Has(tx, subject->holder, *needed, subject->assignee));
    if (left) {
        const auto left_by = std::exchange(subject->assignee, {});
        const auto who = identity::AccountStore(tx).Get(left_by);
        auto released =
            Happens(*subject, names::kRelease, {"Trở về đơn vị", "Back with the unit"}, Actor::House(subject->holder), now);
        released.reason = (who ? who->name : ToText(left_by)) + " không còn giữ chức vụ này";
        released.due = subject->step_due;
        engine.Record(*subject, std::move(released));
        keeper.Tell(platform, tx, *subject, Turn::released, {}, now);
    }
    if (left || moved) engine.KeepLocked(*subject);
    return left;
}

int ReleaseAll(const Platform& platform, const Keeper& keeper, Instant now) {
    const auto left = platform.storage.Read([&](Transaction& tx) {
        Holders holders(platform, now);
        std::vector<std::string> codes;
        for (const auto& each : InboxStore(tx).Assigned(keeper.kind().module()))
            if (!holders.Has(tx, each.unit, {each.capability}, each.assignee)) codes.push_back(each.reference);
        return codes;
    });
    int released = 0;
    for (const auto& code : left) {
        bool done = false;
        platform.storage.MustWrite([&](Transaction& tx) { done = Release(platform, tx, keeper, code, now); });
        released += done;
    }
    return released;
}

}  // namespace

Result<std::shared_ptr<Case>> Assign(const Platform& platform, const Keeper& keeper, const identity::Officer& officer,
                                     std::string_view code, AccountId assignee, std::int64_t expected_version) {
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<std::shared_ptr<Case>> {
        const Engine engine(platform, tx, keeper, platform.clock.Now());
        const auto& kind = keeper.kind();
        auto subject = engine.Take(code);
        if (!subject) return subject;
        auto& taken = **subject;
        engine.Follow(taken);
        const auto unit = taken.holder;
        const auto &works = kind.Worker(), &gives = kind.Assigner();
        const bool takes = assignee == officer.account.id && officer.May(unit, works) && !taken.assignee;
        const bool leads = officer.May(unit, gives);
        if (!takes && !leads && !officer.May(identity::kAdministrate))
            return std::unexpected(
                Refusal::Forbidden(Say("Chỉ lãnh đạo đơn vị đang giữ {1} mới phân công được.", Lower(kind.noun().Now()))));
        if (taken.closed || kind.CapabilityOf(taken.holder_role) != &works)
            return std::unexpected(kind.No(
                "NOT_ASSIGNABLE", Say("{1} không ở bước chuyên viên thụ lý, nên không phân công được.", kind.noun().Now())));
        if (taken.version != expected_version) return std::unexpected(engine.ChangedMeanwhile());
        identity::AccountStore accounts(tx);
        const auto day = engine.now().LocalDate();
        const auto colleagues = identity::ColleaguesOn(accounts, *platform.units.Now(), unit, works, day);
        const auto chosen = std::ranges::find(colleagues, assignee, &identity::AccountStore::Colleague::id);
        if (chosen == colleagues.end()) return std::unexpected(kind.NotAColleague());
        taken.assignee = assignee;
        CaseStore(tx).AddReader(taken.id, unit);
        auto assigned =
            Happens(taken, names::kAssign, {"Phân công", "Assigned"},
                    takes || leads ? Actor::Of(officer, unit, takes ? works : gives) : Actor::Of(officer), engine.now());
        assigned.reason = chosen->name;
        assigned.due = taken.step_due;
        engine.Record(taken, std::move(assigned));
        if (auto kept = engine.Keep(taken); !kept) return std::unexpected(kept.error());
        keeper.Tell(platform, tx, taken, Turn::assigned, {}, engine.now());
        return subject;
    });
}

int ReleaseWork(const Platform& platform, const Keeper& keeper) {
    if (storage::Scarce()) return 0;  // on a full disk the work stays where it is until there is room
    int released = 0;
    for (const auto* each : WithOwnKinds(keeper)) {
        const int cases = ReleaseAll(platform, *each, platform.clock.Now());
        if (each == &keeper) released = cases;
    }
    return released;
}

}  // namespace dongson::workflow
