#include "modules/soc/actions/incident_steps.h"

#include <algorithm>
#include <utility>

#include "core/print_letters.h"
#include "core/text.h"
#include "modules/soc/actions/incident_keeper.h"
#include "modules/soc/storage/incident_store.h"
#include "platform/identity/storage/account_store.h"
#include "platform/workflow/acting.h"
#include "platform/workflow/link.h"
#include "platform/workflow/storage/case_store.h"
#include "platform/workflow/storage/task_store.h"
#include "platform/workflow/task_entry.h"

namespace dongson::soc {

using storage::Transaction;
using workflow::Actor;
using workflow::Happening;
using workflow::Task;
using workflow::TaskStore;

namespace {

const workflow::Words kGiven{"Giao theo kịch bản", "Given by the playbook"};

class StepKeeper final : public workflow::KeeperOf<Task> {
  public:
    const workflow::CaseKind& kind() const override { return StepKind(); }
    const workflow::Process& ProcessOf(const workflow::Case&) const override { return StepProcess(); }

  private:
    std::optional<Task> Get(Transaction& tx, std::string_view code) const override {
        return TaskStore(tx, StepKind().key()).GetToChange(code);
    }
    bool SaveOwn(Transaction& tx, const Task& step) const override { return TaskStore(tx).Update(step); }
    // When it is due was said when it was given.
    void CountDueOf(Task&, const workflow::State&, const calendar::WorkingCalendar&, Instant) const override {}
    void AttestOwn(const Platform& platform, Transaction& tx, const Task& step, Happening& happening) const override {
        happening.ledger = workflow::EnterTask(platform, tx, step, happening);
    }
    // Whoever is on duty sees it in the inbox.
    void TellOf(const Platform&, Transaction&, const Task&, workflow::Turn, UnitId, Instant) const override {}
};

class DoingStep final : public workflow::ActingOn<Task> {
  public:
    DoingStep(const Platform& platform, Transaction& tx, const Actor& actor, const workflow::Deed& deed,
              const std::vector<workflow::CasePaper>& sent)
        : ActingOn(platform, tx, Steps(), actor, deed), sent_(sent) {}

