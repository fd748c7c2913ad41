#include "storage/testing/databases.h"

#include <filesystem>

#include "core/bytes.h"
#include "storage/migrations.h"
#include "storage/postgres/postgres_connection.h"

namespace dongson::storage::testing {

FreshDatabase::FreshDatabase(Engine engine)
    : folder_(std::filesystem::temp_directory_path() / ("dongson-test-" + Hex(RandomBytes(6)))) {
    std::filesystem::create_directories(folder_);
    settings_.durable = false;
    if (engine == Engine::sqlite) {
        settings_.sqlite_path = folder_ + "/dongson.db";
    } else {
        const char* url = std::getenv("DONGSON_TEST_POSTGRES");
        if (url == nullptr)
            throw std::runtime_error("DONGSON_TEST_POSTGRES is not set: run the tests with tests/with_postgres.sh");
        schema_ = "t" + Hex(RandomBytes(6));
        settings_.url = url;
        PostgresConnection(settings_).ExecuteScript("CREATE SCHEMA " + schema_);
        settings_.url = std::string(url) + " options='-c search_path=" + schema_ + " -c synchronous_commit=off'";
    }
    database_ = std::make_unique<Database>(settings_);
    if (const auto migrated = Migrate(*database_); !migrated)
        throw std::runtime_error(migrated.error().sentence.In(Language::english));
}

FreshDatabase::~FreshDatabase() {
    if (!schema_.empty()) {
        Settings plain = settings_;
        database_.reset();
        PostgresConnection(plain).ExecuteScript("DROP SCHEMA " + schema_ + " CASCADE");
    }
    std::filesystem::remove_all(folder_);
}

}  // namespace dongson::storage::testing
