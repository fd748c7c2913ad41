#include "platform/workflow/process_change.h"

#include <algorithm>
#include <initializer_list>
#include <set>

#include "platform/organisation/directory.h"
#include "platform/workflow/storage/case_store.h"

namespace dongson::workflow {

namespace {

// The events that may still happen to a case from where it stands.
std::set<const Event*> Ahead(const Process& process, const Case& subject) {
    std::set<const Event*> ahead;
    std::set<std::string> reached, front{std::string(process.Today(subject.state))};
    const auto lead_back = [&](const std::string& from) {
        std::set<std::string> targets;
        if (from == process.Today(subject.state)) targets.insert(std::string(process.Today(subject.state_before)));
        for (const auto& event : process.events)
            if (event.to == from) targets.insert(event.from.begin(), event.from.end());
        return targets;
    };
    while (!front.empty()) {
        std::set<std::string> next;
        for (const auto& state : front)
            for (const auto* event : process.EventsFrom(state)) {
                ahead.insert(event);
                if (event->to == "back")
                    next.merge(lead_back(state));
                else if (event->to != "same")
                    next.insert(event->to);
            }
        reached.merge(front);
        front.clear();
        std::ranges::set_difference(next, reached, std::inserter(front, front.end()));
    }
    return ahead;
}

bool Ticks(const Event& event, std::initializer_list<ClockEffect> effects) {
    return std::ranges::find(effects, event.clock) != effects.end();
}

// A clock that started is not started again, one that stands is not stopped for a pause, one that runs is not resumed.
std::optional<Sentence> StopsTheClock(const Process& to, const State& state, const Case& subject) {
    const auto ahead = Ahead(to, subject);
    const auto here = to.EventsFrom(state.key);
    const auto any_here = [&](std::initializer_list<ClockEffect> effects) {
        return std::ranges::any_of(here, [&](const Event* event) { return Ticks(*event, effects); });
    };
    const bool starts = std::ranges::any_of(ahead, [](const Event* event) { return event->clock == ClockEffect::start; });
    if (subject.clock.Started() && starts) return Say("thời hạn đã tính, mà phía trước còn việc bắt đầu tính thời hạn");
    if (!subject.clock.Started() && !starts) return Say("thời hạn chưa tính, mà phía trước không còn việc nào bắt đầu tính");
    if (subject.clock.Paused() && !any_here({ClockEffect::resume, ClockEffect::restart, ClockEffect::stop}))
        return Say("thời hạn đang dừng, mà từ bước ấy không việc nào tính tiếp");
    if (subject.clock.Running() && any_here({ClockEffect::resume, ClockEffect::restart}))
        return Say("thời hạn đang chạy, mà bước ấy nay là bước chờ khi thời hạn dừng");
    return std::nullopt;
}

}  // namespace

std::optional<Sentence> Strands(const CaseKind& kind, const Process& to, const Case& subject, const organisation::Units& units,
                                Date day) {
    const auto called = [&](const std::string& key) {
        const auto* state = subject.goes_by == nullptr ? nullptr : subject.goes_by->Find(key);
        return state == nullptr ? key : state->words.Now();
    };
    const auto* state = to.Find(subject.state);
    if (state == nullptr) return Say("bước “{1}” không còn", called(subject.state));
    if (state->final) return Say("bước “{1}” nay là bước kết thúc", state->words.Now());
    // A step that is called otherwise now is the same people's: nothing is skipped by a new name.
    const auto* was = subject.goes_by == nullptr ? nullptr : subject.goes_by->Find(subject.state);
    if (state->key != subject.state && was != nullptr && (was->seat != state->seat || was->role != state->role))
        return Say("bước “{1}” nay gọi là “{2}”, mà bước ấy của người khác", was->words.Now(), state->words.Now());
    const auto here = to.EventsFrom(state->key);
    const bool leads_back = std::ranges::any_of(here, [](const Event* event) { return event->to == "back"; });
    if (leads_back && to.Find(subject.state_before) == nullptr)
        return Say("bước trước khi dừng (“{1}”) không còn", called(subject.state_before));
    if (state->IsOfficers() && !UnitOf(kind, *state, subject, units, day))
        return Say("bước “{1}” không có đơn vị nào giữ", state->words.Now());
    return StopsTheClock(to, *state, subject);
}

void ChangeProcess(const Platform& platform, storage::Transaction& tx, const Keeper& keeper, Case& subject, const HeldProcess& to,
                   const Actor& by, const std::string& reason) {
    const auto now = platform.clock.Now();
    const Engine engine(platform, tx, keeper, now);
    auto changed = Happens(subject, names::kChangeProcess,
                           {"Chuyển sang phiên bản khác của quy trình", "Goes on by another edition of its process"}, by, now);
    subject.process_edition = to.edition;
    subject.goes_by = to.process;
    const auto& state = to.process->At(subject.state);
    subject.state = state.key;
    if (const auto unit = UnitOf(keeper.kind(), state, subject, *platform.units.Now(), now.LocalDate())) {
        if (unit != subject.holder || state.role != subject.holder_role) subject.assignee = {};
        subject.holder = unit;
        subject.holder_role = state.role;
        CaseStore(tx).AddReader(subject.id, unit);
    }
    changed.to = subject.state;
    changed.to_unit = subject.holder;
    changed.reason = reason;
    changed.due = subject.step_due;
    engine.Record(subject, std::move(changed));
    engine.KeepLocked(subject);
}

}  // namespace dongson::workflow
