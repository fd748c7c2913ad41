#include "modules/one_stop/actions/take_back.h"

#include <algorithm>
#include <vector>

#include "modules/one_stop/actions/follow_units.h"
#include "modules/one_stop/actions/happen.h"
#include "modules/one_stop/actions/open_dossier.h"
#include "modules/one_stop/actions/refusals.h"
#include "modules/one_stop/actions/tell_applicant.h"
#include "modules/one_stop/domain/dossier_kind.h"
#include "modules/one_stop/domain/seats.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "platform/identity/storage/account_store.h"
#include "platform/identity/storage/delegation_store.h"
#include "platform/organisation/directory.h"

namespace dongson::one_stop {

using storage::Transaction;
using workflow::ClockEffect;
using workflow::Event;
using workflow::Process;

namespace {

// Nothing left the house with it: whoever has the dossier next is all that it changed.
bool OnlyPassesOn(const Event& event) {
    const auto harmless = [](const std::string& effect) { return effect == "assign" || effect == "attach_result"; };
    return event.role.empty() && event.clock == ClockEffect::none && event.form.empty() && event.to != "same" &&
           std::ranges::all_of(event.effects, harmless);
}

// What the applicant and colleagues say, and what the program does by itself, undoes no chance to take a step back; what the
// office wrote to the applicant does.
bool IsAside(const Happening& happening) {
    using namespace workflow::names;
    static constexpr std::string_view kAside[] = {kNote, kReply, kClaim, kRecountDue};
    return std::ranges::find(kAside, happening.event) != std::end(kAside);
}

// The last that happened, such things aside; and where the dossier stood before.
struct LastStep {
    const Happening* step = nullptr;
    std::string state_before;
};
LastStep LastOf(const std::vector<Happening>& happenings) {
    LastStep last;
    for (auto each = happenings.rbegin(); each != happenings.rend(); ++each) {
        if (last.step == nullptr && !IsAside(*each)) last.step = &*each;
        if (last.step != nullptr && &*each != last.step && each->from != each->to && !each->from.empty()) {
            last.state_before = each->from;
            break;
        }
    }
    return last;
}

constexpr int kMostTimes = 3;

// Who worked on it before the step: whoever made it, or in whose stead they did.
AccountId WhoHadIt(Transaction& tx, const Happening& step) {
    const auto delegation = step.delegation ? identity::DelegationStore(tx).Get(step.delegation) : std::nullopt;
    return delegation ? delegation->from : step.actor;
}

std::unexpected<Refusal> NotBack(Sentence why) {
    return No("ONE_STOP_NOT_TAKEN_BACK", std::move(why), "", RefusalKind::conflict);
}

}  // namespace

Result<Happening> MayTakeBack(Transaction& tx, const identity::Officer& officer, const Dossier& dossier,
                              const std::vector<Happening>& happenings) {
    const auto last = LastOf(happenings);
    const auto& process = ProcessOf(dossier);
    const auto* event = last.step == nullptr ? nullptr : process.FindEvent(last.step->event);
    if (dossier.closed || event == nullptr || !OnlyPassesOn(*event) || process.Find(last.step->from) == nullptr)
        return NotBack(Say("Bước vừa làm không lấy lại được."));
    if (std::ranges::count(happenings, workflow::names::kTakeBack, &Happening::event) >= kMostTimes)
        return NotBack(Say("Hồ sơ này đã được lấy lại {1} lần.", std::to_string(kMostTimes)));
    const auto* needed = DossierKind().CapabilityOf(process.At(last.step->from).role);
    if (last.step->actor != officer.account.id || needed == nullptr || !officer.May(last.step->actor_unit, *needed))
        return std::unexpected(Refusal::Forbidden(Say("Chỉ người vừa chuyển hồ sơ mới lấy lại được.")));
    const auto opened = identity::AccountStore(tx).OpenedSince(officer.account.id, dossier.code, dossier.holder, last.step->at);
    if (opened)
        return NotBack(Say("{1} đã mở hồ sơ này từ khi bạn chuyển, nên không lấy lại được. Hãy đề nghị họ trả lại.", *opened));
    return *last.step;
}

Result<Dossier> TakeBack(const Platform& platform, const identity::Officer& officer, const std::string& code,
                         std::int64_t expected_version) {
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<Dossier> {
        DossierStore dossiers(tx);
        auto dossier = dossiers.GetToChange(code);
        if (!dossier) return std::unexpected(Refusal::NotFound(Say("Không có hồ sơ mã {1}.", code)));
        if (dossier->version != expected_version) return ChangedMeanwhile();
        const auto happenings = dossiers.Happenings(dossier->id);
        const auto step = MayTakeBack(tx, officer, *dossier, happenings);
        if (!step) return std::unexpected(step.error());
        const auto now = platform.clock.Now();
        const auto& process = ProcessOf(*dossier);
        const auto& state = process.At(step->from);
        auto taken = Happens(*dossier, workflow::names::kTakeBack, {"Lấy lại hồ sơ vừa chuyển", "Taken back"},
                             Actor::Of(officer, step->actor_unit, *DossierKind().CapabilityOf(state.role)), now);
        taken.reason = step->label.vi;
        dossier->state = state.key;
        dossier->state_before = LastOf(happenings).state_before;
        dossier->holder = workflow::UnitOf(DossierKind(), state, *dossier, *platform.units.Now(), now.LocalDate());
        dossier->holder_role = state.role;
        dossier->assignee = state.role == "specialist" ? WhoHadIt(tx, *step) : AccountId{};
        dossier->step_due = step->due;
        taken.to = dossier->state;
        taken.to_unit = dossier->holder;
        Record(platform, tx, *dossier, std::move(taken));
        if (!dossiers.Update(*dossier)) return ChangedMeanwhile();
        ++dossier->version;
        RefreshWork(platform, tx, *dossier, now);
        TellApplicant(platform, tx, *dossier, {TakenBackForApplicant().vi, {}},
                      Say("Hồ sơ {1}: {2}.", dossier->code, TakenBackForApplicant().vi), now);
        return *dossier;
    });
}

}  // namespace dongson::one_stop
