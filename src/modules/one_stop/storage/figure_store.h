// How many dossiers came to what, month by month, from sums that are kept as dossiers change (migration 0079).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/one_stop/domain/figures.h"
#include "storage/database.h"

namespace dongson::one_stop {

// Whole months: the first day of the first, and of the one that follows the last.
struct Months {
    Date from, until;

    static Months Of(Date first, Date last);  // the months these days lie in, and those between
};

struct FigureRow {
    UnitId unit;         // none: all
    std::string domain;  // empty: all
    FigureCounts counts;
};

// A sum that is not what the dossiers are.
struct AstrayFigure {
    UnitId unit;
    std::int64_t month = 0;  // 202611
    std::string domain, figure;
    std::int64_t more = 0;  // dossiers in the sum than there are; 0: what differs is what came online, or the keys
};

// Of dossiers received in these months; the due dates of those being worked on against `now`.
class FigureStore {
  public:
    explicit FigureStore(storage::Transaction& tx) : tx_(tx) {}

    std::vector<FigureRow> ByUnit(const Months& months, Instant now);
    std::vector<FigureRow> ByDomain(const Months& months, Instant now);
    std::vector<FigureRow> OfUnit(UnitId unit, const Months& months, Instant now);  // by domain
    std::vector<FigureRow> OfAll(const Months& months, Instant now);                // by unit and domain
    // The first day of the first month anything is counted in; nothing before there is one.
    std::optional<Date> First();

    // Adds what changed to the sums, so many changes at most; how many there were.
    int Fold(int rows);
    std::vector<AstrayFigure> Astray(int rows);

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::one_stop
