#include "modules/open_data/delivery/spreadsheet.h"

#include <xlsxwriter.h>

#include <stdexcept>

#include "core/text.h"
#include "core/time.h"
#include "modules/open_data/table/row_walk.h"

namespace dongson::open_data {

namespace {

constexpr std::size_t kMostCellLetters = 32'767;
constexpr double kLargestExact = 9'007'199'254'740'992;  // 2^53: Excel keeps numbers as doubles

struct Formats {
    lxw_format *head, *date;
};

lxw_datetime DateOf(Date date) {
    return {.year = date.Year(), .month = date.Month(), .day = date.Day(), .hour = 0, .min = 0, .sec = 0};
}

// As text when Excel cannot hold it as what it is: dates before 1900, numbers longer than it counts.
bool WriteTyped(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const ColumnPart& part, Bits bits,
                const Formats& formats) {
    switch (part.type()) {
        case ColumnType::integer:
            if (static_cast<double>(std::abs(bits)) > kLargestExact) return false;
            worksheet_write_number(sheet, row, column, static_cast<double>(bits), nullptr);
            return true;
        case ColumnType::number:
            worksheet_write_number(sheet, row, column, NumberOf(bits), nullptr);
            return true;
        case ColumnType::boolean:
            worksheet_write_boolean(sheet, row, column, static_cast<int>(bits), nullptr);
            return true;
        case ColumnType::date: {
            auto date = DateOf(Date{static_cast<int>(bits)});
            if (date.year < 1900 || date.year > 9999) return false;
            worksheet_write_datetime(sheet, row, column, &date, formats.date);
            return true;
        }
        default:
            return false;
    }
}

void WriteCell(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const ColumnPart& part, std::uint32_t code,
               const Formats& formats) {
    if (code == 0) return;
    if (part.IsTyped(code) && WriteTyped(sheet, row, column, part, part.BitsAt(code), formats)) return;
    std::string text;
    part.Append(code, text);
    if (Length(text) > kMostCellLetters) text = Shorten(text, kMostCellLetters);
    worksheet_write_string(sheet, row, column, text.c_str(), nullptr);  // as text always: never a formula
}

void WriteDictionary(lxw_workbook* book, const Schema& schema, const SheetAsked& asked, const Formats& formats) {
    auto* sheet = workbook_add_worksheet(book, "Các cột");
    worksheet_write_string(sheet, 0, 0, asked.title.c_str(), formats.head);
    worksheet_write_string(sheet, 1, 0, asked.source.c_str(), nullptr);
    const char* heads[] = {"Cột", "Tên", "Kiểu", "Đơn vị", "Ý nghĩa"};
    for (std::size_t column = 0; column < std::size(heads); ++column)
        worksheet_write_string(sheet, 3, static_cast<lxw_col_t>(column), heads[column], formats.head);
    lxw_row_t row = 4;
    for (const auto column : asked.columns) {
        const auto& own = schema[column];
        const std::string cells[] = {own.name, own.title, std::string(ColumnTypeName(own.type)), own.unit, own.meaning};
        for (std::size_t place = 0; place < std::size(cells); ++place)
            worksheet_write_string(sheet, row, static_cast<lxw_col_t>(place), cells[place].c_str(), nullptr);
        ++row;
    }
    worksheet_set_column(sheet, 0, 4, 24, nullptr);
}

}  // namespace

std::optional<Refusal> RefuseSheet(const Selection& selection) {
    const auto rows = selection.Count();
    if (rows > kMostSheetRows)
        return Refusal{"OPEN_DATA_SHEET_ROWS",
                       Say("Bảng có {1} dòng; một bảng tính Excel chỉ chứa {2} dòng. Hãy tải CSV, hoặc lọc bớt.", Number(rows),
                           Number(kMostSheetRows)),
                       ""};
    if (selection.table().schema().size() > kMostSheetColumns)
        return Refusal{"OPEN_DATA_SHEET_COLUMNS", Say("Bảng có nhiều cột hơn một bảng tính Excel chứa được. Hãy tải CSV."), ""};
    return std::nullopt;
}

void WriteSheet(const Selection& selection, const SheetAsked& asked, const std::string& path) {
    auto folder = path.substr(0, path.rfind('/'));
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = folder.data();
    auto* book = workbook_new_opt(path.c_str(), &options);
    if (book == nullptr) throw std::runtime_error("cannot begin the workbook " + path);
    const Formats formats{workbook_add_format(book), workbook_add_format(book)};
    format_set_bold(formats.head);
    format_set_num_format(formats.date, "dd/mm/yyyy");
    auto* sheet = workbook_add_worksheet(book, "Dữ liệu");
    worksheet_freeze_panes(sheet, 1, 0);
    const auto& schema = selection.table().schema();
    RowWalk walk(selection, asked.columns);
    const auto columns = static_cast<lxw_col_t>(walk.columns().size());
    worksheet_set_column(sheet, 0, columns - 1, 16, nullptr);
    for (lxw_col_t place = 0; place < columns; ++place) {
        const auto& column = schema[walk.columns()[place]];
        worksheet_write_string(sheet, 0, place, (column.title.empty() ? column.name : column.title).c_str(), formats.head);
    }
    for (lxw_row_t row = 1; walk.Next(); ++row)
        for (lxw_col_t place = 0; place < columns; ++place)
            WriteCell(sheet, row, place, walk.part(place), walk.code(place), formats);
    WriteDictionary(book, schema, {.columns = walk.columns(), .title = asked.title, .source = asked.source}, formats);
    if (const auto error = workbook_close(book); error != LXW_NO_ERROR)
        throw std::runtime_error("cannot write the workbook " + path + ": " + lxw_strerror(error));
}

}  // namespace dongson::open_data
