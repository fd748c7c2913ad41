#include "platform/sealing/columns.h"

#include <fmt/format.h>

#include <limits>
#include <map>
#include <memory>
#include <mutex>
#include <utility>

namespace dongson::sealing {

using storage::Row;
using storage::Statement;
using storage::Transaction;
using storage::Value;

namespace {

constexpr int kRows = 400;

// The statements of one column. A connection keeps them prepared by where their text lies, so they are made once and never freed.
struct Work {
    std::string name, select, update, count;

    Statement Select() const { return {name, select}; }
    Statement Update() const { return {name, update}; }
    Statement Count() const { return {name, count}; }
};

Work MadeFor(const Column& column) {
    const auto only = column.only.empty() ? std::string() : fmt::format(" AND {}", column.only);
    Work work{.name = fmt::format("sealing.{}.{}", column.table, column.name), .select = {}, .update = {}, .count = {}};
    if (column.row.empty()) {
        work.select = fmt::format("SELECT DISTINCT {1} FROM {0} WHERE {1} > $after{2} ORDER BY {1} LIMIT $rows", column.table,
                                  column.name, only);
        work.update = fmt::format("UPDATE {0} SET {1} = $sealed WHERE {1} = $stored", column.table, column.name);
    } else {
        work.select = fmt::format("SELECT {2}, {1} FROM {0} WHERE {2} > $after{3} ORDER BY {2} LIMIT $rows", column.table,
                                  column.name, column.row, only);
        work.update =
            fmt::format("UPDATE {0} SET {1} = $sealed WHERE {2} = $row AND {1} = $stored", column.table, column.name, column.row);
    }
    work.count = fmt::format(
        "SELECT substr({1}, 1, 10), COUNT(*) FROM {0} WHERE {1} <> '' AND {1} <> '{{}}'{2} GROUP BY substr({1}, 1, 10)",
        column.table, column.name, only);
    return work;
}

const Work& WorkOf(const Column& column) {
    static std::mutex mutex;
    static std::map<std::string, std::unique_ptr<const Work>> made;
    const std::lock_guard lock(mutex);
    auto& work = made[fmt::format("{}.{}", column.table, column.name)];
    if (!work) work = std::make_unique<const Work>(MadeFor(column));
    return *work;
}

std::vector<Column>& Declared() {
    static std::vector<Column> columns;
    return columns;
}

// Answers of nobody, or of somebody whose dossier was destroyed: there is nothing to seal.
bool SaysNothing(std::string_view stored) {
    return stored.empty() || stored == "{}";
}

// How far a pass has come, and what it found on its way that lies otherwise than under the current key.
struct Found {
    std::int64_t row;
    std::string stored;
};
struct Step {
    std::int64_t after = std::numeric_limits<std::int64_t>::min();
    std::string after_value;
    std::vector<Found> wanting;
    bool over = false;
};

Step Next(Transaction& tx, const Column& column, const Work& work, Step before) {
    Step step{.after = before.after, .after_value = std::move(before.after_value), .wanting = {}};
    const bool by_row = !column.row.empty();
    const auto rows = tx.Select(work.Select(), {{"after", by_row ? Value(step.after) : Value(step.after_value)}, {"rows", kRows}},
                                [&](Row& row) {
                                    const auto number = by_row ? row.Next<std::int64_t>() : 0;
                                    return Found{number, row.Next<std::string>()};
                                });
    for (const auto& found : rows) {
        step.after = found.row;
        step.after_value = found.stored;
        if (!SaysNothing(found.stored) && !IsSealedNow(found.stored)) step.wanting.push_back(found);
    }
    step.over = rows.size() < kRows;
    return step;
}

// Whoever changed one meanwhile has written it under the current key.
std::int64_t Reseal(Transaction& tx, const Column& column, const Work& work, const std::vector<Found>& wanting) {
    std::int64_t changed = 0;
    for (const auto& [row, stored] : wanting) {
        const auto sealed = Sealed(column.kind, Opened(column.kind, stored));
        changed += column.row.empty() ? tx.Run(work.Update(), {{"stored", stored}, {"sealed", sealed}})
                                      : tx.Run(work.Update(), {{"row", row}, {"stored", stored}, {"sealed", sealed}});
    }
    return changed;
}

}  // namespace

void UseColumns(std::vector<Column> columns) {
    Declared() = std::move(columns);
}
const std::vector<Column>& Columns() {
    return Declared();
}

std::int64_t SealAll(storage::Database& database, const std::function<bool()>& more) {
    std::int64_t changed = 0;
    for (const auto& column : Columns()) {
        const auto& work = WorkOf(column);
        for (Step at; !at.over;) {
            if (!more()) return changed;
            at = database.Read([&](Transaction& tx) { return Next(tx, column, work, std::move(at)); });
            if (at.wanting.empty()) continue;
            std::int64_t now = 0;
            database.MustWrite([&](Transaction& tx) { now = Reseal(tx, column, work, at.wanting); });
            changed += now;
        }
    }
    return changed;
}

Counted CountOf(Transaction& tx, const Column& column) {
    const auto& work = WorkOf(column);
    Counted counted;
    tx.Select(work.Count(), {}, [&](Row& row) {
        const auto head = row.Next<std::string>() + "x";
        (!IsSealed(head)     ? counted.clear
         : IsSealedNow(head) ? counted.sealed_now
                             : counted.sealed_other) += row.Next<std::int64_t>();
        return 0;
    });
    return counted;
}

std::int64_t CountUnder(Transaction& tx, std::string_view key) {
    std::int64_t rows = 0;
    const auto head = "~" + std::string(key) + "~";
    for (const auto& column : Columns()) {
        const auto& work = WorkOf(column);
        tx.Select(work.Count(), {}, [&](Row& row) {
            const bool under = row.Next<std::string>() == head;
            const auto count = row.Next<std::int64_t>();
            if (under) rows += count;
            return 0;
        });
    }
    return rows;
}

}  // namespace dongson::sealing
