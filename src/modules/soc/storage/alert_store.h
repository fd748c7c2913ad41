// Alerts in the database.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "modules/soc/domain/alert.h"
#include "storage/database.h"

namespace dongson::soc {

// Which alerts are shown.
struct AlertFilter {
    AlertState from = AlertState::fresh, until = AlertState::in_hand;
    Level level = Level::informational;  // at least
    std::string rule, entity;            // empty: any
};

class AlertStore {
  public:
    explicit AlertStore(storage::Transaction& tx) : tx_(tx) {}
    void Insert(const Alert& alert);
    void Grow(const Alert& alert, Instant now);
    // False when somebody else changed it since it was read.
    bool Decide(const Alert& alert, Instant now);
    std::optional<Alert> Get(AlertId id);
    // The newest of the rule and entity that is not decided against.
    std::optional<Alert> OpenOf(std::string_view rule, const Entity& entity);
    std::vector<Alert> Queue(const AlertFilter& filter, int rows, int skip);  // the weightiest first
    std::vector<Alert> Worst(int rows);                                       // open ones, by level, then by weight
    int Count(const AlertFilter& filter);
    std::array<int, 5> OpenByLevel();
    std::map<UnitId, std::size_t> OpenByUnit();
    // That nobody has taken, raised since then, the weightiest first.
    std::vector<Alert> FreshFromScore(int score, Instant since, int rows);
    std::vector<Alert> OfCase(CaseId id);
    std::vector<Alert> ChangedSince(Instant since, int rows);  // the newest first

    // When each rule last found something, by the events' own time.
    std::map<std::string, Instant> LastByRule();

    // Up to kAlertEvents of them are kept.
    void AddEvents(AlertId alert, const std::vector<AlertEvent>& events);
    std::vector<AlertEvent> Events(AlertId alert);

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::soc
