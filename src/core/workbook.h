// An Excel workbook (XLSX) as it is written: cells from left to right and from top to bottom, numbers as numbers, texts as texts
// and never as formulas. Memory does not grow with the rows.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/time.h"

namespace dongson {

inline constexpr std::int64_t kMostSheetRows = 1'048'576;  // Excel opens no more
inline constexpr std::size_t kMostSheetColumns = 16'384;

// What a cell looks like beside what it says.
enum class CellLook : unsigned char { plain, head };

class Workbook {
  public:
    // Begins the file; what is written meanwhile lies beside it. Throws when the folder cannot hold it.
    explicit Workbook(const std::string& path);
    ~Workbook();
    Workbook(const Workbook&) = delete;
    Workbook& operator=(const Workbook&) = delete;

    // One more sheet, which everything is written on from then on.
    void Sheet(const std::string& name);
    void Width(std::size_t first, std::size_t last, double letters);
    void FreezeAbove(std::int64_t row);

    void Text(std::int64_t row, std::size_t column, std::string_view text, CellLook look = CellLook::plain);
    // False when Excel cannot hold it as what it is (a number longer than it counts, a date before 1900): written as text
    // instead.
    bool Integer(std::int64_t row, std::size_t column, std::int64_t number, CellLook look = CellLook::plain);
    void Number(std::int64_t row, std::size_t column, double number);
    void Truth(std::int64_t row, std::size_t column, bool value);
    bool Day(std::int64_t row, std::size_t column, Date day);

    // The finished file. Throws when it could not be written.
    void Close();

  private:
    struct Writing;
    std::unique_ptr<Writing> writing_;
};

}  // namespace dongson
