// The proofs `dongson lint` makes about a process.
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
    void Fault(std::string name, Sentence what) { faults_.push_back({std::move(name), std::move(what), 1}); }
    // Of a value of a state or an event.
    template <class Part>
    void FaultIn(const Part& part, std::string_view value, std::string name, Sentence what) {
        const auto path = value.empty() ? part.path : part.path + "." + std::string(value);
        faults_.push_back({std::move(name), std::move(what), part.line, path});
    }
    // As people call it, and the text.
    static std::string Called(const std::string& key, const Words& words) {
        return words.Now().empty() ? key : words.Now() + " (" + key + ")";
    }
    static std::string Called(const State& state) { return Called(state.key, state.words); }
    static std::string Called(const Event& event) { return Called(event.key, event.label); }

    void CheckEnds() {
        const auto initial = std::ranges::count_if(process_.states, [](const auto& entry) { return entry.second.initial; });
        const auto final = std::ranges::count_if(process_.states, [](const auto& entry) { return entry.second.final; });
        if (initial != 1) Fault("PROCESS_ONE_START", Say("phải có đúng một bước bắt đầu; đang có {1}", std::to_string(initial)));
        if (final == 0) Fault("PROCESS_NO_END", Say("không có bước nào là kết thúc"));
        if (process_.from && process_.until && *process_.until < *process_.from)
            Fault("PROCESS_ERA", Say("thời gian áp dụng kết thúc trước khi bắt đầu"));
    }

    // Which of the names is missing, and in which language.
    template <class Part, class Words>
    void CheckWords(const Part& part, const Sentence& whose, const std::string& name, const Words& words, const Words& citizen) {
        const auto whom = whose.Now();
        if (words.vi.empty()) FaultIn(part, name, "PROCESS_NO_WORDS", Say("{1} thiếu tên tiếng Việt", whom));
        if (words.en.empty()) FaultIn(part, name + ".en", "PROCESS_NO_WORDS", Say("{1} thiếu tên tiếng Anh", whom));
        if (!words.vi.empty() && !words.en.empty() && citizen.en.empty())
            FaultIn(part, "citizen.en", "PROCESS_NO_WORDS", Say("{1} thiếu lời cho người dân bằng tiếng Anh", whom));
    }

    static constexpr int kMostShare = 100, kMostTimes = 100, kMostDays = 365;

    template <class Part>
    void CheckNumber(const Part& part, const std::string& name, int number, int most) {
        if (number < 0 || number > most)
            FaultIn(part, name, "PROCESS_NUMBER",
                    Say("ghi số từ 0 đến {1}, không phải {2}", std::to_string(most), std::to_string(number)));
    }

    void CheckStates() {
        for (const auto& [gone, heir] : process_.former) {
            if (process_.states.contains(gone))
                Fault("PROCESS_FORMER_STATE", Say("“{1}” ghi ở “former” là bước không còn, nhưng vẫn là một bước", gone));
            const auto found = process_.states.find(heir);
            if (found == process_.states.end())
                Fault("PROCESS_UNKNOWN_STATE", Say("“{1}” tiếp nối “{2}” nhưng không phải là một bước", heir, gone));
        }
        for (const auto& [key, state] : process_.states) {
            CheckWords(state, Say("bước “{1}”", Called(state)), "words", state.words, state.citizen);
            CheckNumber(state, "share", state.share, kMostShare);
            if (state.IsOfficers() && kind_.CapabilityOf(state.role) == nullptr)
                FaultIn(state, "role", "PROCESS_UNSTAFFED",
                        Say("bước “{1}”: không có vai trò “{2}” để làm", Called(state), state.role));
            if (!state.final && state.IsNobodys())
                FaultIn(state, "seat", "PROCESS_UNSTAFFED", Say("bước “{1}” chưa kết thúc mà không ai giữ", Called(state)));
        }
    }

    void CheckEvents() {
        std::set<std::string> keys;
        for (const auto& event : process_.events) {
            if (!keys.insert(event.key).second)
                FaultIn(event, "key", "PROCESS_EVENT_TWICE", Say("việc “{1}” ghi hai lần", Called(event)));
            CheckWords(event, Say("việc “{1}”", Called(event)), "label", event.label, event.citizen);
            CheckNumber(event, "limit", event.limit, kMostTimes);
            CheckNumber(event, "wait_days", event.wait_days, kMostDays);
            CheckNumber(event, "reach_days", event.reach_days, kMostDays);
            if (!event.applicant_reads && (!event.form.empty() || event.role == "applicant"))
                FaultIn(event, "applicant_reads", "PROCESS_UNREAD_PAPER",
                        Say("lời ghi ở việc “{1}” in trên giấy của người nộp, hay là của họ: họ phải được đọc", Called(event)));
            for (const auto& from : event.from) {
                const auto found = process_.states.find(from);
                const auto* state = found == process_.states.end() ? nullptr : &found->second;
                if (state == nullptr)
                    FaultIn(event, "from", "PROCESS_UNKNOWN_STATE",
                            Say("việc “{1}” bắt đầu từ bước “{2}”, mà không có bước ấy", Called(event), from));
                else if (event.wait_days > 0 && !state->IsApplicants())
                    FaultIn(event, "wait_days", "PROCESS_WAITS_FOR_NOBODY",
                            Say("việc “{1}” chờ người nộp, nhưng bước “{2}” không phải của họ", Called(event), Called(*state)));
                else if (state->final && !event.reopens)
                    FaultIn(event, "from", "PROCESS_LEAVES_END",
                            Say("việc “{1}” rời khỏi bước kết thúc “{2}”", Called(event), Called(*state)));
            }
            CheckReopening(event);
            if (event.to != "back" && event.to != "same" && !process_.states.contains(event.to))
                FaultIn(event, "to", "PROCESS_UNKNOWN_STATE",
                        Say("việc “{1}” đưa tới bước “{2}”, mà không có bước ấy", Called(event), event.to));
            if (!event.role.empty() && event.role != "applicant" && event.role != "asked" &&
                kind_.CapabilityOf(event.role) == nullptr)
                FaultIn(event, "role", "PROCESS_UNSTAFFED",
                        Say("việc “{1}” dành cho vai trò “{2}”, mà không ai có", Called(event), event.role));
            if (std::ranges::find(names::kOwn, event.key) != std::end(names::kOwn))
                FaultIn(event, "key", "PROCESS_NAME",
                        Say("“{1}” là tên của việc chương trình tự làm; hãy đặt tên khác", event.key));
        }
    }

    // What was over goes on because somebody says why, and not for ever.
    void CheckReopening(const Event& event) {
        if (!event.reopens) return;
        const auto is_over = [&](const std::string& from) { return process_.Find(from) != nullptr && process_.At(from).final; };
        if (!event.reason || event.limit == 0 || !std::ranges::all_of(event.from, is_over) || is_over(event.to))
            FaultIn(event, "reopens", "PROCESS_REOPENS",
                    Say("việc “{1}” mở lại: phải rời bước kết thúc, có lý do và có số lần", Called(event)));
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
                FaultIn(state, "", "PROCESS_UNREACHABLE_STATE", Say("không việc nào đưa tới bước “{1}”", Called(state)));
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
                FaultIn(state, "", "PROCESS_DEAD_END", Say("từ bước “{1}” không có đường nào tới kết thúc", Called(state)));
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
                                FaultIn(event, "limit", "PROCESS_UNBOUNDED_LOOP",
                                        Say("có thể trở lại bước “{1}” mãi không thôi (qua việc “{2}”)", Called(state),
                                            Called(event)));
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
        if (whole > 100) Fault("PROCESS_STEPS_TOO_LONG", Say("các bước cộng lại chiếm {1} % thời hạn", std::to_string(whole)));
    }

    void CheckClock() {
        for (const auto& event : process_.events) {
            if (event.clock != ClockEffect::pause) continue;
            const bool resumed = std::ranges::any_of(process_.EventsFrom(event.to), [](const Event* next) {
                return next->clock == ClockEffect::resume || next->clock == ClockEffect::restart;
            });
            if (!resumed)
                FaultIn(event, "clock", "PROCESS_CLOCK_NEVER_RESUMES",
                        Say("việc “{1}” dừng thời hạn mà sau đó không việc nào tính tiếp", Called(event)));
            if (!event.reason)
                FaultIn(event, "reason", "PROCESS_PAUSE_WITHOUT_REASON",
                        Say("việc “{1}” dừng thời hạn mà không bắt ghi lý do", Called(event)));
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
                             Say("bước “{1}” chỉ còn {2} phút", state.words.Now().empty() ? key : state.words.Now(),
                                 std::to_string(whole_minutes * state.share / 100)),
                             state.line, state.path};
    return std::nullopt;
}

}  // namespace dongson::workflow
