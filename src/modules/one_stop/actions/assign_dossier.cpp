#include <algorithm>

#include "modules/one_stop/actions/act_on_dossier.h"
#include "modules/one_stop/actions/circumstances.h"
#include "modules/one_stop/actions/follow_units.h"
#include "modules/one_stop/actions/happen.h"
#include "modules/one_stop/actions/refusals.h"
#include "modules/one_stop/actions/tell_applicant.h"
#include "modules/one_stop/capabilities.h"
#include "platform/identity/posts.h"
#include "platform/organisation/directory.h"

namespace dongson::one_stop {

using storage::Transaction;

Result<Dossier> AssignDossier(const Platform& platform, const identity::Officer& officer, const std::string& code,
                              AccountId assignee, std::int64_t expected_version) {
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<Dossier> {
        DossierStore dossiers(tx);
        auto dossier = dossiers.GetToChange(code);
        if (!dossier) return std::unexpected(Refusal::NotFound(Say("Không có hồ sơ mã {1}.", code)));
        const auto now = platform.clock.Now();
        if (const auto from = dossier->holder; !dossier->closed && FollowUnits(platform, tx, *dossier, now))
            RecordMove(platform, tx, *dossier, from, now);
        const auto unit = dossier->holder;
        const bool takes = assignee == officer.account.id && officer.May(unit, kExamine) && !dossier->assignee;
        const bool leads = officer.May(unit, kAssign);
        if (!takes && !leads && !officer.May(identity::kAdministrate))
            return std::unexpected(Refusal::Forbidden(Say("Chỉ lãnh đạo đơn vị đang giữ hồ sơ mới phân công được.")));
        if (dossier->closed || dossier->holder_role != "specialist")
            return No("ONE_STOP_NOT_ASSIGNABLE", Say("Hồ sơ không ở bước chuyên viên thụ lý, nên không phân công được."), "",
                      RefusalKind::conflict);
        if (dossier->version != expected_version) return ChangedMeanwhile();
        identity::AccountStore accounts(tx);
        const auto colleagues = identity::ColleaguesOn(accounts, *platform.units.Now(), unit, kExamine, now.LocalDate());
        const auto chosen = std::ranges::find(colleagues, assignee, &identity::AccountStore::Colleague::id);
        if (chosen == colleagues.end())
            return No("ONE_STOP_NOT_A_COLLEAGUE", Say("Người được chọn không phải chuyên viên của đơn vị nhận hồ sơ."), "nguoi");
        dossier->assignee = assignee;
        dossiers.AddReader(dossier->id, unit);
        if (!dossiers.Update(*dossier)) return ChangedMeanwhile();
        ++dossier->version;
        auto assigned = Happens(*dossier, workflow::names::kAssign, {"Phân công", "Assigned"},
                                takes || leads ? Actor::Of(officer, unit, takes ? kExamine : kAssign) : Actor::Of(officer), now);
        assigned.reason = chosen->name;
        assigned.due = dossier->step_due;
        Record(platform, tx, *dossier, std::move(assigned));
        RefreshWork(platform, tx, *dossier, now);
        TellApplicant(platform, tx, *dossier, {AssignedForApplicant().vi, {}},
                      Say("Hồ sơ {1}: {2}.", dossier->code, AssignedForApplicant().vi), now);
        return *dossier;
    });
}

}  // namespace dongson::one_stop
