#include "modules/one_stop/domain/report_file.h"

#include <variant>
#include <vector>

#include "core/csv.h"
#include "core/text.h"
#include "core/workbook.h"
#include "modules/one_stop/domain/report_lines.h"

namespace dongson::one_stop {

namespace {

std::string PeriodWords(const Report& report) {
    return Say("Từ {1} đến {2}", report.asked.period.from.Spoken(), report.asked.period.last.Spoken()).Now();
}

std::string Plain(std::int64_t number) {
    return std::to_string(number);
}

}  // namespace

std::string ReportFileName(const Report& report, std::string_view ending) {
    return "bao-cao-" + report.asked.period.from.Iso() + "-" + report.asked.period.last.Iso() + std::string(ending);
}

std::string ReportCsv(const ReportFile& file) {
    std::string csv = "\xEF\xBB\xBF" + CsvLine(ReportHeads(file.report));
    for (const auto& line : ReportLines(file.report)) {
        std::vector<std::string> cells;
        cells.reserve(line.size());
        for (const auto& cell : line) cells.push_back(ForSheets(CellText(cell, Plain, '.')));
        csv += CsvLine(cells);
    }
    return csv;
}

void WriteReportBook(const ReportFile& file, const std::string& path) {
    const auto& report = file.report;
    Workbook book(path);
    book.Sheet(Say("Báo cáo").Now());
    book.Width(0, 0, 44);
    book.Width(1, std::size(kReportColumns), 14);
    std::int64_t row = 0;
    book.Text(row++, 0, Say("Tình hình, kết quả giải quyết thủ tục hành chính").Now(), CellLook::head);
    for (const auto& line : {file.unit, PeriodWords(report), Say(AboutName(report.asked.about)).Now(),
                             Say("{1} lập lúc {2}", file.made_by, report.made.Spoken()).Now()})
        book.Text(row++, 0, line);
    ++row;
    std::size_t place = 0;
    for (const auto& head : ReportHeads(report)) book.Text(row, place++, head, CellLook::head);
    for (const auto& line : ReportLines(report)) {
        ++row;
        for (place = 0; place < line.size(); ++place) {
            if (const auto* text = std::get_if<std::string>(&line[place])) book.Text(row, place, *text);
            if (const auto* whole = std::get_if<std::int64_t>(&line[place])) book.Integer(row, place, *whole);
            if (const auto* hours = std::get_if<double>(&line[place])) book.Number(row, place, *hours);
        }
    }
    book.Sheet(Say("Các cột").Now());
    book.Width(0, 0, 44);
    book.Width(1, 1, 100);
    row = 0;
    for (const auto column : kReportColumns) {
        book.Text(row, 0, FullColumnName(column), CellLook::head);
        book.Text(row++, 1, Say(ColumnMeaning(column)).Now());
    }
    book.Close();
}

}  // namespace dongson::one_stop
