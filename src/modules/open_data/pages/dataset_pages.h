// A dataset, and one of its tables in one of its versions.
#pragma once

#include <memory>

#include "modules/open_data/domain/dataset.h"
#include "modules/open_data/domain/readers.h"
#include "modules/open_data/domain/vocabulary.h"
#include "modules/open_data/metadata/quality.h"
#include "modules/open_data/table/difference.h"
#include "modules/open_data/table/paging.h"
#include "web/html.h"

namespace dongson::open_data {

struct DatasetView {
    Described described;
    std::optional<Date> late_since;
    Quality quality;
    std::string structured;    // schema.org's description, for search engines
    std::int64_t readers = 0;  // who took tables away, once a day each
    std::vector<Remark> remarks;
    std::vector<Resource> links;  // resources that lie elsewhere
};
web::Html DatasetPage(const DatasetView& view);

struct TableView {
    Dataset dataset;
    Resource resource;
    Version version;
    std::vector<Version> versions;  // the newest first
    std::string unit;
    std::shared_ptr<const Table> table;
    // The rows that are shown, and how they were asked for.
    std::vector<RowPlace> rows;
    std::int64_t found = 0;
    std::string words, filter_column, filter_value;
    std::optional<Order> order;
    std::optional<std::int64_t> next;  // the row to go on after
    bool beginning = true;
    std::string base_url;
};
web::Html TablePage(const TableView& view);

struct DifferenceView {
    Dataset dataset;
    Resource resource;
    Version before, after;
    std::shared_ptr<const Table> old_table, new_table;
    Difference difference;
};
// What a version changed against the one before, row by row.
web::Html DifferencePage(const DifferenceView& view);

}  // namespace dongson::open_data
