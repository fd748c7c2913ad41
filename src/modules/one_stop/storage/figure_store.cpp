#include "modules/one_stop/storage/figure_store.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "modules/one_stop/storage/figure_sql.h"

namespace dongson::one_stop {

namespace {

struct Sum {
    figures::Cell dossiers, online;
    Sum& operator+=(const Sum& other) {
        dossiers += other.dossiers;
        online += other.online;
        return *this;
    }
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

std::int64_t MonthOf(Date day) {
    return day.Year() * 100 + day.Month();
}
Date FirstOf(std::int64_t month) {
    return Date::Of(static_cast<int>(month / 100), static_cast<int>(month % 100), 1);
}

std::vector<storage::Parameter> Asked(const Months& months, Instant now) {
    return {{"first", MonthOf(months.from)},
            {"last", MonthOf(months.until - 1)},
            {"from", Instant::At(months.from, 0)},
            {"until", Instant::At(months.until, 0)},
            {"now", now}};
}

std::vector<FigureRow> Read(storage::Transaction& tx, const storage::Statement& statement,
                            const std::vector<storage::Parameter>& asked) {
    struct Counted {
        UnitId unit;
        std::string domain;
        FigureKind kind = FigureKind::received;
        Sum sum;
    };
    auto counted = tx.Select(statement, asked, [](storage::Row& row) {
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

}  // namespace

Months Months::Of(Date first, Date last) {
    const auto next = last.Month() == 12 ? Date::Of(last.Year() + 1, 1, 1) : Date::Of(last.Year(), last.Month() + 1, 1);
    return {Date::Of(first.Year(), first.Month(), 1), next};
}

std::vector<FigureRow> FigureStore::ByUnit(const Months& months, Instant now) {
    return Read(tx_, kFiguresByUnit, Asked(months, now));
}
std::vector<FigureRow> FigureStore::ByDomain(const Months& months, Instant now) {
    return Read(tx_, kFiguresByDomain, Asked(months, now));
}
std::vector<FigureRow> FigureStore::OfUnit(UnitId unit, const Months& months, Instant now) {
    auto asked = Asked(months, now);
    asked.push_back({"unit", unit});
    return Read(tx_, kFiguresOfUnit, asked);
}
std::vector<FigureRow> FigureStore::OfAll(const Months& months, Instant now) {
    return Read(tx_, kFiguresOfAll, Asked(months, now));
}

std::optional<Date> FigureStore::First() {
    std::optional<Date> first;
    const auto take = [&](Date day) { first = first ? std::min(*first, day) : day; };
    if (const auto month = tx_.Count(kFirstSettled); month > 0) take(FirstOf(month));
    if (const auto month = tx_.Count(kFirstChanged); month > 0) take(FirstOf(month));
    if (const Instant at{tx_.Count(kFirstUnsettled)}; at.ms > 0) take(FirstOf(MonthOf(at.LocalDate())));
    return first;
}

int FigureStore::Fold(int rows) {
    // Unit, month, domain and figure of each change: a field in a unit, all of a unit, a field in all units.
    using Place = std::tuple<std::string_view, UnitId, std::int64_t, std::string, std::string>;
    std::map<Place, Sum> sums;
    std::vector<std::int64_t> ids;
    tx_.Select(kFigureChanges, {{"rows", rows}}, [&](storage::Row& row) {
        ids.push_back(row.Next<std::int64_t>());
        const auto unit = row.Next<UnitId>();
        const auto month = row.Next<std::int64_t>();
        const auto domain = row.Next<std::string>(), figure = row.Next<std::string>();
        const auto sum = ReadSum(row);
        sums[{"both", unit, month, domain, figure}] += sum;
        sums[{"unit", unit, month, "", figure}] += sum;
        sums[{"domain", UnitId{}, month, domain, figure}] += sum;
        return 0;
    });
    for (const auto& [of, sum] : sums) {
        const auto& [part, unit, month, domain, figure] = of;
        tx_.Run(kAddToSum, {{"part", part},
                            {"unit", unit},
                            {"month", month},
                            {"domain", domain},
                            {"figure", figure},
                            {"dossiers", sum.dossiers.count},
                            {"keys", sum.dossiers.keys},
                            {"online", sum.online.count},
                            {"online_keys", sum.online.keys}});
    }
    for (const auto id : ids) tx_.Run(kForgetChange, {{"id", id}});
    return static_cast<int>(ids.size());
}

std::vector<AstrayFigure> FigureStore::Astray(int rows) {
    return tx_.Select(kFiguresAstray, {{"rows", rows}}, [](storage::Row& row) {
        AstrayFigure astray{.unit = row.Next<UnitId>(), .month = row.Next<std::int64_t>(), .domain = {}, .figure = {}};
        astray.domain = row.Next<std::string>();
        astray.figure = row.Next<std::string>();
        astray.more = row.Next<std::int64_t>();
        return astray;
    });
}

}  // namespace dongson::one_stop
