// The proofs `dongson lint` makes about a process.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "platform/workflow/kind.h"

namespace dongson::workflow {

namespace {

class Linter {
  public:
    Linter(const Process& process, const CaseKind& kind) : process_(process), kind_(kind) {}

    std::vector<LintFault> Run() {
        CheckEnds();
        CheckStates();
        CheckEvents();
        kind_.Prove(process_, faults_);
        if (faults_.empty()) {
            CheckReach();
            CheckLoops();
            CheckShares();
            CheckClock();
        }
        return std::move(faults_);
    }

  private:
    void Fault(std::string name, std::string what, int line) { faults_.push_back({std::move(name), std::move(what), line}); }

    void CheckEnds() {
        const auto initial = std::ranges::count_if(process_.states, [](const auto& entry) { return entry.second.initial; });
        const auto final = std::ranges::count_if(process_.states, [](const auto& entry) { return entry.second.final; });
        if (initial != 1) Fault("PROCESS_ONE_START", fmt::format("{} states are initial; one must be", initial), 1);
        if (final == 0) Fault("PROCESS_NO_END", "no state is final", 1);
        if (process_.from && process_.until && *process_.until < *process_.from)
            Fault("PROCESS_ERA", "the era ends before it begins", 1);
    }

    void CheckStates() {
        for (const auto& [gone, heir] : process_.former) {
            if (process_.states.contains(gone))
                Fault("PROCESS_FORMER_STATE", fmt::format("'{}' is said to be no more, but is a state", gone), 1);
            const auto found = process_.states.find(heir);
            if (found == process_.states.end())
                Fault("PROCESS_UNKNOWN_STATE", fmt::format("'{}' took over from '{}', but is no state", heir, gone), 1);
        }
        for (const auto& [key, state] : process_.states) {
            if (state.words.vi.empty() || state.words.en.empty() || state.citizen.en.empty())
                Fault("PROCESS_NO_WORDS", fmt::format("state '{}' has no words for people in both languages", key), state.line);
            if (state.IsOfficers() && kind_.CapabilityOf(state.role) == nullptr)
                Fault("PROCESS_UNSTAFFED", fmt::format("state '{}' is held by no role that exists ('{}')", key, state.role),
                      state.line);
            if (!state.final && state.IsNobodys())
                Fault("PROCESS_UNSTAFFED", fmt::format("state '{}' is not over, but nobody holds it", key), state.line);
        }
    }

    void CheckEvents() {
        std::set<std::string> keys;
        for (const auto& event : process_.events) {
            if (!keys.insert(event.key).second)
                Fault("PROCESS_EVENT_TWICE", fmt::format("event '{}' stands twice", event.key), event.line);
            if (event.label.vi.empty() || event.label.en.empty() || event.citizen.en.empty())
                Fault("PROCESS_NO_WORDS", fmt::format("event '{}' has no words for people in both languages", event.key),
                      event.line);
            if (!event.applicant_reads && (!event.form.empty() || event.role == "applicant"))
                Fault(
                    "PROCESS_UNREAD_PAPER",
                    fmt::format("what is said with '{}' stands on the applicant's paper, or is theirs: they read it", event.key),
                    event.line);
            for (const auto& from : event.from) {
                const auto found = process_.states.find(from);
                const auto* state = found == process_.states.end() ? nullptr : &found->second;
                if (state == nullptr)
                    Fault("PROCESS_UNKNOWN_STATE",
                          fmt::format("event '{}' starts from '{}', which does not exist", event.key, from), event.line);
                else if (event.wait_days > 0 && !state->IsApplicants())
                    Fault("PROCESS_WAITS_FOR_NOBODY",
                          fmt::format("event '{}' waits for an applicant, who does not hold '{}'", event.key, from), event.line);
                else if (state->final && !event.reopens)
                    Fault("PROCESS_LEAVES_END", fmt::format("event '{}' leaves the final state '{}'", event.key, from),
                          event.line);
            }
            CheckReopening(event);
            if (event.to != "back" && event.to != "same" && !process_.states.contains(event.to))
                Fault("PROCESS_UNKNOWN_STATE", fmt::format("event '{}' leads to '{}', which does not exist", event.key, event.to),
                      event.line);
            if (!event.role.empty() && event.role != "applicant" && event.role != "asked" &&
                kind_.CapabilityOf(event.role) == nullptr)
                Fault("PROCESS_UNSTAFFED",
                      fmt::format("event '{}' is for the role '{}', which nobody has", event.key, event.role), event.line);
            if (std::ranges::find(names::kOwn, event.key) != std::end(names::kOwn))
                Fault("PROCESS_NAME", fmt::format("'{}': so is called what the program does by itself", event.key), event.line);
        }
    }

