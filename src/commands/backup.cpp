#include "commands/backup.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <limits>

#include "commands/commands.h"
#include "commands/house.h"
#include "core/command_line.h"
#include "core/log.h"
#include "core/temporary_file.h"
#include "core/text.h"
#include "platform/files/upkeep.h"
#include "platform/files/vault.h"
#include "platform/sealing/sealing.h"
#include "storage/database.h"
#include "storage/sqlite/copy_sqlite.h"

namespace dongson::commands {

namespace fs = std::filesystem;
namespace json = boost::json;

namespace {

constexpr std::size_t kPiece = 1 << 20;  // pages that did not change stay in pieces that did not
constexpr std::string_view kDatabase = "dongson.db";

std::unexpected<Refusal> No(std::string code, Sentence sentence) {
    return std::unexpected(Refusal{std::move(code), std::move(sentence), ""});
}

// What is of a running program, and not of what it keeps.
bool IsPassing(const std::string& path) {
    const auto name = path.substr(path.rfind('/') + 1);
    return name.starts_with("lock.") || name == "reserve" || name.starts_with(std::string(kDatabase)) ||
           path.starts_with("files/incoming") || name.ends_with(".fresh");
}

// A folder that lies on another disk is followed to there. One that goes away while it is walked through ends the walk: then it
// is walked through again.
std::vector<std::string> PathsBelow(const std::string& data, const std::string& root) {
    constexpr int kTries = 5;
    for (int attempt = 1;; ++attempt) {
        try {
            std::vector<std::string> paths;
            if (fs::exists(root))
                for (const auto& entry : fs::recursive_directory_iterator(root, fs::directory_options::follow_directory_symlink))
                    if (std::error_code gone; entry.is_regular_file(gone))
                        paths.push_back(entry.path().string().substr(data.size() + 1));
            std::ranges::sort(paths);
            return paths;
        } catch (const fs::filesystem_error& error) {
            if (attempt == kTries || error.code() != std::errc::no_such_file_or_directory) throw;
        }
    }
}

// One file, piece by piece; nothing when it went away meanwhile.
class Taking {
  public:
    Taking(files::Vault& vault, BackedUp& done) : vault_(vault), done_(done) {}

    void Take(const std::string& from, const std::string& path) {
        std::ifstream in(from, std::ios::binary);
        // What went away meanwhile is no part of the folder; what cannot be read is no backup.
        if (!in && !fs::exists(from)) return;
        if (!in) throw std::runtime_error("cannot read " + from);
        json::array pieces;
        std::int64_t size = 0;
        while (in) {
            buffer_.resize(kPiece);
            in.read(buffer_.data(), kPiece);
            buffer_.resize(static_cast<std::size_t>(in.gcount()));
            if (buffer_.empty()) break;
            size += static_cast<std::int64_t>(buffer_.size());
            pieces.emplace_back(vault_.Put(buffer_));
        }
        if (in.bad()) throw std::runtime_error("cannot read " + from);
        ++done_.files;
        done_.bytes += size;
        taken_.push_back(json::object{{"path", path}, {"size", size}, {"pieces", std::move(pieces)}});
    }

    // Of a folder everything that lasts, in the order of names.
    void TakeFolder(const std::string& data, const std::string& below, const std::string& but = "") {
        for (const auto& path : PathsBelow(data, below.empty() ? data : (fs::path(data) / below).string()))
            if (!IsPassing(path) && (but.empty() || !path.starts_with(but))) Take(fs::path(data) / path, path);
    }

    json::array taken() && { return std::move(taken_); }

  private:
    files::Vault& vault_;
    BackedUp& done_;
    json::array taken_;
    std::string buffer_;
};

std::string NameOf(Instant now) {
    constexpr std::size_t kToMilliseconds = 23;
    auto name = now.Rfc3339().substr(0, kToMilliseconds) + "Z";
    std::ranges::replace_if(name, [](char c) { return c == ':' || c == '.'; }, '-');
    return name;
}

Result<files::Vault> OpenVault(const std::string& folder, const std::string& key_file) {
    const auto key = files::VaultKey::Read(key_file);
    if (!key) return std::unexpected(key.error());
    return files::Vault::Open(folder, *key);
}

// One backup at a time to a folder, of whichever program.
class Alone {
  public:
    explicit Alone(const std::string& path) : lock_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
        got_ = lock_ >= 0 && ::flock(lock_, LOCK_EX | LOCK_NB) == 0;
    }
    ~Alone() {
        if (lock_ >= 0) ::close(lock_);
    }
    Alone(const Alone&) = delete;
    Alone& operator=(const Alone&) = delete;
    bool got() const { return got_; }

