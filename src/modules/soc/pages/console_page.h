// The centre at a glance, for a desk and for a wall.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "modules/soc/domain/alert.h"
#include "modules/soc/domain/duty.h"
#include "modules/soc/domain/incident.h"
#include "modules/soc/domain/ship_state.h"
#include "modules/soc/domain/source.h"
#include "modules/soc/domain/system.h"
#include "modules/soc/pages/map_page.h"
#include "web/html.h"

namespace dongson::soc {

struct SourceLine {
    Source source;
    double pace = 0;  // events a second
    SourceCount today;
    std::optional<Instant> last;  // stored, since the start
    bool silent = false;
};

// What a row says of a source, and what the figure above counts. The program remembers when each was heard since it started: of
// one with events of today from before that it does not say that it sends, nor that it never did.
enum class SourceState : unsigned char { off, silent, sending, not_since_start, not_today };
SourceState SourceStateOf(const SourceLine& line);

struct ConsoleView {
    Instant now;
    std::array<int, 5> open{};    // alerts, by level
    std::vector<Alert> alerts;    // open ones, the worst first
    std::vector<Incident> cases;  // open ones
    std::vector<SourceLine> sources;
    SourceCount today;  // of all sources, strangers included
    double pace = 0, bytes_pace = 0;
    std::uint64_t waiting = 0, stored_bytes = 0;
    std::uint64_t late = 0, ungrouped = 0, crowded_out = 0;  // what correlations could not use
    std::vector<Probe> services;                             // that are tried
    ShiftTime shift;
    std::vector<DutyTurn> duty;  // of the shift
    std::map<AccountId, std::string> names;
    std::vector<PlaceLine> places;
    std::vector<ShipState> ships;  // where stored events go on to
    std::string trouble;
    bool prepared = true;  // the rules are read
    bool relays = false;   // events are judged elsewhere
};
web::Html ConsolePage(const ConsoleView& view);
// The same on a wall: dark, large, without navigation.
web::Html WallPage(const ConsoleView& view);
// What is replaced while either stays open.
web::Html ConsoleLive(const ConsoleView& view);

}  // namespace dongson::soc
