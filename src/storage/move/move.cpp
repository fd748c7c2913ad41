#include "storage/move/move.h"

#include <sodium.h>

#include <algorithm>

#include "core/bytes.h"

namespace dongson::storage {

namespace {

// What a table's rows are, in their order, in one number that no other rows have.
class Sum {
  public:
    Sum() { crypto_generichash_init(&state_, nullptr, 0, kBytes); }
    void Add(std::string_view row) {
        ++rows_;
        crypto_generichash_update(&state_, reinterpret_cast<const unsigned char*>(row.data()), row.size());
    }
    MovedTable Of(const Table& table) {
        std::string digest(kBytes, '\0');
        crypto_generichash_final(&state_, reinterpret_cast<unsigned char*>(digest.data()), kBytes);
        return {table.name, rows_, Hex(digest)};
    }

  private:
    static constexpr std::size_t kBytes = 32;
    crypto_generichash_state state_;
    std::int64_t rows_ = 0;
};

// Which table the two have differently; the migrations of both kinds are meant to leave the same.
std::string DifferenceOf(const std::vector<Table>& ours, const std::vector<Table>& theirs) {
    for (std::size_t index = 0; index < std::max(ours.size(), theirs.size()); ++index) {
        if (index == ours.size()) return theirs[index].name;
        if (index == theirs.size() || ours[index] != theirs[index]) return ours[index].name;
    }
    return "";
}

Result<MovedTable> Copy(MoveSource& source, MoveTarget& target, const Table& table) {
    Sum sum;
    target.BeginTable(table);
    auto read = source.Read(table, [&](std::string_view row) {
        sum.Add(row);
        target.Put(row);
    });
    if (!read) return std::unexpected(std::move(read.error()));
    target.EndTable();
    return sum.Of(table);
}

Result<MovedTable> ReadBack(MoveTarget& target, const Table& table) {
    Sum sum;
    auto read = target.Read(table, [&](std::string_view row) { sum.Add(row); });
    if (!read) return std::unexpected(std::move(read.error()));
    return sum.Of(table);
}

}  // namespace

Result<std::vector<MovedTable>> Move(MoveSource& source, MoveTarget& target, const MoveTelling& tell) {
    if (auto held = source.Hold(); !held) return std::unexpected(std::move(held.error()));
    if (auto begun = target.Begin(); !begun) return std::unexpected(std::move(begun.error()));
    const auto tables = source.Tables(), made = target.Tables();
    if (!tables) return std::unexpected(tables.error());
    if (!made) return std::unexpected(made.error());
    if (const auto name = DifferenceOf(*tables, *made); !name.empty())
        return std::unexpected(
            Refusal{"MOVE_SCHEMA", Say("the two databases have the table {1} differently; nothing was moved", name), ""});
    std::vector<MovedTable> moved;
    for (const auto& table : *tables) {
        auto copied = Copy(source, target, table);
        if (!copied) return std::unexpected(std::move(copied.error()));
        tell(MoveStep::copied, *copied);
        moved.push_back(*std::move(copied));
    }
    if (auto complete = target.Complete(); !complete) return std::unexpected(std::move(complete.error()));
    for (std::size_t index = 0; index < moved.size(); ++index) {
        const auto proven = ReadBack(target, (*tables)[index]);
        if (!proven) return std::unexpected(proven.error());
        if (*proven != moved[index])
            return std::unexpected(Refusal{"MOVE_DIFFERS",
                                           Say("{1}: {2} rows were read and {3} are there, or they differ; nothing was moved",
                                               proven->name, std::to_string(moved[index].rows), std::to_string(proven->rows)),
                                           ""});
        tell(MoveStep::proven, *proven);
    }
    if (auto alone = source.StillAlone(); !alone) return std::unexpected(std::move(alone.error()));
    target.Commit();
    return moved;
}

std::string UnfinishedMove(std::string_view sqlite_path) {
    return std::string(sqlite_path) + ".moving";
}

}  // namespace dongson::storage
