#include "modules/one_stop/actions/release_work.h"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>

#include "core/log.h"
#include "modules/one_stop/actions/circumstances.h"
#include "modules/one_stop/actions/follow_units.h"
#include "modules/one_stop/actions/happen.h"
#include "modules/one_stop/actions/open_dossier.h"
#include "modules/one_stop/actions/tell_applicant.h"
#include "modules/one_stop/domain/dossier_kind.h"
#include "modules/one_stop/domain/seats.h"
#include "modules/one_stop/domain/work.h"
#include "platform/identity/posts.h"
#include "platform/jobs/jobs.h"
#include "platform/workflow/inbox.h"
#include "storage/scarcity.h"

namespace dongson::one_stop {

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

bool Release(const Platform& platform, Transaction& tx, const std::string& code, Instant now) {
    DossierStore dossiers(tx);
    auto dossier = dossiers.GetToChange(code);
    if (!dossier || dossier->closed || !dossier->assignee) return false;
    const auto from = dossier->holder;
    const bool moved = FollowUnits(platform, tx, *dossier, now);
    if (moved) RecordMove(platform, tx, *dossier, from, now);
    Holders holders(platform, now);
    const auto* needed = DossierKind().CapabilityOf(dossier->holder_role);
    const bool left = dossier->assignee && (needed == nullptr || !holders.Has(tx, dossier->holder, *needed, dossier->assignee));
    if (left) {
        const auto left_by = std::exchange(dossier->assignee, {});
        const auto who = identity::AccountStore(tx).Get(left_by);
        auto released = Happens(*dossier, workflow::names::kRelease, {"Trở về đơn vị", "Back with the unit"},
                                {.id = {}, .name = "Hệ thống", .unit = dossier->holder}, now);
        released.reason = (who ? who->name : ToText(left_by)) + " không còn giữ chức vụ này";
        released.due = dossier->step_due;
        Record(platform, tx, *dossier, std::move(released));
        TellApplicant(platform, tx, *dossier, {ReleasedForApplicant().vi, {}},
                      Say("Hồ sơ {1}: {2}. Hạn trả không đổi.", dossier->code, ReleasedForApplicant().vi), now);
    }
    if (!left && !moved) return false;
    // It is locked: nobody can have been faster, and what was written down must not stand without it.
    if (!dossiers.Update(*dossier)) throw std::runtime_error("a locked dossier changed: " + code);
    ++dossier->version;
    RefreshWork(platform, tx, *dossier, now);
    return left;
}

}  // namespace

int ReleaseWork(const Platform& platform) {
    const auto now = platform.clock.Now();
    if (storage::Scarce()) return 0;  // on a full disk the work stays where it is until there is room
    const auto left = platform.storage.Read([&](Transaction& tx) {
        Holders holders(platform, now);
        std::vector<std::string> codes;
        for (const auto& each : workflow::InboxStore(tx).Assigned(kOneStop))
            if (!holders.Has(tx, each.unit, {each.capability}, each.assignee)) codes.push_back(each.reference);
        return codes;
    });
    int released = 0;
    for (const auto& code : left) {
        bool done = false;
        platform.storage.MustWrite([&](Transaction& tx) { done = Release(platform, tx, code, now); });
        released += done;
    }
    if (released > 0) Log(Severity::info, "ONE_STOP_WORK_RELEASED", {{"dossiers", std::to_string(released)}});
    return released;
}

void ReleaseWorkDaily(const Platform& platform) {
    platform.jobs.Handle(std::string(kReleaseWork), [&platform](const jobs::Job&) { ReleaseWork(platform); }, jobs::kSlow);
    platform.jobs.EveryMinute([&platform, begun = Date{}]() mutable {
        const auto today = platform.clock.Now().LocalDate();
        if (begun == today) return;
        platform.storage.MustWrite([&](Transaction& tx) { platform.jobs.AddOnce(tx, kReleaseWork, platform.clock.Now()); });
        begun = today;
    });
}

}  // namespace dongson::one_stop
