#include "core/workbook.h"

#include <xlsxwriter.h>

#include <stdexcept>
#include <utility>

#include "core/text.h"

namespace dongson {

namespace {
constexpr std::size_t kMostCellLetters = 32'767;
constexpr std::int64_t kLargestExact = 9'007'199'254'740'992;  // 2^53: Excel keeps numbers as doubles

lxw_row_t RowOf(std::int64_t row) {
    return static_cast<lxw_row_t>(row);
}
lxw_col_t ColumnOf(std::size_t column) {
    return static_cast<lxw_col_t>(column);
}
}  // namespace

struct Workbook::Writing {
    std::string path, folder;
    lxw_workbook* book = nullptr;
    lxw_worksheet* sheet = nullptr;
    lxw_format *head = nullptr, *date = nullptr;

    lxw_format* Format(CellLook look) const { return look == CellLook::head ? head : nullptr; }
};

Workbook::Workbook(const std::string& path) : writing_(std::make_unique<Writing>()) {
    writing_->path = path;
    writing_->folder = path.substr(0, path.rfind('/'));
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = writing_->folder.data();
    writing_->book = workbook_new_opt(path.c_str(), &options);
    if (writing_->book == nullptr) throw std::runtime_error("cannot begin the workbook " + path);
    writing_->head = workbook_add_format(writing_->book);
    writing_->date = workbook_add_format(writing_->book);
    format_set_bold(writing_->head);
    format_set_num_format(writing_->date, "dd/mm/yyyy");
}

Workbook::~Workbook() {
    if (writing_->book != nullptr) workbook_close(writing_->book);  // whoever did not finish it wants nothing of it
}

void Workbook::Sheet(const std::string& name) {
    writing_->sheet = workbook_add_worksheet(writing_->book, name.c_str());
}
void Workbook::Width(std::size_t first, std::size_t last, double letters) {
    worksheet_set_column(writing_->sheet, ColumnOf(first), ColumnOf(last), letters, nullptr);
}
void Workbook::FreezeAbove(std::int64_t row) {
    worksheet_freeze_panes(writing_->sheet, RowOf(row), 0);
}

void Workbook::Text(std::int64_t row, std::size_t column, std::string_view text, CellLook look) {
    const auto held = Length(text) > kMostCellLetters ? Shorten(text, kMostCellLetters) : std::string(text);
    worksheet_write_string(writing_->sheet, RowOf(row), ColumnOf(column), held.c_str(), writing_->Format(look));
}

bool Workbook::Integer(std::int64_t row, std::size_t column, std::int64_t number, CellLook look) {
    if (number > kLargestExact || number < -kLargestExact) {
        Text(row, column, std::to_string(number), look);
        return false;
    }
    worksheet_write_number(writing_->sheet, RowOf(row), ColumnOf(column), static_cast<double>(number), writing_->Format(look));
    return true;
}

void Workbook::Number(std::int64_t row, std::size_t column, double number) {
    worksheet_write_number(writing_->sheet, RowOf(row), ColumnOf(column), number, nullptr);
}
void Workbook::Truth(std::int64_t row, std::size_t column, bool value) {
    worksheet_write_boolean(writing_->sheet, RowOf(row), ColumnOf(column), value ? 1 : 0, nullptr);
}

bool Workbook::Day(std::int64_t row, std::size_t column, Date day) {
    if (day.Year() < 1900 || day.Year() > 9999) {
        Text(row, column, day.Iso());
        return false;
    }
    lxw_datetime date{.year = day.Year(), .month = day.Month(), .day = day.Day(), .hour = 0, .min = 0, .sec = 0};
    worksheet_write_datetime(writing_->sheet, RowOf(row), ColumnOf(column), &date, writing_->date);
    return true;
}

void Workbook::Close() {
    auto* book = std::exchange(writing_->book, nullptr);
    if (const auto error = workbook_close(book); error != LXW_NO_ERROR)
        throw std::runtime_error("cannot write the workbook " + writing_->path + ": " + lxw_strerror(error));
}

}  // namespace dongson
