// Everything that ever happened to a case's clock. The due date follows from it and is never stored as a fact of its own.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/refusal.h"
#include "core/time.h"

namespace dongson::calendar {

enum class TickKind : unsigned char { start, pause, resume, extend, restart, stop };

struct Tick {
    TickKind kind;
    Instant at;
    std::string reason;  // why it paused: "chờ bổ sung hồ sơ"
    Date until;          // of an extension: the new due day
};

// Why it pauses: the words of the act, and what this applicant was asked for, cut short.
std::string PauseFor(const std::string& act, const std::string& reason);

// The same as it is said now: the act in the reader's language, what was asked for as it was written.
std::string SpokenPause(const std::string& reason);

class CaseClock {
  public:
    CaseClock() = default;
    explicit CaseClock(std::vector<Tick> ticks) : ticks_(std::move(ticks)) {}

    // Each refuses what cannot be: a pause of a clock that stands, a tick before the one before it.
    Result<void> Start(Instant at);
    Result<void> Pause(Instant at, std::string reason);
    Result<void> Resume(Instant at);
    Result<void> Extend(Instant at, Date until, std::string reason);
    Result<void> Restart(Instant at, std::string reason);
    Result<void> Stop(Instant at);

    bool Started() const { return !ticks_.empty(); }
    bool Running() const;
    bool Paused() const;
    bool Stopped() const;
    int Extensions() const;
    const std::vector<Tick>& ticks() const { return ticks_; }

    // What anyone may be told: when it paused, not for what this applicant was asked. The words of the act itself stay.
    CaseClock ForAnyone() const;

    // One line a tick, for the database.
    std::string Serialise() const;
    static CaseClock Deserialise(std::string_view text);

  private:
    Result<void> Add(Tick tick);
    std::vector<Tick> ticks_;
};

}  // namespace dongson::calendar
