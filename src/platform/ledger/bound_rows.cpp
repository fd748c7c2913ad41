#include "platform/ledger/bound_rows.h"

#include <fmt/format.h>

#include <map>

#include "core/text.h"
#include "platform/ledger/storage/bound_rows_sql.h"

namespace dongson::ledger {

using storage::Transaction;

namespace {

constexpr std::string_view kRows = "hang", kRowsOfBefore = "hang-cu";

std::vector<EntryLine> LinesUnder(std::string_view kind, std::string_view table, const std::vector<BoundRow>& rows) {
    std::vector<EntryLine> lines;
    lines.reserve(rows.size() + 1);
    lines.push_back({std::string(kind), std::string(table), {}});
    for (const auto& row : rows) lines.push_back({row.id, row.digest, {}});
    return lines;
}

std::string FirstLineOf(std::string_view kind, std::string_view table) {
    return fmt::format("{}: {}\n", kind, table);
}

using Digests = std::map<std::string, std::string, std::less<>>;

void Take(std::string_view content, Digests& bound) {
    for (const auto line : Split(content.substr(content.find('\n') + 1), '\n'))
        if (const auto colon = line.find(": "); colon != std::string_view::npos)
            bound.insert_or_assign(std::string(line.substr(0, colon)), std::string(line.substr(colon + 2)));
}

// What acts made of the rows, the last word of each. Rows of before are bound first of all, and once: a second time would take
// for good what was put in meanwhile.
Digests WhatWasBound(Audit& audit, std::string_view table) {
    Digests bound;
    bool any = false;
    for (const auto& entry : audit.Beginning(kRows)) {
        const bool before = entry.content.starts_with(FirstLineOf(kRowsOfBefore, table));
        if (!before && !entry.content.starts_with(FirstLineOf(kRows, table))) continue;
        audit.ClaimEntry(entry.id);
        if (before && any)
            audit.Fault(
                fmt::format("{}: its rows were bound a second time (ledger_entry {}): bound_rows was changed", table, entry.id));
        any = true;
        Take(entry.content, bound);
    }
    return bound;
}

}  // namespace

std::vector<EntryLine> LinesOfRows(std::string_view table, const std::vector<BoundRow>& rows) {
    return LinesUnder(kRows, table, rows);
}

void BindRows(Ledger& ledger, Transaction& tx, std::string_view table, const std::vector<BoundRow>& rows) {
    if (!rows.empty()) ledger.Append(tx, EntryText(LinesOfRows(table, rows)));
}

void BindThoseOfBefore(Ledger& ledger, storage::Database& database, std::string_view table, const RowsIn& rows) {
    const auto known = [&](Transaction& tx) { return tx.Count(kRowsAreBound, {{"table", table}}) > 0; };
    if (database.Read(known)) return;
    try {
        database.MustWrite([&](Transaction& tx) {
            // Of several programs that start at once one binds.
            if (tx.Run(kMarkRowsBound, {{"table", table}}) == 0) return;
            if (const auto all = rows(tx); !all.empty()) ledger.Append(tx, EntryText(LinesUnder(kRowsOfBefore, table, all)));
        });
    } catch (const LedgerStopped&) {
        // Whoever mends the ledger must come in; they are bound when the house is next opened.
    }
}

void HoldRows(Audit& audit, std::string_view table, const std::vector<BoundRow>& rows) {
    auto bound = WhatWasBound(audit, table);
    for (const auto& row : rows) {
        const auto found = bound.find(row.id);
        if (found == bound.end())
            audit.Fault(fmt::format("{} {}: no act wrote this row", table, row.id));
        else if (found->second != row.digest)
            audit.Fault(fmt::format("{} {}: the row says something else than the act that wrote it", table, row.id));
        if (found != bound.end()) bound.erase(found);
    }
    for (const auto& [id, digest] : bound) audit.Fault(fmt::format("{} {}: the row is gone", table, id));
}

}  // namespace dongson::ledger
