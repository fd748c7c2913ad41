// What an address asks of a table: ?ma_xa=14797&dan_so.gte=1000&q=hạc+thành&sort=-dan_so&limit=100&after=99&columns=ma_xa,ten
#pragma once

#include <string>
#include <vector>

#include "modules/open_data/table/grouping.h"
#include "modules/open_data/table/paging.h"
#include "web/request.h"

namespace dongson::open_data {

struct TableQuery {
    Choice choice;
    PageAsked page;
    std::vector<std::size_t> columns;  // to be shown, in this order
    std::vector<std::size_t> group;    // group=a,b
    std::vector<Measured> measures;    // measure=count,sum:dan_so
};

inline constexpr std::int64_t kMostPageRows = 10'000;

// Refuses names that the table does not have, operators and numbers that are none, and says what there is. `column.word` compares
// (eq ne lt lte gt gte like null notnull); a name alone compares for equality, several times for any of the values.
Result<TableQuery> ReadTableQuery(const web::Fields& query, const Schema& schema);

}  // namespace dongson::open_data
