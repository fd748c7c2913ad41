#include "storage/move/schema.h"

#include "storage/migrations.h"

namespace dongson::storage {

Result<void> HasThisSchema(Connection& connection) {
    std::set<std::int64_t> ours;
    for (const auto& migration : Migrations(connection.engine())) ours.insert(migration.number);
    const auto applied = AppliedMigrations(connection);
    if (applied == ours) return {};
    return std::unexpected(
        Refusal{"MOVE_SCHEMA",
                !applied.empty() && *applied.rbegin() > *ours.rbegin()
                    ? Say("a newer program made this database; move it with that one")
                    : Say("an older program made this database; bring it up to date with dongson migrate, then move it"),
                ""});
}

}  // namespace dongson::storage
