// The published procedures as searches need them: in memory, ready to be found, made anew when the catalogue has changed.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "modules/one_stop/domain/procedure_finder.h"
#include "modules/one_stop/storage/procedure_store.h"

namespace dongson::one_stop {

struct ProcedureShelf {
    std::vector<ProcedureRow> rows;         // by name
    std::vector<std::uint32_t> listed;      // of the rows: what comes first when nothing was asked
    std::vector<std::string_view> domains;  // in order
    std::vector<std::uint32_t> domain_of;   // of each row: its place in `domains`
    ProcedureFinder finder;

    explicit ProcedureShelf(std::vector<ProcedureRow> published);
};

// What the newest version of any procedure says is on the shelf; kept between calls.
std::shared_ptr<const ProcedureShelf> ShelfOf(storage::Transaction& tx);

}  // namespace dongson::one_stop
