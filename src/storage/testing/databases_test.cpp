#include "storage/testing/databases.h"

#include <cstdlib>
#include <filesystem>

#include "core/bytes.h"
#include "storage/migrations.h"
#include "storage/postgres/postgres_connection.h"

namespace dongson::storage::testing {

namespace {

std::filesystem::path FolderOfItsOwn() {
    const auto folder = std::filesystem::temp_directory_path() / ("dongson-test-" + Hex(RandomBytes(6)));
    std::filesystem::create_directories(folder);
    return folder;
}

std::string Cluster() {
    const char* url = std::getenv("DONGSON_TEST_POSTGRES");
    if (url == nullptr) throw std::runtime_error("DONGSON_TEST_POSTGRES is not set: run the tests with tests/with_postgres.sh");
    return url;
}

void MigrateOrThrow(Database& database) {
    if (const auto migrated = Migrate(database); !migrated)
        throw std::runtime_error(migrated.error().sentence.In(Language::english));
}

Settings InDatabase(const std::string& name) {
    Settings settings;
    settings.durable = false;
    settings.url = Cluster() + " dbname=" + name + " options='-c synchronous_commit=off'";
    return settings;
}

Settings InFile(const std::filesystem::path& folder) {
    Settings settings;
    settings.durable = false;
    settings.sqlite_path = folder / "dongson.db";
    return settings;
}

// All migrations one after another take longer than most tests: a program's tests do it once and copy what came of it.
class MigratedFile {
  public:
    MigratedFile() : folder_(FolderOfItsOwn()) {
        Database database(InFile(folder_));
        MigrateOrThrow(database);
    }
    ~MigratedFile() { std::filesystem::remove_all(folder_); }
    void CopyTo(const std::filesystem::path& folder) const {
        std::filesystem::copy_file(folder_ / "dongson.db", folder / "dongson.db");
    }

  private:
    std::filesystem::path folder_;
};

class MigratedTemplate {
  public:
    MigratedTemplate() : name_("template_" + Hex(RandomBytes(6))) {
        Settings cluster;
        cluster.url = Cluster();
        PostgresConnection(cluster).ExecuteScript("CREATE DATABASE " + name_);
        Database database(InDatabase(name_));
        MigrateOrThrow(database);
    }
    void CopyTo(const std::string& name) const {
        Settings cluster;
        cluster.url = Cluster();
        PostgresConnection(cluster).ExecuteScript("CREATE DATABASE " + name + " TEMPLATE " + name_ + " STRATEGY file_copy");
    }

  private:
    std::string name_;  // goes with the cluster
};

}  // namespace

FreshDatabase::FreshDatabase(Engine engine) : folder_(FolderOfItsOwn()) {
    if (engine == Engine::sqlite) {
        static const MigratedFile migrated;
        migrated.CopyTo(folder_);
        settings_ = InFile(folder_);
    } else {
        static const MigratedTemplate migrated;
        name_ = "t" + Hex(RandomBytes(6));
        migrated.CopyTo(name_);
        settings_ = InDatabase(name_);
    }
    database_ = std::make_unique<Database>(settings_);
}

FreshDatabase::~FreshDatabase() {
    database_.reset();
    if (!name_.empty()) {
        Settings cluster;
        cluster.url = Cluster();
        PostgresConnection(cluster).ExecuteScript("DROP DATABASE " + name_ + " WITH (FORCE)");
    }
    std::filesystem::remove_all(folder_);
}

}  // namespace dongson::storage::testing
