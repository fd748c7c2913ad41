// A province goes from SQLite to PostgreSQL, or back.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>

#include "commands/commands.h"
#include "commands/database_setting.h"
#include "commands/role_locks.h"
#include "core/log.h"
#include "core/read_file.h"
#include "core/write_file.h"
#include "storage/database.h"
#include "storage/move/move.h"

namespace dongson::commands {

namespace {

constexpr std::string_view kSqlite = "sqlite";

std::unexpected<Refusal> No(std::string code, Sentence sentence) {
    return std::unexpected(Refusal{std::move(code), std::move(sentence), ""});
}

struct Way {
    std::string sqlite;    // the file
    std::string postgres;  // the connection string
    std::string shown;     // the same without its password
    bool has_secret = false;
    bool to_sqlite = false;
};

Result<Way> WayOf(const Configuration& configuration, const std::string& to) {
    Way way{.sqlite = configuration.data + "/dongson.db", .to_sqlite = to == kSqlite};
    way.postgres = way.to_sqlite ? configuration.database : to;
    if (way.to_sqlite && way.postgres.empty())
        return No("MOVE_WAY", Say("{1} is on SQLite; --database says from which PostgreSQL to move", configuration.data));
    if (!way.to_sqlite && !configuration.database.empty())
        return No("MOVE_WAY", Say("{1} is on PostgreSQL; to another PostgreSQL go with pg_dump, to SQLite with --to sqlite",
                                  configuration.data));
    const auto address = way.postgres.empty() ? std::nullopt : storage::PostgresAddressOf(way.postgres);
    // Not said: there may be a password in it.
    if (!address)
        return No(
            "MOVE_WAY",
            Say("what is given for PostgreSQL is no connection string: postgres://USER@HOST/DATABASE; signs like @ : / within a "
                "password are written %40 %3A %2F"));
    way.shown = address->shown;
    way.has_secret = address->has_secret;
    if (!std::filesystem::is_directory(configuration.data))
        return No("MOVE_NO_SOURCE", Say("{1} is no folder", configuration.data));
    return way;
}

// The settings as they will be: made before anything is moved, so that a switch is not refused after it. The file itself, not a
// link to it, and whose it is: a service that reads it must be able to afterwards.
struct Switch {
    std::string path, text;
    struct stat as_it_is{};
};

Result<Switch> SwitchFor(const Configuration& configuration, const Way& way) {
    std::error_code none;
    auto path = configuration.source.empty() ? ConfigurationIn(configuration.data) : configuration.source;
    if (const auto real = std::filesystem::canonical(path, none); !none) path = real;
    const auto text = WithDatabase(path, ReadFile(path).value_or(""), way.to_sqlite ? "" : way.postgres);
    if (!text) return std::unexpected(text.error());
    Switch made{path, *text};
    const bool there = ::stat(path.c_str(), &made.as_it_is) == 0;
    const auto folder = std::filesystem::path(path).parent_path();
    if ((there && ::access(path.c_str(), W_OK) != 0) || ::access(folder.empty() ? "." : folder.c_str(), W_OK) != 0)
        return No("MOVE_SWITCH", Say("{1} is not yours to write; move without --switch and have it changed by hand", path));
    if (!there) made.as_it_is.st_mode = 0;
    return made;
}

void Write(const Switch& to_switch) {
    WriteDurably(to_switch.path, to_switch.text);
    const auto& was = to_switch.as_it_is;
    if (was.st_mode == 0) return;
    constexpr mode_t kRights = 0770;  // there may be a password in it by now
    const int file = ::open(to_switch.path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    const bool good = file >= 0 && ::fchown(file, was.st_uid, was.st_gid) == 0 && ::fchmod(file, was.st_mode & kRights) == 0;
    if (file >= 0) ::close(file);
    if (!good) fmt::print(stderr, "dongson: {} is written and has another owner or other rights than before\n", to_switch.path);
}

// What another user makes in the folder, the locks too, its service could not open afterwards.
std::optional<Refusal> RefuseOtherUser(const std::string& folder) {
    struct stat own{};
    if (::stat(folder.c_str(), &own) != 0 || own.st_uid == ::geteuid()) return std::nullopt;
    return Refusal{"MOVE_USER", Say("{1} is another user's; run this as that user: runuser -u USER -- dongson move …", folder),
                   ""};
}

void Tell(storage::MoveStep step, const storage::MovedTable& table) {
    constexpr std::int64_t kLong = 100'000;
    if (step == storage::MoveStep::proven)
        fmt::print("{:>12} rows  {}  {}\n", table.rows, table.digest, table.name);
    else if (table.rows >= kLong)
        fmt::print("copied {}: {} rows\n", table.name, table.rows);
    std::fflush(stdout);
}

// What to do now that both hold the same.
void TellNext(const Configuration& configuration, const Way& way) {
    const auto file = configuration.source.empty() ? ConfigurationIn(configuration.data) : configuration.source;
    if (way.to_sqlite)
        fmt::print(
            "Nothing was switched. To serve from {}: take the line 'database' out of {}, and --database from where it is started.\n",
            way.sqlite, file);
    else
        fmt::print("Nothing was switched. To serve from PostgreSQL write into {}:\ndatabase: {}\n{}", file, JsonQuote(way.shown),
                   way.has_secret ? "and the password with it, which is not printed here (or in ~/.pgpass).\n" : "");
}

Result<std::vector<storage::MovedTable>> MoveAll(const Way& way) {
    if (way.to_sqlite)
        if (const auto others = storage::OthersOnPostgres(way.postgres); others > 0)
            return No("MOVE_IN_USE", Say("{1} other connections to that PostgreSQL are open; stop the servers first, then move",
                                         std::to_string(others)));
    const auto source = way.to_sqlite ? storage::MoveFromPostgres(way.postgres) : storage::MoveFromSqlite(way.sqlite);
    const auto target = way.to_sqlite ? storage::MoveToSqlite(way.sqlite) : storage::MoveToPostgres(way.postgres);
    try {
        return storage::Move(*source, *target, Tell);
    } catch (const storage::CommitUnknown&) {
        return No(
            "MOVE_COMMIT_UNKNOWN",
            Say("the connection broke while everything was committed: move again; if the target is then not empty, it is whole"));
    }
}

}  // namespace

int Move(const std::vector<std::string>& given) {
    const auto arguments = ParseArguments(given, {"config", "data", "database", "to"}, {"switch"});
    if (!arguments) return Complain(arguments.error(), 2);
    if (!arguments->words.empty() || !arguments->Has("to"))
        return Complain({"COMMAND_WORDS", Say("see dongson move --help"), ""}, 2);
    const auto configuration = ReadConfiguration(*arguments);
    if (!configuration) return Complain(configuration.error(), 2);
    const auto way = WayOf(*configuration, arguments->Value("to"));
    if (!way) return Complain(way.error(), 2);
    if (const auto refusal = RefuseOtherUser(configuration->data)) return Complain(*refusal, 1);
    Switch to_switch;
    if (arguments->Has("switch")) {
        auto made = SwitchFor(*configuration, *way);
        if (!made) return Complain(made.error(), 1);
        to_switch = *std::move(made);
    }
    RoleLocks locks;
    if (!locks.Take(configuration->data, {"web", "jobs", "collector", "console", "import"}))
        return Complain({"DATA_IN_USE", Say("another dongson uses {1}; stop it first, then move", configuration->data), ""}, 1);
    const auto moved = MoveAll(*way);
    if (!moved) return Complain(moved.error(), 1);
    std::int64_t rows = 0;
    for (const auto& table : *moved) rows += table.rows;
    fmt::print("{} tables, {} rows: the same on both sides, row by row. {} stays as it was.\n", moved->size(), rows,
               way->to_sqlite ? "PostgreSQL" : way->sqlite);
    if (!arguments->Has("switch")) return TellNext(*configuration, *way), 0;
    Write(to_switch);
    fmt::print("Switched: {}\n", to_switch.path);
    return 0;
}

}  // namespace dongson::commands
