#include "modules/soc/storage/alert_store.h"

#include "modules/soc/storage/alert_sql.h"

namespace dongson::soc {

using storage::Row;

namespace {

Alert ReadAlert(Row& row) {
    return {.id = row.Next<AlertId>(),
            .rule = row.Next<std::string>(),
            .title = row.Next<std::string>(),
            .level = row.Next<Level>(),
            .score = row.Next<int>(),
            .entity = {row.Next<std::string>(), row.Next<std::string>()},
            .source = row.Next<std::uint32_t>(),
            .unit = row.Next<UnitId>(),
            .first = row.Next<Instant>(),
            .last = row.Next<Instant>(),
            .raised = row.Next<Instant>(),
            .events = row.Next<std::uint64_t>(),
            .state = row.Next<AlertState>(),
            .in_case = row.Next<CaseId>(),
            .assignee = row.Next<AccountId>(),
            .reason = row.Next<std::string>(),
            .version = row.Next<std::int64_t>()};
}

}  // namespace

void AlertStore::Insert(const Alert& alert) {
    tx_.Run(kInsertAlert, {{"id", alert.id},
                           {"rule", alert.rule},
                           {"title", alert.title},
                           {"level", alert.level},
                           {"score", alert.score},
                           {"kind", alert.entity.kind},
                           {"entity", alert.entity.name},
                           {"source", alert.source},
                           {"unit", alert.unit},
                           {"first", alert.first},
                           {"last", alert.last},
                           {"raised", alert.raised},
                           {"events", alert.events},
                           {"state", alert.state},
                           {"case", alert.in_case},
                           {"assignee", alert.assignee},
                           {"reason", alert.reason},
                           {"now", alert.raised}});
}

void AlertStore::Grow(const Alert& alert, Instant now) {
    tx_.Run(kGrowAlert, {{"id", alert.id},
                         {"first", alert.first},
                         {"last", alert.last},
                         {"events", alert.events},
                         {"score", alert.score},
                         {"now", now}});
}

bool AlertStore::Decide(const Alert& alert, Instant now) {
    return tx_.Run(kDecideAlert, {{"id", alert.id},
                                  {"state", alert.state},
                                  {"case", alert.in_case},
                                  {"assignee", alert.assignee},
                                  {"reason", alert.reason},
                                  {"version", alert.version},
                                  {"now", now}}) == 1;
}

std::optional<Alert> AlertStore::Get(AlertId id) {
    return tx_.SelectOne(kAlert, {{"id", id}}, ReadAlert);
}

std::optional<Alert> AlertStore::OpenOf(std::string_view rule, const Entity& entity) {
    return tx_.SelectOne(kOpenAlert, {{"rule", rule}, {"entity", entity.name}, {"kind", entity.kind}}, ReadAlert);
}

std::vector<Alert> AlertStore::Queue(const AlertFilter& filter, int rows, int skip) {
    return tx_.Select(kAlertQueue,
                      {{"from", filter.from},
                       {"until", filter.until},
                       {"level", filter.level},
                       {"rule", filter.rule},
                       {"entity", filter.entity},
                       {"rows", rows},
                       {"skip", skip}},
                      ReadAlert);
}

std::vector<Alert> AlertStore::Worst(int rows) {
    return tx_.Select(kWorstAlerts, {{"rows", rows}}, ReadAlert);
}

int AlertStore::Count(const AlertFilter& filter) {
    return static_cast<int>(tx_.Count(kCountAlerts, {{"from", filter.from},
                                                     {"until", filter.until},
                                                     {"level", filter.level},
                                                     {"rule", filter.rule},
                                                     {"entity", filter.entity}}));
}

std::array<int, 5> AlertStore::OpenByLevel() {
    std::array<int, 5> counts{};
    tx_.Select(kAlertsByLevel, {}, [&](Row& row) {
        const auto level = row.Next<std::size_t>();
        if (level < counts.size()) counts[level] = row.Next<int>();
        return 0;
    });
    return counts;
}

std::map<UnitId, std::size_t> AlertStore::OpenByUnit() {
    std::map<UnitId, std::size_t> counts;
    tx_.Select(kAlertsByUnit, {}, [&](Row& row) {
        const auto unit = row.Next<UnitId>();
        counts[unit] = row.Next<std::size_t>();
        return 0;
    });
    return counts;
}

std::vector<Alert> AlertStore::FreshFromScore(int score, Instant since, int rows) {
    return tx_.Select(kFreshAlerts, {{"score", score}, {"since", since}, {"rows", rows}}, ReadAlert);
}

std::vector<Alert> AlertStore::OfCase(CaseId id) {
    return tx_.Select(kAlertsOfCase, {{"case", id}}, ReadAlert);
}

std::vector<Alert> AlertStore::ChangedSince(Instant since, int rows) {
    return tx_.Select(kNewestAlerts, {{"since", since}, {"rows", rows}}, ReadAlert);
}

std::map<std::string, Instant> AlertStore::LastByRule() {
    std::map<std::string, Instant> last;
    tx_.Select(kLastByRule, {}, [&](Row& row) {
        auto rule = row.Next<std::string>();
        return last.emplace(std::move(rule), row.Next<Instant>()).second;
    });
    return last;
}

void AlertStore::AddEvents(AlertId alert, const std::vector<AlertEvent>& events) {
    auto kept = static_cast<std::size_t>(tx_.Count(kCountAlertEvents, {{"alert", alert}}));
    for (const AlertEvent& event : events) {
        if (kept++ >= kAlertEvents) return;
        tx_.Run(kAddAlertEvent, {{"alert", alert}, {"key", event.key}, {"at", event.time}, {"excerpt", event.excerpt}});
    }
}

std::vector<AlertEvent> AlertStore::Events(AlertId alert) {
    return tx_.Select(kEventsOfAlert, {{"alert", alert}}, [](Row& row) {
        return AlertEvent{.key = row.Next<std::string>(), .time = row.Next<Instant>(), .excerpt = row.Next<std::string>()};
    });
}

}  // namespace dongson::soc
