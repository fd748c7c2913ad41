#include "modules/one_stop/storage/figure_store.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "modules/one_stop/storage/figure_sql.h"

namespace dongson::one_stop {

namespace {

struct Sum {
    figures::Cell dossiers, online;
};

Sum ReadSum(storage::Row& row) {
    Sum sum;
    sum.dossiers.count = row.Next<std::int64_t>();
    sum.dossiers.keys = row.Next<std::int64_t>();
    sum.online.count = row.Next<std::int64_t>();
    sum.online.keys = row.Next<std::int64_t>();
    return sum;
}

void Count(FigureCounts& counts, FigureKind kind, const Sum& sum) {
    counts.At(kind) += sum.dossiers;
    if (kind == FigureKind::refused) return;
    counts.At(FigureKind::received) += sum.dossiers;
    counts.At(FigureKind::online) += sum.online;
}

Date DayOf(std::int64_t days) {
    return {static_cast<std::int32_t>(days)};
}

}  // namespace

std::vector<FigureRow> FigureStore::Between(Date from, Date until, Instant now) {
    struct Counted {
        UnitId unit;
        std::string domain;
        FigureKind kind = FigureKind::received;
        Sum sum;
    };
    auto counted = tx_.Select(kFigures,
                              {{"from", from.days},
                               {"until", until.days},
                               {"first", Instant::At(from, 0)},
                               {"last", Instant::At(until, 0)},
                               {"now", now}},
                              [](storage::Row& row) {
                                  Counted of{.unit = row.Next<UnitId>(), .domain = row.Next<std::string>(), .sum = {}};
                                  of.kind = ParseFigureKind(row.Next<std::string>());
                                  of.sum = ReadSum(row);
                                  return of;
                              });
    std::vector<FigureRow> figures;
    for (auto& [unit, domain, kind, sum] : counted) {
        if (figures.empty() || figures.back().unit != unit || figures.back().domain != domain)
            figures.push_back({unit, std::move(domain), {}});
        Count(figures.back().counts, kind, sum);
    }
    return figures;
}

std::optional<Date> FigureStore::First() {
    std::optional<Date> first;
    const auto take = [&](Date day) { first = first ? std::min(*first, day) : day; };
    if (const auto day = tx_.Count(kFirstSettled); day >= 0) take(DayOf(day));
    if (const auto day = tx_.Count(kFirstChanged); day >= 0) take(DayOf(day));
    if (const Instant at{tx_.Count(kFirstUnsettled)}; at.ms >= 0) take(at.LocalDate());
    return first;
}

int FigureStore::Fold(int rows) {
    using Place = std::tuple<std::int64_t, UnitId, std::string, std::string>;  // day, unit, domain, figure
    struct Change {
        std::int64_t id = 0;
        Place of;
        Sum sum;
    };
    const auto changes = tx_.Select(kFigureChanges, {{"rows", rows}}, [](storage::Row& row) {
        Change change{.id = row.Next<std::int64_t>(), .of = {}, .sum = {}};
        auto& [day, unit, domain, figure] = change.of;
        day = row.Next<std::int64_t>();
        unit = row.Next<UnitId>();
        domain = row.Next<std::string>();
        figure = row.Next<std::string>();
        change.sum = ReadSum(row);
        return change;
    });
    std::map<Place, Sum> sums;
    for (const auto& change : changes) {
        auto& sum = sums[change.of];
        sum.dossiers += change.sum.dossiers;
        sum.online += change.sum.online;
    }
    for (const auto& [of, sum] : sums) {
        const auto& [day, unit, domain, figure] = of;
        tx_.Run(kAddToDay, {{"day", day},
                                {"unit", unit},
                                {"domain", domain},
                                {"figure", figure},
                                {"dossiers", sum.dossiers.count},
                                {"keys", sum.dossiers.keys},
                                {"online", sum.online.count},
                                {"online_keys", sum.online.keys}});
    }
    for (const auto& change : changes) tx_.Run(kForgetChange, {{"id", change.id}});
    return static_cast<int>(changes.size());
}

std::vector<AstrayFigure> FigureStore::Astray(int rows) {
    return tx_.Select(kFiguresAstray, {{"rows", rows}}, [](storage::Row& row) {
        AstrayFigure astray{.day = DayOf(row.Next<std::int64_t>()), .unit = row.Next<UnitId>(), .domain = {}, .figure = {}};
        astray.domain = row.Next<std::string>();
        astray.figure = row.Next<std::string>();
        astray.kept = row.Next<std::int64_t>();
        astray.counted = row.Next<std::int64_t>();
        return astray;
    });
}

}  // namespace dongson::one_stop
