// What every kind of file is turned into before anything else looks at it: records of texts, one after another.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/refusal.h"

namespace dongson::open_data {

struct Record {
    std::vector<std::string_view> cells;  // until the next record is read
    std::int64_t line = 0;                // where it begins in the file, from 1; a sheet's or a list's own count elsewhere
    bool after_blank = false;             // one or more empty lines stand before it
};

// Limits of what is read; every one is in the operator's configuration.
struct IntakeLimits {
    std::size_t record_bytes = 16 << 20;
    std::size_t columns = 10'000;
    std::int64_t rows = 50'000'000;
};

class RecordReader {
  public:
    virtual ~RecordReader() = default;
    // The next record; false at the end. Refuses what breaks a limit or the format, and says on which line.
    virtual Result<bool> Next(Record& record) = 0;
};

}  // namespace dongson::open_data
