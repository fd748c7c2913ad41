#include "modules/open_data/sql/sandbox.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "core/ids.h"
#include "modules/open_data/table/table_writer.h"

namespace dongson::open_data {
namespace {

class Sandbox : public ::testing::Test {
  protected:
    void SetUp() override {
        path_ = (std::filesystem::temp_directory_path() / ("sandbox-" + std::to_string(FreshId()))).string();
        TableWriter writer(path_, {{.name = "ma"}, {.name = "so", .type = ColumnType::integer}, {.name = "ten"}});
        for (int row = 0; row < 5000; ++row) {
            const std::string cells[] = {"m" + std::to_string(row), row == 7 ? "lạ" : std::to_string(row),
                                         row % 2 == 0 ? "Hạc Thành" : "Sầm Sơn"};
            const std::string_view views[] = {cells[0], cells[1], cells[2]};
            writer.Add(views);
        }
        writer.Finish();
        table_ = Table::Open(path_).value();
    }
    void TearDown() override { std::filesystem::remove(path_); }
    Result<SqlAnswer> Ask(const std::string& sql, const SqlLimits& limits = {}) const {
        return RunSql(sql, {{"data", table_}}, limits);
    }
    std::string CodeOf(const std::string& sql, const SqlLimits& limits = {}) const {
        const auto answer = Ask(sql, limits);
        return answer ? "answered" : answer.error().code;
    }

    std::string path_;
    std::shared_ptr<const Table> table_;
};

TEST_F(Sandbox, answers_as_sqlite_would_over_the_same_rows) {
    EXPECT_EQ(Ask("SELECT COUNT(*) AS n, MIN(so) AS least FROM data WHERE ten = 'Sầm Sơn' AND typeof(so) = 'integer'")->records,
              R"([{"n":2499,"least":1}])");
    EXPECT_EQ(Ask("SELECT so FROM data WHERE ma = 'm7'")->records, R"([{"so":"lạ"}])");
    EXPECT_EQ(Ask("SELECT ma FROM data WHERE so = 42")->records, R"([{"ma":"m42"}])");
    EXPECT_EQ(Ask("SELECT a.ma FROM data a JOIN data b ON a.ma = b.ma WHERE b.so = 3")->records, R"([{"ma":"m3"}])");
    EXPECT_EQ(Ask("WITH t AS (SELECT fold(ten) AS f FROM data) SELECT f, COUNT(*) AS n FROM t GROUP BY f ORDER BY f")->records,
              "[{\"f\":\"hac thanh\",\"n\":2500},\n{\"f\":\"sam son\",\"n\":2500}]");
    EXPECT_EQ(Ask("SELECT so, ma FROM data LIMIT 1")->fields[0].type, "int8");
}

TEST_F(Sandbox, nothing_but_one_select_is_taken) {
    for (const auto* sql : {"", ";", "DELETE FROM data", "SELECT 1; SELECT 2", "EXPLAIN SELECT 1", "CREATE TABLE x (a)",
                            "VALUES (1); DROP TABLE data", "SELEC 1", "SELECT * FROM nowhere"})
        EXPECT_NE(CodeOf(sql), "answered") << sql;
}

TEST_F(Sandbox, what_reaches_further_is_refused) {
    for (const auto* sql :
         {"ATTACH '/etc/passwd' AS x", "PRAGMA database_list", "SELECT * FROM pragma_database_list", "SELECT load_extension('x')",
          "SELECT randomblob(1000000000)", "SELECT zeroblob(1000000000)", "SELECT * FROM sqlite_master",
          "SELECT sqlite_version()", "VACUUM INTO '/tmp/x'", "SELECT readfile('/etc/passwd')", "SELECT * FROM dbstat"})
        EXPECT_NE(CodeOf(sql), "answered") << sql;
    EXPECT_EQ(CodeOf("SELECT sqlite_version()"), "SQL_FORBIDDEN");
}

TEST_F(Sandbox, time_and_rows_come_to_an_end) {
    const SqlLimits soon{.milliseconds = 200};
    EXPECT_EQ(CodeOf("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT MAX(i) FROM n", soon),
              "SQL_TOO_LONG");
    EXPECT_EQ(CodeOf("SELECT COUNT(*) FROM data a, data b, data c", soon), "SQL_TOO_LONG");
    EXPECT_EQ(CodeOf("SELECT * FROM data WHERE ten LIKE '" + std::string(50'000, '%') + "'"), "SQL_WRONG");
    EXPECT_NE(CodeOf("SELECT " + std::string(200'000, '(')), "answered");
    const auto some = Ask("SELECT ma FROM data", {.rows = 10});
    EXPECT_EQ(some->rows, 10);
    EXPECT_TRUE(some->truncated);
    const auto small = Ask("SELECT * FROM data", {.answer_bytes = 1000});
    EXPECT_TRUE(small->truncated);
}

// SQLite counts its memory in the sandbox's own process alone: the house's connections switch that off.
TEST_F(Sandbox, memory_comes_to_an_end) {
    GTEST_FLAG_SET(death_test_style, "threadsafe");  // a process that opened no database before
    EXPECT_EXIT(
        {
            const auto code = CodeOf("SELECT a.ma || b.ma AS x FROM data a, data b ORDER BY x",
                                     {.milliseconds = 30'000, .memory_bytes = 4 << 20});
            std::quick_exit(code == "SQL_TOO_MUCH" ? 0 : 1);
        },
        ::testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace dongson::open_data
