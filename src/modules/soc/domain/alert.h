// What a rule found, gathered by rule and by whom it is about.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/refusal.h"
#include "core/time.h"
#include "modules/soc/engine/rule.h"

namespace dongson::soc {

using AlertId = Id<struct AlertTag>;

enum class AlertState : unsigned char { fresh, in_hand, in_case, suppressed, closed };
inline constexpr AlertState kAlertStates[] = {AlertState::fresh, AlertState::in_hand, AlertState::in_case, AlertState::suppressed,
                                              AlertState::closed};
std::string_view AlertStateWord(AlertState state);
std::string_view AlertStateName(AlertState state);  // for people
// Whether somebody still has to decide.
inline bool IsOpen(AlertState state) {
    return state == AlertState::fresh || state == AlertState::in_hand;
}

std::string_view LevelName(Level level);  // for people

// Whom or what it is about.
struct Entity {
    std::string kind;  // "host", "address", "user", "source"
    std::string name;
    auto operator<=>(const Entity&) const = default;
};

struct Alert {
    AlertId id;
    std::string rule, title;  // the rule's id and title
    Level level = Level::medium;
    int score = 0;  // level × value of the source, 1 to 20
    Entity entity;
    std::uint32_t source = 0;
    UnitId unit;
    Instant first, last;       // of its events' own times
    Instant raised;            // when it came to be
    std::uint64_t events = 0;  // how many in all
    AlertState state = AlertState::fresh;
    CaseId in_case;
    AccountId assignee;
    std::string reason;  // why it was suppressed or closed
    std::int64_t version = 1;
};

// An event of an alert: as many are kept as help to decide, the others are counted.
struct AlertEvent {
    std::string key;  // standard-123
    Instant time;
    std::string excerpt;
};
inline constexpr std::size_t kAlertEvents = 50;

// How far what was found is told: up to which event of each stream, and up to which time correlations were judged.
struct Told {
    std::map<std::string, std::uint64_t> numbers;
    Instant settled{INT64_MIN};
};

// What came since the last time: to be added to an open alert of the same rule and entity, or to make one.
struct Finding {
    std::string rule, title;
    Level level = Level::medium;
    Entity entity;
    std::uint32_t source = 0;
    Instant first, last;
    std::uint64_t events = 0;
    std::vector<AlertEvent> shown;
};

// What is silenced, closed or kept wants a word for who comes next: nothing when `reason` is one.
std::optional<Refusal> RefuseReason(std::string_view reason);

// From 1 to 20: informational is 1, critical 5; times the value of what is watched, 1 to 4.
int ScoreOf(Level level, int value);

}  // namespace dongson::soc
