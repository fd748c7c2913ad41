#include "modules/one_stop/domain/process_replay.h"

#include <algorithm>
#include <map>
#include <utility>

#include "core/print_letters.h"
#include "modules/one_stop/domain/dossier_kind.h"
#include "platform/workflow/rules.h"

namespace dongson::one_stop {

using calendar::TickKind;
using workflow::ClockEffect;
using workflow::Event;
using workflow::Process;

namespace {

constexpr std::size_t kLeastReason = 3;  // letters, as the engine asks for them

class Replay {
  public:
    Replay(const Dossier& ended, const Process& process, const calendar::WorkingCalendar& calendar)
        : own_(ProcessOf(ended)), process_(process), calendar_(calendar), dossier_(ended) {
        for (const auto& tick : ended.clock.ticks())
            if (tick.kind == TickKind::extend) extensions_.push_back(tick);
        dossier_.clock = {};
        dossier_.closed = dossier_.finished = dossier_.received = std::nullopt;
        dossier_.state = process.Initial().key;
        dossier_.state_before.clear();
        ComputeDue(dossier_, process.Initial(), calendar, ended.submitted);
    }

    Walk Over(const std::vector<Happening>& happenings) {
        for (const auto& happening : happenings) {
            const auto* was = own_.FindEvent(happening.event);
            if (was == nullptr)
                Beside(happening);
            else
                Step(happening, *was);
            if (dossier_.due != kNever) walk_.promised = dossier_.due;
            walk_.step_dues.push_back(dossier_.step_due);
        }
        return std::move(walk_);
    }

  private:
    // What the program or people did beside the process: it stands where that left it.
    void Beside(const Happening& happening) {
        if (happening.event != workflow::names::kTakeBack) return;
        Arrive(happening.to);
        dossier_.step_due = happening.due;
    }

    std::optional<Sentence> WhyNot(const Happening& happening, const Event* event) const {
        if (event == nullptr) return Say("việc này không còn");
        if (std::ranges::find(event->from, dossier_.state) == event->from.end())
            return Say("không làm được từ bước “{1}”", process_.At(dossier_.state).words.Now());
        const auto done = happened_.find(event->key);
        if (event->limit > 0 && done != happened_.end() && done->second >= event->limit)
            return Say("chỉ được làm {1} lần", std::to_string(event->limit));
        if (event->reason && VisibleLetters(happening.reason) < kLeastReason) return Say("phải ghi lý do");
        return std::nullopt;
    }

    // What could not have happened is told, and goes on as it did.
    void Step(const Happening& happening, const Event& was) {
        const auto* event = process_.FindEvent(happening.event);
        if (auto why = WhyNot(happening, event)) {
            walk_.impossible.push_back({was.label.Now(), *std::move(why)});
            return Does(happening, was, happening.to);
        }
        const auto to = event->to == "same" ? dossier_.state : event->to == "back" ? dossier_.state_before : event->to;
        Does(happening, *event, to);
    }

    void Does(const Happening& happening, const Event& event, const std::string& to) {
        ++happened_[event.key];
        const auto from = dossier_.state;
        const auto due = dossier_.due, step_due = dossier_.step_due;
        Arrive(to);
        // What the clock refuses was told above, or was refused then as well.
        if (workflow::TickFor(dossier_, event, happening.reason, happening.at) && event.clock == ClockEffect::start)
            dossier_.received = happening.at;
        const bool new_day = DossierKind().GivesNewDay(event) && extended_ < extensions_.size();
        if (new_day) {
            const auto& tick = extensions_[extended_++];
            (void)dossier_.clock.Extend(happening.at, tick.until, tick.reason);
        }
        ComputeDue(dossier_, process_.At(dossier_.state), calendar_, happening.at);
        if (from == dossier_.state && dossier_.due == due && event.clock == ClockEffect::none) dossier_.step_due = step_due;
        if (new_day) dossier_.step_due = dossier_.due;
    }

    // A state that is no more leaves it where it stood.
    void Arrive(const std::string& to) {
        const auto* state = process_.Find(to);
        if (state == nullptr || state->key == dossier_.state) return;
        dossier_.state_before = std::exchange(dossier_.state, state->key);
    }

    const Process& own_;
    const Process& process_;
    const calendar::WorkingCalendar& calendar_;
    Dossier dossier_;
    std::vector<calendar::Tick> extensions_;
    std::size_t extended_ = 0;
    std::map<std::string, int> happened_;
    Walk walk_;
};

}  // namespace

Walk WalkThrough(const Dossier& ended, const std::vector<Happening>& happenings, const Process& process,
                 const calendar::WorkingCalendar& calendar) {
    return Replay(ended, process, calendar).Over(happenings);
}

}  // namespace dongson::one_stop