    // What was over goes on because somebody says why, and not for ever.
    void CheckReopening(const Event& event) {
        if (!event.reopens) return;
        const auto is_over = [&](const std::string& from) { return process_.Find(from) != nullptr && process_.At(from).final; };
        if (!event.reason || event.limit == 0 || !std::ranges::all_of(event.from, is_over) || is_over(event.to))
            Fault("PROCESS_REOPENS",
                  fmt::format("event '{}' opens again: it leads out of what is over, with a reason and so often", event.key),
                  event.line);
    }

    // Where an event may lead from a state. "back" leads to every state a pausing event into this one can come from.
    std::vector<std::string> Targets(const Event& event, const std::string& from) const {
        if (event.to == "same") return {from};
        if (event.to != "back") return {event.to};
        std::vector<std::string> targets;
        for (const auto& other : process_.events)
            if (other.to == from) targets.insert(targets.end(), other.from.begin(), other.from.end());
        return targets;
    }

    void CheckReach() {
        std::set<std::string> reached{process_.Initial().key};
        for (std::size_t before = 0; before != reached.size();) {
            before = reached.size();
            for (const auto& event : process_.events)
                for (const auto& from : event.from)
                    if (reached.contains(from))
                        for (const auto& to : Targets(event, from)) reached.insert(to);
        }
        std::set<std::string> ends;
        for (const auto& [key, state] : process_.states) {
            if (!reached.contains(key))
                Fault("PROCESS_UNREACHABLE_STATE", fmt::format("no way leads to state '{}'", key), state.line);
            if (state.final) ends.insert(key);
        }
        for (std::size_t before = 0; before != ends.size();) {
            before = ends.size();
            for (const auto& event : process_.events)
                for (const auto& from : event.from)
                    for (const auto& to : Targets(event, from))
                        if (ends.contains(to)) ends.insert(from);
        }
        for (const auto& [key, state] : process_.states)
            if (!ends.contains(key))
                Fault("PROCESS_DEAD_END", fmt::format("from state '{}' no way leads to an end", key), state.line);
    }

    // Every circle must contain an event that may happen only so often.
    void CheckLoops() {
        for (const auto& [start, state] : process_.states) {
            std::set<std::string> seen, front{start};
            while (!front.empty()) {
                std::set<std::string> next;
                for (const auto& event : process_.events) {
                    if (event.limit > 0) continue;
                    for (const auto& from : event.from) {
                        if (!front.contains(from)) continue;
                        for (const auto& to : Targets(event, from)) {
                            if (to == start && event.to != "same") {
                                Fault("PROCESS_UNBOUNDED_LOOP",
                                      fmt::format("'{}' can be come back to without end (through event '{}')", start, event.key),
                                      event.line);
                                return;
                            }
                            if (seen.insert(to).second) next.insert(to);
                        }
                    }
                }
                front = std::move(next);
            }
        }
    }

    void CheckShares() {
        int whole = 0;
        for (const auto& [key, state] : process_.states) whole += state.share;
        if (whole > 100) Fault("PROCESS_STEPS_TOO_LONG", fmt::format("the steps take {} % of the time allowed", whole), 1);
    }

    void CheckClock() {
        for (const auto& event : process_.events) {
            if (event.clock != ClockEffect::pause) continue;
            const bool resumed = std::ranges::any_of(process_.EventsFrom(event.to), [](const Event* next) {
                return next->clock == ClockEffect::resume || next->clock == ClockEffect::restart;
            });
            if (!resumed)
                Fault("PROCESS_CLOCK_NEVER_RESUMES",
                      fmt::format("event '{}' pauses the clock and nothing after it resumes it", event.key), event.line);
            if (!event.reason)
                Fault("PROCESS_PAUSE_WITHOUT_REASON",
                      fmt::format("event '{}' pauses the clock without asking for a reason", event.key), event.line);
        }
    }

    const Process& process_;
    const CaseKind& kind_;
    std::vector<LintFault> faults_;
};

}  // namespace

std::vector<LintFault> Lint(const Process& process, const CaseKind& kind) {
    return Linter(process, kind).Run();
}

std::optional<LintFault> LintDuration(const Process& process, std::int64_t whole_minutes) {
    for (const auto& [key, state] : process.states)
        if (state.share > 0 && whole_minutes * state.share / 100 < 5)
            return LintFault{"PROCESS_STEP_TOO_SHORT",
                             fmt::format("step '{}' would have {} minutes", key, whole_minutes * state.share / 100), state.line};
    return std::nullopt;
}

}  // namespace dongson::workflow
