// Makes a table's file. Whole or not at all: the file has its name only once everything is in it and on disk.
#pragma once

#include <xxhash.h>

#include <future>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "modules/open_data/table/segment_writer.h"

namespace dongson::open_data {

// What came of writing a table.
struct TableReport {
    std::int64_t rows = 0, misfits = 0;
    std::vector<Misfit> examples;  // at most a few of each column
};

class TableWriter {
  public:
    // Throws std::system_error when the disk says no, here and below.
    TableWriter(std::string path, Schema schema, Indexed indexed = Indexed::rows_and_words);
    ~TableWriter();
    TableWriter(const TableWriter&) = delete;
    TableWriter& operator=(const TableWriter&) = delete;

    // The cells of one row as the source writes them, column by column; missing ones are empty.
    void Add(std::span<const std::string_view> cells);
    TableReport Finish();

  private:
    void Seal();
    void Collect();
    void Write(const void* bytes, std::size_t size);

    std::string path_;
    Schema schema_;
    // Two take turns: while one is laid out beside, the other is filled.
    std::unique_ptr<SegmentWriter> filling_, spare_;
    std::future<SegmentWriter::Image> laying_;
    int descriptor_ = -1;
    std::uint64_t written_ = 0;
    // Of what is written so far.
    struct Free {
        void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
    };
    std::unique_ptr<XXH3_state_t, Free> checksum_{XXH3_createState()};
    std::vector<std::uint64_t> places_;
    std::vector<std::int64_t> examples_of_;
    TableReport report_;
};

}  // namespace dongson::open_data
