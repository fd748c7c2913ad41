// Delimited text as the world writes it: RFC 4180 and everything short of it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "modules/open_data/intake/bytes.h"
#include "modules/open_data/intake/records.h"

namespace dongson::open_data {

struct Dialect {
    char delimiter = ',';
    char quote = '"';
    bool operator==(const Dialect&) const = default;
};

// Any of LF, CRLF and CR ends a line, mixed as they come; empty lines are passed over. A quote counts at the beginning of a cell
// only; what follows its end before the next delimiter belongs to the cell.
class DelimitedReader final : public RecordReader {
  public:
    DelimitedReader(std::unique_ptr<ByteSource> utf8, Dialect dialect, IntakeLimits limits = {});
    Result<bool> Next(Record& record) override;

  private:
    enum class Found : unsigned char { record, nothing, more, too_long, too_wide, unclosed };
    struct Cell {
        std::size_t begin, end;
        bool doubled;  // holds doubled quotes, or text after its closing quote
    };
    Found Parse();
    bool Fill();
    void SkipEmptyLines();
    std::string_view TextOf(const Cell& cell);

    std::unique_ptr<ByteSource> source_;
    Dialect dialect_;
    IntakeLimits limits_;
    std::string buffer_;
    std::size_t begin_ = 0, end_ = 0;  // what is held of the source
    std::size_t next_ = 0;             // behind the record that Parse found
    bool ended_ = false;
    std::int64_t line_ = 1, lines_of_record_ = 0;
    bool after_blank_ = false;
    std::vector<Cell> cells_;
};

// The delimiter under which the beginning of a file looks most like a table.
Dialect SniffDialect(const std::string& beginning);

}  // namespace dongson::open_data
