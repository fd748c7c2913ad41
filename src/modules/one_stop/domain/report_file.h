// A report to be taken away: rows for programs, a workbook for sheets, and the paper that is signed.
#pragma once

#include <string>

#include "modules/one_stop/domain/report_table.h"
#include "modules/one_stop/domain/unit_on_paper.h"

namespace dongson::one_stop {

struct ReportFile {
    Report report;
    std::string unit;  // whose report it is, "… và các đơn vị trực thuộc"
    UnitOnPaper head;
    std::string made_by;  // who asked for it
};

// With a byte-order mark, so that sheets read it rightly: one line of headings, a line a row, the total last.
std::string ReportCsv(const ReportFile& file);
// Title, unit, period and who made it above the table; numbers are numbers.
void WriteReportBook(const ReportFile& file, const std::string& path);
// A4, with room for who made it and who heads the unit to sign.
std::string ReportPaper(const ReportFile& file);
// "bao-cao-2026-11-01-2026-11-30", and the ending.
std::string ReportFileName(const Report& report, std::string_view ending);

}  // namespace dongson::one_stop
