// The published procedures as searches need them: in memory, ready to be found, made anew when the catalogue has changed.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "modules/one_stop/domain/procedure_finder.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "web/drawn.h"

namespace dongson::one_stop {

struct ProcedureShelf {
    std::vector<ProcedureRow> rows;         // by name
    EverydayWords words;                    // what ships, and how people here say it
    std::vector<std::uint32_t> listed;      // of the rows: what comes first when nothing was asked
    std::vector<std::string_view> domains;  // in order
    std::vector<std::uint32_t> domain_of;   // of each row: its place in `domains`
    ProcedureFinder finder;
    web::DrawnParts drawn;  // of each row: its place in a list of results

    explicit ProcedureShelf(std::vector<ProcedureRow> published);
};

// What the newest version of any procedure says is on the shelf; kept between calls.
std::shared_ptr<const ProcedureShelf> ShelfOf(storage::Transaction& tx);
// The same without asking the database more than once a second: a change is seen that much later. While the database is away,
// what was on the shelf.
std::shared_ptr<const ProcedureShelf> ShelfOf(storage::Database& database);

struct FoundProcedures {
    std::shared_ptr<const ProcedureShelf> shelf;  // keeps the rows
    std::vector<const ProcedureRow*> rows;
    std::vector<const OthersWork*> elsewhere;  // others who do what was asked for
};
// By official and everyday names, with or without accents; all by name when nothing is asked for. The likeliest `in_order` come
// first and in order, the rest as it comes.
FoundProcedures SearchShelf(std::shared_ptr<const ProcedureShelf> shelf, std::string_view text,
                            std::size_t in_order = ProcedureFinder::kAll);

}  // namespace dongson::one_stop
