#include "modules/one_stop/storage/report_store.h"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "modules/one_stop/storage/report_sql.h"

namespace dongson::one_stop {

namespace {

std::vector<storage::Parameter> Asked(UnitId unit, const ReportPeriod& period) {
    return {{"unit", unit}, {"from", period.Begin()}, {"until", period.End()}};
}

Passage ReadPassage(storage::Row& row) {
    Passage passage{.id = row.Next<CaseId>()};
    for (auto* text : {&passage.code, &passage.procedure_code, &passage.procedure_name, &passage.domain, &passage.person,
                       &passage.process, &passage.state})
        *text = row.Next<std::string>();
    passage.process_edition = row.Next<definitions::EditionId>();
    passage.intake = row.Next<UnitId>();
    passage.holder = row.Next<UnitId>();
    passage.assignee = row.Next<AccountId>();
    passage.online = row.Next<bool>();
    passage.promised = row.Next<bool>();
    passage.due = row.Next<Instant>();
    passage.step_due = row.Next<Instant>();
    for (auto* at : {&passage.received, &passage.finished, &passage.closed}) *at = row.Next<std::optional<Instant>>();
    return passage;
}

std::int64_t MonthOf(Date day) {
    return day.Year() * 100 + day.Month();
}

}  // namespace

std::vector<Passage> ReportStore::Passages(UnitId unit, const ReportPeriod& period) {
    auto passages = tx_.Select(kPassages, Asked(unit, period), ReadPassage);
    std::ranges::move(tx_.Select(kRefusedPassages, Asked(unit, period), ReadPassage), std::back_inserter(passages));
    return passages;
}

std::vector<StepTaken> ReportStore::Steps(UnitId unit, const ReportPeriod& period) {
    return tx_.Select(kStepsOfPassages, Asked(unit, period), [](storage::Row& row) {
        StepTaken step{.dossier = row.Next<CaseId>(), .at = row.Next<Instant>()};
        step.from = row.Next<std::string>();
        step.to = row.Next<std::string>();
        step.actor = row.Next<AccountId>();
        step.actor_name = row.Next<std::string>();
        step.actor_unit = row.Next<UnitId>();
        return step;
    });
}

ReportStore::Flows ReportStore::Before(FlowPart part, Date day, Instant now) {
    const auto first = Date::Of(day.Year(), day.Month(), 1);
    Flows flows;
    tx_.Select(part == FlowPart::unit ? kFlowsOfUnits : kFlowsOfDomains,
               {{"month", MonthOf(day)},
                {"first", std::int64_t{first.days}},
                {"day", std::int64_t{day.days}},
                {"moment", std::min(Instant::At(day, 0), now)}},
               [&](storage::Row& row) {
                   const auto unit = row.Next<UnitId>();
                   auto& of = flows[{unit, row.Next<std::string>()}];
                   const auto flow = row.Next<std::string>();
                   of[flow] = row.Next<std::int64_t>();
                   return 0;
               });
    return flows;
}

// What is left on a day is what came before it less what went before it; what is overdue began to be and did not end.
std::map<ReportStore::Key, ReportCounts> ReportStore::Counts(FlowPart part, const ReportPeriod& period, Instant now) {
    auto before = Before(part, period.from, now), until = Before(part, period.last + 1, now);
    std::map<Key, ReportCounts> rows;
    for (auto& [key, after] : until) {
        auto& first = before[key];
        static constexpr ReportColumn kIn[] = {ReportColumn::online, ReportColumn::counter};
        static constexpr ReportColumn kOut[] = {ReportColumn::early,  ReportColumn::on_time, ReportColumn::late,
                                                ReportColumn::no_due, ReportColumn::stopped, ReportColumn::withdrawn};
        ReportCounts counts;
        std::int64_t carried = 0, left = 0;
        const auto flow = [&](ReportColumn column, std::int64_t sign) {
            const std::string slug(ColumnSlug(column));
            carried += sign * first[slug];
            left += sign * after[slug];
            counts.Add(column, after[slug] - first[slug]);
        };
        for (const auto column : kIn) flow(column, 1);
        for (const auto column : kOut) flow(column, -1);
        const auto overdue = after["bat-dau-qua-han"] - after["het-qua-han"];
        counts.Add(ReportColumn::carried, carried);
        counts.Add(ReportColumn::overdue, overdue);
        counts.Add(ReportColumn::open, left - overdue);
        counts.Add(ReportColumn::refused, after["tu-choi"] - first["tu-choi"]);
        if (!counts.Nothing()) rows.emplace(key, counts);
    }
    return rows;
}

int ReportStore::Fold(int rows) {
    // Part, span, since, unit, domain and flow of each change.
    using Place = std::tuple<std::string_view, std::string_view, std::int64_t, UnitId, std::string, std::string>;
    std::map<Place, std::int64_t> sums;
    std::vector<std::int64_t> ids;
    tx_.Select(kFlowChanges, {{"rows", rows}}, [&](storage::Row& row) {
        ids.push_back(row.Next<std::int64_t>());
        const auto unit = row.Next<UnitId>();
        const auto domain = row.Next<std::string>();
        const auto day = row.Next<std::int64_t>(), month = row.Next<std::int64_t>();
        const auto flow = row.Next<std::string>();
        const auto dossiers = row.Next<std::int64_t>();
        for (const auto& [span, since] : {std::pair("day", day), std::pair("month", month)}) {
            sums[{"unit", span, since, unit, "", flow}] += dossiers;
            sums[{"domain", span, since, UnitId{}, domain, flow}] += dossiers;
        }
        return 0;
    });
    for (const auto& [of, dossiers] : sums) {
        const auto& [part, span, since, unit, domain, flow] = of;
        if (dossiers == 0) continue;
        tx_.Run(kAddToFlow, {{"part", part},
                             {"span", span},
                             {"since", since},
                             {"unit", unit},
                             {"domain", domain},
                             {"flow", flow},
                             {"dossiers", dossiers}});
    }
    for (const auto id : ids) tx_.Run(kForgetFlowChange, {{"id", id}});
    return static_cast<int>(ids.size());
}

std::vector<AstrayFlow> ReportStore::Astray(int rows) {
    return tx_.Select(kFlowsAstray, {{"rows", rows}}, [](storage::Row& row) {
        AstrayFlow astray{.unit = row.Next<UnitId>()};
        astray.span = row.Next<std::string>();
        astray.since = row.Next<std::int64_t>();
        astray.domain = row.Next<std::string>();
        astray.flow = row.Next<std::string>();
        astray.more = row.Next<std::int64_t>();
        return astray;
    });
}

}  // namespace dongson::one_stop
