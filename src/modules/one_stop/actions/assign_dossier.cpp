#include <algorithm>

#include "modules/one_stop/actions/act_on_dossier.h"
#include "modules/one_stop/actions/follow_units.h"
#include "modules/one_stop/actions/ledger_entry.h"
#include "modules/one_stop/actions/tell_applicant.h"
#include "platform/identity/posts.h"
#include "platform/organisation/directory.h"

namespace dongson::one_stop {

using storage::Transaction;

namespace {

std::unexpected<Refusal> No(std::string code, Sentence sentence, std::string field = "",
                            RefusalKind kind = RefusalKind::invalid) {
    return std::unexpected(Refusal{std::move(code), std::move(sentence), std::move(field), kind});
}

std::unexpected<Refusal> Changed() {
    return No("ONE_STOP_CHANGED", Say("Người khác vừa xử lý hồ sơ này. Trang đã được làm mới; hãy xem lại rồi quyết định."), "",
              RefusalKind::conflict);
}

}  // namespace

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
        const bool takes = assignee == officer.account.id && officer.Has(unit, identity::Role::specialist) && !dossier->assignee;
        if (!takes && !officer.Has(unit, identity::Role::leader))
            return std::unexpected(Refusal::Forbidden(Say("Chỉ lãnh đạo đơn vị đang giữ hồ sơ mới phân công được.")));
        if (dossier->closed || dossier->holder_role != "specialist")
            return No("ONE_STOP_NOT_ASSIGNABLE", Say("Hồ sơ không ở bước chuyên viên thụ lý, nên không phân công được."), "",
                      RefusalKind::conflict);
        if (dossier->version != expected_version) return Changed();
        identity::AccountStore accounts(tx);
        const auto colleagues =
            identity::ColleaguesOn(accounts, *platform.units.Now(), unit, identity::Role::specialist, now.LocalDate());
        const auto chosen = std::ranges::find(colleagues, assignee, &identity::AccountStore::Colleague::id);
        if (chosen == colleagues.end())
            return No("ONE_STOP_NOT_A_COLLEAGUE", Say("Người được chọn không phải chuyên viên của đơn vị nhận hồ sơ."), "nguoi");
        dossier->assignee = assignee;
        dossiers.AddReader(dossier->id, unit);
        if (!dossiers.Update(*dossier)) return Changed();
        ++dossier->version;
        Happening assigned{.id = FreshId(),
                           .at = now,
                           .event = "assign",
                           .label = {"Phân công", "Assigned"},
                           .from = dossier->state,
                           .to = dossier->state,
                           .actor = officer.account.id,
                           .actor_name = officer.account.name,
                           .actor_unit = officer.unit(),
                           .to_unit = unit,
                           .reason = chosen->name,
                           .due = dossier->step_due,
                           .form = "",
                           .ledger = 0};
        SealReason(ProcessOf(*dossier), assigned);
        assigned.ledger = EnterInLedger(platform, tx, *dossier, assigned);
        dossiers.Add(dossier->id, assigned);
        SaveWorkItems(tx, *dossier, OpenOpinion(platform, dossiers, *dossier, now), now);
        TellApplicant(platform, tx, *dossier, {AssignedForApplicant().vi, {}},
                      Say("Hồ sơ {1}: {2}.", dossier->code, AssignedForApplicant().vi), now);
        return *dossier;
    });
}

}  // namespace dongson::one_stop
