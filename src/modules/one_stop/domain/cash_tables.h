// The money a unit took, line by line: a day as its cashier counted it, a month as the treasury is told. Pages, files and papers
// say the same.
#pragma once

#include <string>
#include <vector>

#include "modules/one_stop/domain/cash_day.h"
#include "modules/one_stop/domain/report_lines.h"
#include "modules/one_stop/domain/unit_on_paper.h"

namespace dongson::one_stop {

struct CashTable {
    std::string title, subject;  // "Bảng kê thu phí, lệ phí", "Ngày 02/12/2026, …"
    std::vector<std::string> heads;
    std::vector<std::size_t> money;      // which columns are đồng
    std::vector<std::size_t> wide;       // which need room
    std::vector<std::size_t> codes;      // which are never broken
    std::optional<std::size_t> dossier;  // which names a dossier
    std::vector<ReportLine> lines;
    ReportLine total;
    std::vector<std::string> notes;  // what stands below
};

CashTable DayTable(const CashList& list, const std::string& subject);
// By kind and procedure, each kind with its own sum.
CashTable MonthTable(const CashList& list, const std::string& subject);
// How a day was closed: "Chốt quỹ lúc …: sổ …, đếm được …, thừa …: …".
std::string ClosedInWords(const CashDay& day);

// Whose paper it is, and who made it when.
struct CashHead {
    UnitOnPaper unit;
    std::string made_by;
    Instant made;
};
// Each line with the unit and the day or month it is of.
std::string CashCsv(const CashTable& table, const CashHead& head);
void WriteCashBook(const CashTable& table, const CashHead& head, const std::string& path);
std::string CashPaper(const CashTable& table, const CashHead& head);

}  // namespace dongson::one_stop
