#include <algorithm>

#include "core/text.h"
#include "modules/one_stop/domain/cash_tables.h"
#include "modules/one_stop/domain/official_forms.h"
#include "platform/papers/document.h"
#include "platform/papers/paper_words.h"

namespace dongson::one_stop {

std::string CashPaper(const CashTable& table, const CashHead& head) {
    papers::Document document(table.title, head.made, papers::Orientation::landscape);
    document.Tighten();
    document.Heading({.parent = papers::Capitals(head.unit.name),
                      .unit = {head.unit.one_stop},
                      .number = "",
                      .place_and_date = PlaceAndDate(head.unit.place, head.made.LocalDate())});
    document.Title(papers::Capitals(table.title));
    document.Subject(table.subject);
    std::vector<papers::Column> columns;
    for (std::size_t column = 0; column < table.heads.size(); ++column) {
        const bool wide = std::ranges::find(table.wide, column) != table.wide.end();
        const bool money = std::ranges::find(table.money, column) != table.money.end();
        columns.push_back({table.heads[column], wide ? 3.0 : 1.0, money});
    }
    std::vector<std::vector<std::string>> rows;
    auto lines = table.lines;
    lines.push_back(table.total);
    for (const auto& line : lines) {
        std::vector<std::string> cells;
        cells.reserve(line.size());
        for (const auto& cell : line) cells.push_back(CellText(cell, Number, ','));
        rows.push_back(std::move(cells));
    }
    document.Table(columns, rows);
    for (const auto& note : table.notes) document.Paragraph(note);
    document.Note("Lập lúc " + FullTime(head.made) + ". Bản này chưa được ký số.");
    document.Signatures({{{"NGƯỜI LẬP BẢNG KÊ"}, "(Ký, ghi rõ họ tên)", head.made_by},
                         {{"THỦ TRƯỞNG ĐƠN VỊ"}, "(Ký, ghi rõ họ tên, đóng dấu)", ""}});
    return document.Finish();
}

}  // namespace dongson::one_stop
