// How a file is to be read as a table: as it was detected, or as somebody corrected it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/open_data/intake/delimited.h"
#include "modules/open_data/intake/encoding.h"
#include "modules/open_data/intake/records.h"
#include "modules/open_data/table/column.h"

namespace dongson::open_data {

enum class FileKind : unsigned char { delimited, sheet, json, geojson, archive };
std::string_view FileKindWord(FileKind kind);  // as formats are called: "CSV", "XLSX"

struct Layout {
    FileKind kind = FileKind::delimited;
    std::int64_t sheet = 0;   // of a workbook, from 0
    std::string member = {};  // of an archive: the file in it that is read, whatever kind it is of
    // Of delimited text:
    TextEncoding encoding = TextEncoding::utf8;
    Dialect dialect;
    std::int64_t preamble = 0;  // records before the header, or before the first row when there is none
    bool header = true;
    std::int64_t last_line = 0;  // where the table ends; 0: with the file

    bool operator==(const Layout&) const = default;
};

std::string LayoutToJson(const Layout& layout);
Layout LayoutFromJson(std::string_view json);  // what is missing is as usual

struct LayoutFound {
    Layout layout;
    EncodingFound encoding;
};
// From the beginning of the file, without a question asked.
LayoutFound DetectLayout(const std::string& path);

// The records of a file, its header among them.
Result<std::unique_ptr<RecordReader>> OpenRecords(const std::string& path, const Layout& layout, const IntakeLimits& limits = {});

// The rows of a file under a layout, the header taken off. Cells that are not UTF-8 come out with U+FFFD in the wrong places.
class TableSource {
  public:
    // Refuses what has no header where there should be one.
    static Result<TableSource> Open(const std::string& path, const Layout& layout, const IntakeLimits& limits = {});

    // What the header says of each column; empty when there is none.
    const std::vector<std::string>& header() const { return header_; }
    Result<bool> Next(Record& record);
    std::int64_t bad_letters() const { return bad_letters_; }

  private:
    std::unique_ptr<RecordReader> reader_;
    std::vector<std::string> header_;
    std::int64_t last_line_ = 0, bad_letters_ = 0;
    std::vector<std::string> mended_;
};

// Names for columns as programs use them: small letters without accents, digits and "_", each only once. "Mã xã" → "ma_xa".
std::vector<std::string> ColumnNames(const std::vector<std::string>& header, std::size_t columns);

}  // namespace dongson::open_data
