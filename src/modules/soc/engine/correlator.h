// Correlations over the time that events tell, in whatever order they arrive.
//
// What arrives is held back until nothing earlier is to be expected (`lateness`), then judged in the order of its time; so the
// order of arrival changes nothing. For each group:
// - counts and sums with a lower bound, and temporal: at each event, over the timespan that ends with it; one alert a timespan;
// - everything else (averages, percentiles, upper bounds, eq, neq): a timespan opens with a group's first event and is judged
// when over. Events that lack a field of group-by belong to no group.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/time.h"
#include "modules/soc/engine/correlation.h"
#include "modules/soc/engine/event.h"

namespace dongson::soc {

class RuleBook;

struct CorrelationLimits {
    std::int64_t lateness = 10 * kSecond;      // how much later than newer ones an event may arrive
    std::size_t bytes = 256 << 20;             // about what is held at once; then the longest silent groups go, of those
                                               // correlations that hold most
    std::size_t group_observations = 100'000;  // of one group; then its oldest go
};

struct CorrelationAlert {
    std::uint32_t correlation = 0;
    Instant time;                    // of the event that made it hold, or the end of the timespan
    std::vector<std::string> group;  // values of group-by, as the first event to arrive wrote them
    double figure = 0;
    std::uint64_t observations = 0;     // within the timespan
    std::vector<std::uint64_t> events;  // the newest of them, at most kEventsShown, oldest first
};
inline constexpr std::size_t kEventsShown = 100;

// Nothing is lost silently: every hit observed is judged or counted here.
struct CorrelationLosses {
    std::uint64_t late = 0;         // arrived after its time had been judged
    std::uint64_t ungrouped = 0;    // lacked a field of group-by, or the number to be summed
    std::uint64_t crowded_out = 0;  // made room for others
};

class Correlator {
  public:
    // `book` must outlive it and be finished.
    explicit Correlator(const RuleBook& book, CorrelationLimits limits = {});
    ~Correlator();

    // An event that `rules` hold for. `number` is what the alert calls the event.
    void Observe(const Event& event, Instant time, std::uint64_t number, const std::vector<std::uint32_t>& rules);
    // Judges what is old enough, and appends the alerts. Call it every thousand events or so.
    void Settle(std::vector<CorrelationAlert>& alerts);
    // The same when no events come: `now` is the time of day.
    void Tick(Instant now, std::vector<CorrelationAlert>& alerts);
    // The same up to a time, whatever may still arrive from before it.
    void JudgeUntil(Instant time, std::vector<CorrelationAlert>& alerts);
    // Up to when everything is judged; long ago at first.
    Instant settled() const { return settled_; }
    // Judges all that is held.
    void Finish(std::vector<CorrelationAlert>& alerts);

    const CorrelationLosses& losses() const { return losses_; }
    std::size_t held() const { return held_; }  // observations
    std::size_t bytes() const;

  private:
    class Run;  // one correlation
    struct Arrival;
    void Advance(Instant until, std::vector<CorrelationAlert>& alerts);
    void Judge(Instant until, std::vector<CorrelationAlert>& alerts);
    void MakeRoom();

    const RuleBook& book_;
    CorrelationLimits limits_;
    CorrelationLosses losses_;
    Instant newest_{std::numeric_limits<std::int64_t>::min()}, settled_{std::numeric_limits<std::int64_t>::min()};
    std::size_t held_ = 0;
    std::vector<std::unique_ptr<Run>> runs_;  // by correlation
    struct Use {
        std::uint32_t run, input;
    };
    std::vector<std::vector<Use>> of_rule_, of_correlation_;
};

}  // namespace dongson::soc
