// Which columns lie sealed, declared by whoever keeps them; and what goes over all of them: to seal what is from before, and to
// put what is under one key under another.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/sealing/sealing.h"
#include "storage/database.h"

namespace dongson::sealing {

struct Column {
    std::string_view table, name;
    Kind kind;
    std::string_view row = "id";  // numbers its rows; empty: rows are told apart by the value itself, and are few
    std::string_view only = {};   // which rows, in SQL; empty: all
};

// Set once, as the house opens.
void UseColumns(std::vector<Column> columns);
const std::vector<Column>& Columns();

// Puts everything under the key that is current, some hundred rows at a time beside whatever else is written. Begun again it
// passes over what is done: a program that is cut short loses nothing. Stops early when `more` says so; how many values it
// changed.
std::int64_t SealAll(storage::Database& database, const std::function<bool()>& more);

struct Counted {
    std::int64_t sealed_now = 0;    // under the current key
    std::int64_t sealed_other = 0;  // under one that comes, leaves or is retired
    std::int64_t clear = 0;
};
// Reads every row.
Counted CountOf(storage::Transaction& tx, const Column& column);
std::int64_t CountUnder(storage::Transaction& tx, std::string_view key);

}  // namespace dongson::sealing