  private:
    Result<void> Effect(std::string_view) override {  // "finish" is the only one
        own().done = now();
        own().done_by = actor().id;
        own().percent = 100;
        return {};
    }
    Result<void> Conclude() override {
        happening().files = sent_;
        return {};
    }
    const std::vector<workflow::CasePaper>& sent_;
};

// What the program does to one by itself, to each of the incident's that it is for.
template <class Chosen, class Change>
void TurnAll(const Platform& platform, Transaction& tx, const Incident& incident, std::string_view event,
             const std::string& reason, Instant now, const Chosen& chosen, const Change& change) {
    const workflow::Engine engine(platform, tx, Steps(), now);
    const auto& turning = *StepProcess().FindEvent(event);
    for (const auto& each : StepsOf(tx, incident.id)) {
        auto taken = engine.Take(each.code);
        if (!taken || !chosen(static_cast<const Task&>(**taken))) continue;
        auto& step = static_cast<Task&>(**taken);
        auto turned = workflow::Happens(step, turning.key, turning.label, Actor::House(step.holder), now);
        turned.reason = reason;
        step.state_before = std::exchange(step.state, turning.to);
        turned.to = step.state;
        change(step);
        engine.Record(step, std::move(turned));
        engine.KeepLocked(step);
    }
}

std::optional<Refusal> RefuseResult(std::string_view text) {
    constexpr std::size_t kLongest = 3000;  // characters
    if (Length(text) > kLongest)
        return StepKind().Wrong(
            "TOO_LONG", Say("Phần này dài quá {1} ký tự. Hãy viết ngắn lại, hoặc gửi thành tệp.", std::to_string(kLongest)),
            kResultField);
    return RefuseLetters(text, std::string(kResultField));
}

// One that the migration moved, as it stands.
void EnterMoved(const Platform& platform, Transaction& tx, const std::string& code) {
    const auto now = platform.clock.Now();
    const workflow::Engine engine(platform, tx, Steps(), now);
    auto taken = engine.Take(code);
    const auto incident = IncidentStore(tx).GetByCode(IncidentOfStep(code));
    if (!taken || !incident) return;
    auto& step = static_cast<Task&>(**taken);
    if (!workflow::CaseStore(tx).Happenings(step.id).empty()) return;  // another program was faster
    const auto* category = IncidentRules::Shipped().Find(incident->category);
    const auto* known = category == nullptr ? nullptr : category->Find(step.title);
    if (!step.closed && known != nullptr && known->within != 0) step.due = step.given + known->within;
    const auto enter = [&](std::string_view event, const workflow::Words& label, AccountId account, std::string_view from,
                           std::string_view to, Instant at) {
        auto happened = workflow::Happens(step, event, label, Actor::House(step.holder), at);
        const auto who = account ? identity::AccountStore(tx).Get(account) : std::nullopt;
        happened.actor = account;
        if (who) happened.actor_name = who->name;
        happened.from = from;
        happened.to = to;
        engine.Record(step, std::move(happened));
    };
    enter(workflow::names::kSubmit, kGiven, step.giver, "", names::kStepOpen, step.given);
    if (step.closed) {
        const auto& ended = *StepProcess().FindEvent(step.done ? names::kFinish : names::kDrop);
        enter(ended.key, ended.label, step.done_by, names::kStepOpen, step.state, *step.closed);
    }
    engine.KeepLocked(step);
}

}  // namespace

const workflow::KeeperOf<Task>& Steps() {
    static const StepKeeper keeper;
    return keeper;
}

std::vector<Task> StepsOf(Transaction& tx, CaseId incident) {
    auto steps = TaskStore(tx, StepKind().key()).PartsOf({IncidentKind().key(), incident.value});
    std::ranges::stable_sort(steps, {}, [](const Task& step) { return PlaceOfStep(step.code); });
    return steps;
}

void GiveSteps(const Platform& platform, Transaction& tx, const Incident& incident, const Actor& giver, Instant now) {
    const workflow::Engine engine(platform, tx, Steps(), now);
    const auto& initial = StepProcess().Initial();
    int place = 0;
    for (const PlaybookStep& wanted : IncidentRules::Shipped().Find(incident.category)->steps) {
        Task step;
        step.id = Fresh<CaseTag>();
        step.code = StepCode(incident.code, ++place);
        step.process = kStepProcess;
        step.state = initial.key;
        step.holder_role = initial.role;
        step.title = wanted.text;
        step.giver_unit = step.doer_unit = step.holder = incident.holder;
        step.giver = giver.id;
        step.giver_name = giver.WithStead();
        step.assignee = incident.assignee;
        step.given = now;
        if (wanted.within != 0) step.due = incident.opened + wanted.within;
        TaskStore(tx, StepKind().key()).Insert(step);
        engine.Begin(step, giver, kGiven);
        workflow::LinkStore(tx).Add({.id = FreshId(),
                                     .from = {StepKind().key(), step.id.value},
                                     .to = {IncidentKind().key(), incident.id.value},
                                     .relation = workflow::Relation::part_of,
                                     .note = {},
                                     .account = giver.id,
                                     .by = giver.WithStead(),
                                     .at = now});
    }
}

void DropSteps(const Platform& platform, Transaction& tx, const Incident& incident, Instant now) {
    TurnAll(
        platform, tx, incident, names::kDrop, "Vụ việc đã đóng", now, [](const Task& step) { return !step.closed; },
        [&](Task& step) {
            step.closed = now;
            step.assignee = {};
        });
}

void ReviveSteps(const Platform& platform, Transaction& tx, const Incident& incident, Instant now) {
    TurnAll(
        platform, tx, incident, names::kRevive, "Vụ việc mở lại", now,
        [](const Task& step) { return step.state == names::kStepDropped; },
        [&](Task& step) {
            step.closed.reset();
            step.holder = incident.holder;
            step.assignee = incident.assignee;
        });
}

void PassSteps(const Platform& platform, const identity::Officer& officer, const Incident& incident) {
    platform.storage.MustWrite([&](Transaction& tx) {
        const auto now = platform.clock.Now();
        const workflow::Engine engine(platform, tx, Steps(), now);
        const auto leads = identity::AccountStore(tx).Get(incident.assignee);
        for (const auto& each : StepsOf(tx, incident.id)) {
            auto taken = engine.Take(each.code);
            if (!taken || (*taken)->closed || (*taken)->assignee == incident.assignee) continue;
            auto& step = **taken;
            step.assignee = incident.assignee;
            auto passed = workflow::Happens(step, workflow::names::kAssign, {"Phân công", "Assigned"}, ActorOf(officer), now);
            if (leads) passed.reason = leads->name;
            engine.Record(step, std::move(passed));
            engine.KeepLocked(step);
        }
    });
}

namespace {

// A button pressed twice is one press. What another says beside it, and what they send, is not lost: it is theirs to note.
Result<void> AlreadyDone(Transaction& tx, const identity::Officer& officer, const Task& step, const StepDone& again) {
    const auto said = Trim(again.text);
    if (said.empty() && again.papers.empty()) return {};
    const auto happenings = workflow::CaseStore(tx).HappeningsWithFiles(step.id);
    const auto finished = std::ranges::find(happenings, names::kFinish, &workflow::Happening::event);
    const bool same = finished != happenings.end() && finished->actor == officer.account.id && finished->reason == said &&
                      finished->files.size() == again.papers.size();
    if (same) return {};
    return std::unexpected(Refusal{"SOC_STEP_DONE",
                                   Say("{1} đã báo xong việc này. Điều bạn viết nằm ở ô ghi thêm: "
                                       "gửi ở đó để vào diễn biến.",
                                       finished == happenings.end() ? std::string("?") : finished->actor_name),
                                   "ghi_chu", RefusalKind::conflict});
}

}  // namespace

Result<void> DoStep(const Platform& platform, const identity::Officer& officer, const StepDone& done) {
    if (auto refusal = RefuseResult(done.text)) return std::unexpected(*std::move(refusal));
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        const auto incident = IncidentStore(tx).GetToChange(done.code);
        if (!incident) return std::unexpected(Refusal::NotFound(Say("Không có vụ việc này.")));
        const auto steps = StepsOf(tx, incident->id);
        const auto step = std::ranges::find(steps, CaseId{done.step}, &Task::id);
        if (step == steps.end()) return std::unexpected(Refusal::NotFound(Say("Vụ việc không có việc này.")));
        if (step->done) return AlreadyDone(tx, officer, *step, done);
        const auto now = platform.clock.Now();
        const auto actor = ActorOf(officer);
        const auto sent = workflow::SentAlong(platform, tx, done.papers, now);
        const workflow::Deed deed{step->code, names::kFinish, workflow::kAnyVersion, done.text};
        if (auto acted = DoingStep(platform, tx, actor, deed, sent).Run(); !acted) return std::unexpected(acted.error());
        auto written = workflow::Happens(*incident, names::kDoStep, {"Xong việc", "Step done"}, actor, now);
        written.reason = step->title;
        if (const auto said = Trim(done.text); !said.empty()) written.reason += ": " + std::string(said);
        written.files = sent;
        EngineOf(platform, tx, now).Record(*incident, std::move(written));
        return {};
    });
}

void EnterMovedSteps(const Platform& platform) {
    constexpr std::size_t kTogether = 200;
    const auto moved = platform.storage.Read([](Transaction& tx) { return IncidentStore(tx).StepsWithoutHistory(); });
    for (std::size_t first = 0; first < moved.size(); first += kTogether)
        platform.storage.MustWrite([&](Transaction& tx) {
            for (std::size_t i = first; i < std::min(first + kTogether, moved.size()); ++i) EnterMoved(platform, tx, moved[i]);
        });
}

std::vector<std::string> OpenSteps(Transaction& tx) {
    TaskStore steps(tx, StepKind().key());
    auto codes = steps.EveryCode();
    std::erase_if(codes, [&](const std::string& code) {
        const auto step = steps.Get(code);
        return !step || step->closed;
    });
    return codes;
}

std::vector<std::string> StraySteps(Transaction& tx, const organisation::Units& units, Date day) {
    auto codes = OpenSteps(tx);
    std::erase_if(codes, [&](const std::string& code) {
        return workflow::WorkIsDerived(tx, units, MovingOfStep(*TaskStore(tx, StepKind().key()).Get(code)), Instant::At(day, 0));
    });
    return codes;
}

}  // namespace dongson::soc
