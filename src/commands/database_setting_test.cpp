#include "commands/database_setting.h"

#include <gtest/gtest.h>

namespace dongson::commands {

TEST(DatabaseSetting, IsChangedAloneAndTakenAwayAgain) {
    const std::string before = "# của tỉnh\nprovince: \"Thanh Hóa\"\ncontact: x # một cửa\n";
    const auto with = WithDatabase("a.yaml", before, "postgres://d@h/d?application_name=a\"b\\c");
    ASSERT_TRUE(with);
    EXPECT_EQ(*with, before + "database: \"postgres://d@h/d?application_name=a\\\"b\\\\c\"\n");
    const auto other = WithDatabase("a.yaml", *with, "host=/run/x dbname=y");
    ASSERT_TRUE(other);
    EXPECT_EQ(*other, before + "database: \"host=/run/x dbname=y\"\n");
    EXPECT_EQ(WithDatabase("a.yaml", *other, ""), before);
    EXPECT_EQ(WithDatabase("a.yaml", "database: x\nprovince: Y", "z"), "database: \"z\"\nprovince: Y\n");
}

TEST(DatabaseSetting, IsRefusedWhereTheSettingsWouldNotBeRead) {
    EXPECT_FALSE(WithDatabase("a.yaml", "backup_to: b\nbackup_key: k\n", "postgres://h/d"));
    EXPECT_FALSE(WithDatabase("a.yaml", "province: Y\ndatabase: >\n  postgres://h/d\n", ""));
    const auto flow = WithDatabase("a.yaml", "{\"database\": \"x\"}\n", "");
    ASSERT_FALSE(flow);
    EXPECT_EQ(flow.error().code, "MOVE_SWITCH");
}

}  // namespace dongson::commands