  private:
    int lock_;
    bool got_ = false;
};

// A path of a list stays below the folder it is restored to.
bool IsBelow(const std::string& path) {
    return !path.empty() && !path.starts_with('/') && path.find("..") == std::string::npos &&
           path.find('\0') == std::string::npos;
}

Result<void> PutBack(const files::Vault& vault, const json::object& file, const std::string& data, BackedUp& done) {
    const std::string path(file.at("path").as_string());
    if (!IsBelow(path)) return No("VAULT_DAMAGED", Say("the backup names {1}", path));
    const auto target = data + "/" + path;
    fs::create_directories(fs::path(target).parent_path());
    std::ofstream out(target, std::ios::binary | std::ios::trunc);
    std::int64_t size = 0;
    for (const auto& piece : file.at("pieces").as_array()) {
        const auto bytes = vault.Get(piece.as_string());
        if (!bytes) return std::unexpected(bytes.error());
        out << *bytes;
        size += static_cast<std::int64_t>(bytes->size());
    }
    out.flush();
    if (!out || size != file.at("size").as_int64()) return No("BACKUP_DISK", Say("cannot write {1}", target));
    ++done.files;
    done.bytes += size;
    return {};
}

}  // namespace

Result<BackedUp> MakeBackup(const std::string& data, const std::string& to, const std::string& key_file, Instant now) {
    const auto database = data + "/" + std::string(kDatabase);
    if (!fs::exists(database))
        return No(
            "BACKUP_NO_DATABASE",
            Say("{1} has no database: one on PostgreSQL is backed up with pg_dump, and this command takes folders of SQLite",
                data));
    std::error_code error;
    if (const auto inside = fs::weakly_canonical(to, error).string() + "/";
        inside.starts_with(fs::weakly_canonical(data, error).string() + "/"))
        return No("BACKUP_INSIDE", Say("{1} lies in the folder that is backed up", to));
    auto vault = OpenVault(to, key_file);
    if (!vault) return std::unexpected(vault.error());
    const Alone alone(to + "/lock");
    if (!alone.got()) return No("BACKUP_BUSY", Say("another backup to {1} is being made", to));
    try {
        // What nobody could read again is no backup, and would be taken for the newest.
        storage::Database read({.sqlite_path = database, .url = "", .connections = 1});
        if (const auto keys = sealing::HasKeysOf(data, read); !keys) return std::unexpected(keys.error());
        BackedUp done{.name = NameOf(now)};
        Taking taking(*vault, done);
        taking.TakeFolder(data, "ledger");
        if (fs::exists(data + "/ledger.signer")) taking.Take(data + "/ledger.signer", "ledger.signer");
        {
            const TemporaryFile copy(data + "/" + std::string(kDatabase) + ".copy." + std::to_string(::getpid()));
            fs::remove(copy.path());
            storage::CopySqlite(database, copy.path());
            taking.Take(copy.path(), std::string(kDatabase));
        }
        taking.TakeFolder(data, "", "ledger");
        const json::object list{{"version", 1}, {"made", now.Rfc3339()}, {"files", std::move(taking).taken()}};
        if (auto kept = vault->PutList(done.name, json::serialize(list)); !kept) return std::unexpected(kept.error());
        done.stored = vault->stored();
        return done;
    } catch (const std::exception& failed) {
        return No("BACKUP_FAILED", Say("{1}", failed.what()));
    }
}

bool BackedUpOn(const std::string& to, Date day) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(to + "/lists", error)) {
        // "2026-11-30T02-00-00-000Z": a moment of UTC.
        const auto name = entry.path().filename().string();
        const auto utc = Date::Parse(name.substr(0, 10));
        if (!utc || name.size() < 13) continue;
        const Instant made{utc->days * kDay + ToNumber(name.substr(11, 2)) * kHour};
        if (made.LocalDate() == day) return true;
    }
    return false;
}

Result<BackedUp> RestoreBackup(const std::string& from, const std::string& key_file, const std::string& wanted,
                               const std::string& data) {
    if (!fs::exists(from + "/proof")) return No("VAULT_FOLDER", Say("{1} holds no backups", from));
    if (fs::exists(data) && !fs::is_empty(data))
        return No("RESTORE_NOT_EMPTY", Say("{1} is not empty; restore to a folder of its own and change to it then", data));
    const auto vault = OpenVault(from, key_file);
    if (!vault) return std::unexpected(vault.error());
    const auto lists = vault->Lists();
    if (lists.empty()) return No("VAULT_FOLDER", Say("{1} holds no backups", from));
    BackedUp done{.name = wanted.empty() ? lists.back() : wanted};
    const auto text = vault->GetList(done.name);
    if (!text) return std::unexpected(text.error());
    try {
        const auto list = json::parse(*text).as_object();
        for (const auto& file : list.at("files").as_array())
            if (auto put = PutBack(*vault, file.as_object(), data, done); !put) return std::unexpected(put.error());
        return done;
    } catch (const std::exception& failed) {
        return No("RESTORE_FAILED", Say("{1}", failed.what()));
    }
}

