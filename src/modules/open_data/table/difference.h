// What changed between two versions of a table.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "modules/open_data/table/paging.h"
#include "modules/open_data/table/table.h"

namespace dongson::open_data {

struct RowChange {
    std::optional<RowPlace> before, after;  // one of them missing: added or removed
};

struct Difference {
    std::int64_t added = 0, removed = 0, changed = 0, same = 0;
    std::vector<RowChange> examples;  // the first `most`
};

// Rows are told apart by the key columns that both versions have; without a key, a row that differs is one removed and one added.
// Columns are matched by name.
Difference CompareTables(const Table& before, const Table& after, std::size_t most = 100);

}  // namespace dongson::open_data
