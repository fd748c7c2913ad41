#include "modules/open_data/delivery/spreadsheet.h"

#include "core/text.h"
#include "core/workbook.h"
#include "modules/open_data/table/row_walk.h"

namespace dongson::open_data {

namespace {

// Dates before 1900 and numbers longer than Excel counts are texts there.
bool WriteTyped(Workbook& book, std::int64_t row, std::size_t column, const ColumnPart& part, Bits bits) {
    switch (part.type()) {
        case ColumnType::integer:
            book.Integer(row, column, bits);
            return true;
        case ColumnType::number:
            book.Number(row, column, NumberOf(bits));
            return true;
        case ColumnType::boolean:
            book.Truth(row, column, bits != 0);
            return true;
        case ColumnType::date:
            book.Day(row, column, Date{static_cast<int>(bits)});
            return true;
        default:
            return false;
    }
}

void WriteCell(Workbook& book, std::int64_t row, std::size_t column, const ColumnPart& part, std::uint32_t code) {
    if (code == 0) return;
    if (part.IsTyped(code) && WriteTyped(book, row, column, part, part.BitsAt(code))) return;
    std::string text;
    part.Append(code, text);
    book.Text(row, column, text);
}

void WriteDictionary(Workbook& book, const Schema& schema, const SheetAsked& asked) {
    book.Sheet("Các cột");
    book.Width(0, 4, 24);
    book.Text(0, 0, asked.title, CellLook::head);
    book.Text(1, 0, asked.source);
    const char* heads[] = {"Cột", "Tên", "Kiểu", "Đơn vị", "Ý nghĩa"};
    for (std::size_t column = 0; column < std::size(heads); ++column) book.Text(3, column, heads[column], CellLook::head);
    std::int64_t row = 4;
    for (const auto column : asked.columns) {
        const auto& own = schema[column];
        const std::string cells[] = {own.name, own.title, std::string(ColumnTypeName(own.type)), own.unit, own.meaning};
        for (std::size_t place = 0; place < std::size(cells); ++place) book.Text(row, place, cells[place]);
        ++row;
    }
}

}  // namespace

std::optional<Refusal> RefuseSheet(const Selection& selection) {
    const auto rows = selection.Count();
    if (rows >= kMostSheetRows)
        return Refusal{"OPEN_DATA_SHEET_ROWS",
                       Say("Bảng có {1} dòng; một bảng tính Excel chỉ chứa {2} dòng. Hãy tải CSV, hoặc lọc bớt.", Number(rows),
                           Number(kMostSheetRows - 1)),
                       ""};
    if (selection.table().schema().size() > kMostSheetColumns)
        return Refusal{"OPEN_DATA_SHEET_COLUMNS", Say("Bảng có nhiều cột hơn một bảng tính Excel chứa được. Hãy tải CSV."), ""};
    return std::nullopt;
}

void WriteSheet(const Selection& selection, const SheetAsked& asked, const std::string& path) {
    Workbook book(path);
    const auto& schema = selection.table().schema();
    RowWalk walk(selection, asked.columns);
    const auto columns = walk.columns().size();
    book.Sheet("Dữ liệu");
    book.FreezeAbove(1);
    book.Width(0, columns - 1, 16);
    for (std::size_t place = 0; place < columns; ++place) {
        const auto& column = schema[walk.columns()[place]];
        book.Text(0, place, column.title.empty() ? column.name : column.title, CellLook::head);
    }
    for (std::int64_t row = 1; walk.Next(); ++row)
        for (std::size_t place = 0; place < columns; ++place) WriteCell(book, row, place, walk.part(place), walk.code(place));
    WriteDictionary(book, schema, {.columns = walk.columns(), .title = asked.title, .source = asked.source});
    book.Close();
}

}  // namespace dongson::open_data