namespace {

int Usage() {
    return Complain({"COMMAND_WORDS", Say("see dongson backup --help"), ""}, 2);
}

// 1 when a paper that the database names is not there as it was taken, and says which.
int PapersAreThere(const std::string& data) {
    Configuration configuration;
    configuration.data = data;
    configuration.roles = {"console"};
    const auto house = House::Open(configuration);
    if (!house) return Complain(house.error(), 1);
    const auto& platform = (*house)->platform();
    const auto damaged = files::CheckSome(platform.storage, platform.files, std::numeric_limits<int>::max());
    for (const auto& [digest, what] : damaged) fmt::print("paper {}: {}\n", digest, what);
    return damaged.empty() ? 0 : 1;
}

int Listing(const Arguments& arguments) {
    const auto vault = OpenVault(arguments.Value("from"), arguments.Value("key"));
    if (!vault) return Complain(vault.error(), 1);
    for (const auto& name : vault->Lists()) fmt::print("{}\n", name);
    return 0;
}

}  // namespace

int Backup(const std::vector<std::string>& given) {
    const auto arguments = ParseArguments(given, {"config", "data", "to", "from", "key"}, {"new-key"});
    if (!arguments) return Complain(arguments.error(), 2);
    if (!arguments->Has("key")) return Usage();
    if (arguments->words == std::vector<std::string>{"list"}) return Listing(*arguments);
    if (!arguments->words.empty() || !arguments->Has("to")) return Usage();
    const auto configuration = ReadConfiguration(*arguments);
    if (!configuration) return Complain(configuration.error(), 2);
    if (!configuration->database.empty())
        return Complain({"BACKUP_NO_DATABASE",
                         Say("a database on PostgreSQL is backed up with pg_dump; this command takes folders of SQLite"), ""},
                        1);
    const auto key = arguments->Value("key");
    if (arguments->Has("new-key")) {
        if (const auto written = files::VaultKey::Fresh().Write(key); !written) return Complain(written.error(), 1);
        fmt::print("{}: keep it where the backups are not; without it they cannot be read\n", key);
    }
    const auto done = MakeBackup(configuration->data, arguments->Value("to"), key, SystemClock().Now());
    if (!done) return Complain(done.error(), 1);
    fmt::print("{}: {} files, {} bytes, of which {} are new in {}\n", done->name, done->files, done->bytes, done->stored,
               arguments->Value("to"));
    return 0;
}

int Restore(const std::vector<std::string>& given) {
    const auto arguments = ParseArguments(given, {"data", "from", "key", "backup"}, {});
    if (!arguments) return Complain(arguments.error(), 2);
    if (!arguments->Has("from") || !arguments->Has("key") || !arguments->Has("data")) return Usage();
    const auto done =
        RestoreBackup(arguments->Value("from"), arguments->Value("key"), arguments->Value("backup"), arguments->Value("data"));
    if (!done) return Complain(done.error(), 1);
    fmt::print("{}: {} files, {} bytes in {}\n", done->name, done->files, done->bytes, arguments->Value("data"));
    fmt::print(
        "If the ledger/ of the lost folder survives, put it in place of this one before you start: it remembers what was signed "
        "since.\n");
    return 0;
}

int VerifyBackup(const std::vector<std::string>& given) {
    const auto arguments = ParseArguments(given, {"from", "key", "backup", "work"}, {});
    if (!arguments) return Complain(arguments.error(), 2);
    if (!arguments->Has("from") || !arguments->Has("key")) return Usage();
    const auto work =
        arguments->Value("work", fs::temp_directory_path().string()) + "/dongson-verify-" + std::to_string(::getpid());
    struct Gone {
        std::string folder;
        ~Gone() {
            std::error_code ignored;
            fs::remove_all(folder, ignored);
        }
    } const gone{work};
    const auto done = RestoreBackup(arguments->Value("from"), arguments->Value("key"), arguments->Value("backup"), work);
    if (!done) return Complain(done.error(), 1);
    // Held against the ledger by the very command an operator has, and every paper against its digest.
    const int audited = std::max(Ledger({"audit", "--data", work}), PapersAreThere(work));
    fmt::print("{} {}: {} files, {} bytes were put back{}\n", audited == 0 ? "GOOD" : "BAD", done->name, done->files, done->bytes,
               audited == 0 ? ", and the database says what its ledger says" : "");
    return audited;
}

}  // namespace dongson::commands
