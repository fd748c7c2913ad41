// The report of a period: by unit, field, procedure, person or step. All units together are told from sums, others are counted a
// unit at a time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/refusal.h"
#include "modules/one_stop/domain/report_table.h"

namespace dongson {
struct Platform;
}

namespace dongson::one_stop {

// So many units at most are counted dossier by dossier.
inline constexpr std::size_t kMostUnitsAtOnce = 20;

// What would be counted too long of a whole province: procedures, people and steps, what was received or ended alone, and the
// dossiers behind them.
std::optional<Refusal> RefuseWide(const ReportAsked& asked);
Result<Report> MakeReport(const Platform& platform, const ReportAsked& asked);

// The dossiers behind a number: of a row (empty: of all), in a column.
struct ReportRowsAsked {
    ReportAsked report;
    std::string row;
    ReportColumn column = ReportColumn::taken;
};
struct ReportDossiers {
    std::string row;  // what the row is called; empty: all of them
    std::vector<Passage> dossiers;
};
// So many at most, in the order of units and of receipt.
ReportDossiers DossiersOfReport(const Platform& platform, const ReportRowsAsked& asked, std::size_t rows);
std::vector<Passage> DossiersOfStep(const Platform& platform, const ReportAsked& asked, const std::string& step,
                                    StepColumn column, std::size_t rows);

}  // namespace dongson::one_stop
