// The whole content of one database in another, of the other kind: every table, proven row by row before it counts.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/refusal.h"
#include "storage/move/table.h"

namespace dongson::storage {

// One of the two databases. Whatever is read of it is of one moment.
class MoveSide {
  public:
    virtual ~MoveSide() = default;
    // Every table of ours but that of migrations, by name. Refuses one of which it cannot know how to copy it.
    virtual Result<std::vector<Table>> Tables() = 0;
    // Each row in the order of the key, which is the same on both: numbers by value, texts and bytes by their bytes. Refuses a
    // row that the other database cannot hold, and names it.
    virtual Result<void> Read(const Table& table, const std::function<void(std::string_view row)>& visit) = 0;
};

class MoveSource : public MoveSide {
  public:
    // Holds writers away until the object goes. Refuses a schema that is not this program's, and a database that others use.
    virtual Result<void> Hold() = 0;
    // Asked once everything is copied and before it counts: refuses when somebody waits to write into what is about to be left.
    virtual Result<void> StillAlone() { return {}; }
};

// Nothing of it counts before Commit returns: what is cut short leaves a PostgreSQL as it was, and of a SQLite a file under
// another name.
class MoveTarget : public MoveSide {
  public:
    // Refuses when anything of ours is there. Then makes the schema, empties what migrations put in, and puts aside what copying
    // need not keep up: indexes, references, triggers.
    virtual Result<void> Begin() = 0;
    virtual void BeginTable(const Table& table) = 0;
    virtual void Put(std::string_view row) = 0;
    virtual void EndTable() = 0;
    // Indexes, references and triggers are as migrations made them. Refuses a reference to a row that is not there.
    virtual Result<void> Complete() = 0;
    virtual void Commit() = 0;
};

// One table as it was moved and as both sides read it.
struct MovedTable {
    std::string name;
    std::int64_t rows = 0;
    std::string digest;  // BLAKE2b-256 over every row in the order of the key
    bool operator==(const MovedTable&) const = default;
};

// `tell` is called when a table was copied, and again when its copy was read back.
enum class MoveStep : unsigned char { copied, proven };
using MoveTelling = std::function<void(MoveStep, const MovedTable&)>;
Result<std::vector<MovedTable>> Move(MoveSource& source, MoveTarget& target, const MoveTelling& tell);

std::unique_ptr<MoveSource> MoveFromSqlite(const std::string& path);
std::unique_ptr<MoveSource> MoveFromPostgres(const std::string& url);
// The file lies beside as UnfinishedMove says until it is whole; one of before is begun anew.
std::unique_ptr<MoveTarget> MoveToSqlite(const std::string& path);
std::unique_ptr<MoveTarget> MoveToPostgres(const std::string& url);

std::string UnfinishedMove(std::string_view sqlite_path);
// A connection string as a person may see it, and whether it says a password, which is left out. Nothing when it is none.
struct PostgresAddress {
    std::string shown;  // host=/run/postgresql dbname=dongson: a connection string itself
    bool has_secret = false;
};
std::optional<PostgresAddress> PostgresAddressOf(const std::string& url);
// How many others have its database open, once those that are just leaving have left.
std::int64_t OthersOnPostgres(const std::string& url);

}  // namespace dongson::storage
