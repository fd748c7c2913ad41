#include "core/text.h"
#include "modules/one_stop/domain/official_forms.h"
#include "modules/one_stop/domain/report_file.h"
#include "modules/one_stop/domain/report_lines.h"
#include "platform/papers/document.h"

namespace dongson::one_stop {

std::string ReportPaper(const ReportFile& file) {
    const LanguageScope law(Language::vietnamese);
    const auto& report = file.report;
    papers::Document document("Báo cáo " + file.unit, report.made, papers::Orientation::landscape);
    document.Tighten();
    document.Heading({.parent = file.head.parent,
                      .unit = LetterheadLines(file.head),
                      .number = "Số:       /BC-" + file.head.notation,
                      .place_and_date = PlaceAndDate(file.head.place, report.made.LocalDate())});
    document.Title("BÁO CÁO");
    document.Subject("Tình hình, kết quả giải quyết thủ tục hành chính từ " + report.asked.period.from.Spoken() + " đến " +
                     report.asked.period.last.Spoken());
    document.Line("Đơn vị", file.unit);
    document.Line("Tính", std::string(AboutName(report.asked.about)));
    document.Note("Lập lúc " + report.made.Spoken() +
                  ", theo dữ liệu tại thời điểm ấy. Hẹn trả là ngày hẹn hiện nay của hồ sơ. Văn bản này chưa được ký số.");
    std::vector<papers::Column> columns;
    if (report.asked.by == ReportBy::step) {
        for (const auto& head : ReportHeads(report)) columns.push_back({head, columns.empty() ? 3.0 : 1.0, !columns.empty()});
    } else {
        columns.push_back({std::string(ByName(report.asked.by)), 100});
        for (const auto column : kReportColumns)
            columns.push_back({std::string(IsTotal(column) ? GroupName(column) : ColumnName(column)), 30, true});
    }
    std::vector<std::vector<std::string>> rows;
    for (const auto& line : ReportLines(report)) {
        std::vector<std::string> cells;
        cells.reserve(line.size());
        for (const auto& cell : line) cells.push_back(CellText(cell, Number, ','));
        rows.push_back(std::move(cells));
    }
    document.Table(columns, rows);
    document.Signatures({{{"NGƯỜI LẬP BÁO CÁO"}, "(Ký, ghi rõ họ tên)", file.made_by},
                         {{"THỦ TRƯỞNG ĐƠN VỊ"}, "(Ký, ghi rõ họ tên, đóng dấu)", ""}});
    return document.Finish();
}

}  // namespace dongson::one_stop
