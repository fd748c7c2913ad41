#include "platform/workflow/take_back.h"

#include <algorithm>
#include <string>

#include "core/text.h"
#include "platform/identity/storage/account_store.h"
#include "platform/identity/storage/delegation_store.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/storage/case_store.h"

namespace dongson::workflow {

using storage::Transaction;

namespace {

constexpr int kMostTimes = 3;

// Nothing left the house with it: whoever has the case next is all that it changed.
bool OnlyPassesOn(const CaseKind& kind, const Event& event) {
    return event.role.empty() && event.clock == ClockEffect::none && event.form.empty() && event.to != "same" &&
           std::ranges::all_of(event.effects, [&](const std::string& effect) { return kind.StaysInside(effect); });
}

// What the applicant and colleagues say, and what the program does by itself, undoes no chance to take a step back; what the
// office wrote to the applicant does.
bool IsAside(const Happening& happening) {
    static constexpr std::string_view kAside[] = {names::kNote,       names::kReply, names::kClaim,
                                                  names::kRecountDue, names::kLink,  names::kUnlink};
    return std::ranges::find(kAside, happening.event) != std::end(kAside);
}

// The last that happened, such things aside; and where the case stood before.
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

// Who worked on it before the step: whoever made it, or in whose stead they did.
AccountId WhoHadIt(Transaction& tx, const Happening& step) {
    const auto delegation = step.delegation ? identity::DelegationStore(tx).Get(step.delegation) : std::nullopt;
    return delegation ? delegation->from : step.actor;
}

}  // namespace

Result<Happening> MayTakeBack(Transaction& tx, const Moving& moving, const identity::Officer& officer,
                              const std::vector<Happening>& happenings) {
    const auto& [kind, process, subject] = moving;
    const auto not_back = [&kind](Sentence why) { return std::unexpected(kind.No("NOT_TAKEN_BACK", std::move(why))); };
    const auto noun = kind.noun().Now();
    const auto last = LastOf(happenings);
    const auto* event = last.step == nullptr ? nullptr : process.FindEvent(last.step->event);
    if (subject.closed || event == nullptr || !OnlyPassesOn(kind, *event) || process.Find(last.step->from) == nullptr)
        return not_back(Say("Bước vừa làm không lấy lại được."));
    if (std::ranges::count(happenings, names::kTakeBack, &Happening::event) >= kMostTimes)
        return not_back(Say("{1} này đã được lấy lại {2} lần.", noun, std::to_string(kMostTimes)));
    const auto* needed = kind.CapabilityOf(process.At(last.step->from).role);
    if (last.step->actor != officer.account.id || needed == nullptr || !officer.May(last.step->actor_unit, *needed))
        return std::unexpected(Refusal::Forbidden(Say("Chỉ người vừa chuyển {1} mới lấy lại được.", Lower(noun))));
    if (const auto opened =
            identity::AccountStore(tx).OpenedSince(officer.account.id, subject.code, subject.holder, last.step->at))
        return not_back(
            Say("{1} đã mở {2} này từ khi bạn chuyển, nên không lấy lại được. Hãy đề nghị họ trả lại.", *opened, Lower(noun)));
    return *last.step;
}

Result<std::shared_ptr<Case>> TakeBack(const Platform& platform, const Keeper& keeper, const identity::Officer& officer,
                                       std::string_view code, std::int64_t expected_version) {
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<std::shared_ptr<Case>> {
        const Engine engine(platform, tx, keeper, platform.clock.Now());
        const auto& kind = keeper.kind();
        auto found = engine.Take(code);
        if (!found) return found;
        auto& subject = **found;
        if (subject.version != expected_version) return std::unexpected(engine.ChangedMeanwhile());
        const auto happenings = CaseStore(tx).Happenings(subject.id);
        const auto step = MayTakeBack(tx, keeper.MovingOf(subject), officer, happenings);
        if (!step) return std::unexpected(step.error());
        const auto& state = keeper.ProcessOf(subject).At(step->from);
        const auto& needed = *kind.CapabilityOf(state.role);
        auto taken = Happens(subject, names::kTakeBack,
                             {Say("Lấy lại {1} vừa chuyển", Lower(kind.noun().vi)).In(Language::vietnamese), "Taken back"},
                             Actor::Of(officer, step->actor_unit, needed), engine.now());
        taken.reason = step->label.vi;
        subject.state = state.key;
        subject.state_before = LastOf(happenings).state_before;
        subject.holder = UnitOf(kind, state, subject, *platform.units.Now(), engine.now().LocalDate());
        subject.holder_role = state.role;
        subject.assignee = &needed == &kind.Worker() ? WhoHadIt(tx, *step) : AccountId{};
        subject.step_due = step->due;
        taken.to = subject.state;
        taken.to_unit = subject.holder;
        engine.Record(subject, std::move(taken));
        if (auto kept = engine.Keep(subject); !kept) return std::unexpected(kept.error());
        keeper.Tell(platform, tx, subject, Turn::taken_back, {}, engine.now());
        return found;
    });
}

}  // namespace dongson::workflow
