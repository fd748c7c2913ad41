// How many dossiers came to what, from sums that are kept as dossiers change (migration 0079).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/one_stop/domain/figures.h"
#include "storage/database.h"

namespace dongson::one_stop {

struct FigureRow {
    UnitId unit;
    std::string domain;
    FigureCounts counts;
};

// A sum that is not what the dossiers are.
struct AstrayFigure {
    Date day;
    UnitId unit;
    std::string domain, figure;
    std::int64_t kept = 0, counted = 0;
};

class FigureStore {
  public:
    explicit FigureStore(storage::Transaction& tx) : tx_(tx) {}

    // Of dossiers received on these days, the last excluded; the due dates of those being worked on against `now`.
    std::vector<FigureRow> Between(Date from, Date until, Instant now);
    // The first day anything is counted on; nothing before there is one.
    std::optional<Date> First();

    // Adds what changed to the sums, so many changes at most; how many there were.
    int Fold(int rows);
    std::vector<AstrayFigure> Astray(int rows);

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::one_stop
