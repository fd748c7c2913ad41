// Tests run the same contract on both databases: INSTANTIATE_TEST_SUITE_P(Both, DossierStore, Values(Sqlite, Postgres)).
#pragma once

#include <gtest/gtest.h>

#include <memory>

#include "storage/database.h"

namespace dongson::storage::testing {

using ::testing::Values;
inline constexpr Engine Sqlite = Engine::sqlite;
inline constexpr Engine Postgres = Engine::postgres;

// A fresh, migrated database that goes away with the object. PostgreSQL is the cluster that DONGSON_TEST_POSTGRES names; the test
// script starts one. A run without it fails, it does not skip.
class FreshDatabase {
  public:
    explicit FreshDatabase(Engine engine);
    ~FreshDatabase();
    FreshDatabase(const FreshDatabase&) = delete;
    FreshDatabase& operator=(const FreshDatabase&) = delete;

    Database& operator*() { return *database_; }
    Database* operator->() { return database_.get(); }
    const Settings& settings() const { return settings_; }
    const std::string& folder() const { return folder_; }

  private:
    std::string folder_, name_;  // of its folder, and of its database on PostgreSQL
    Settings settings_;
    std::unique_ptr<Database> database_;
};

}  // namespace dongson::storage::testing
