#include "web/access_log.h"

#include <gtest/gtest.h>

#include "core/log.h"
#include "core/read_file.h"
#include "core/testing/temporary_folder.h"

namespace dongson::web {

namespace {

void OneLine(AccessLog& log) {
    log.Line("192.0.2.1", "now", "GET", "/ho-so?ten=hoa", 200, 7, 1);
    log.Flush();
}

}  // namespace

TEST(AccessLog, says_once_that_its_lines_are_lost) {
    int said = 0;
    ListenToLog([&](std::string_view line) { said += line.contains("ACCESS_LOG_LOST"); });
    AccessLog full("/dev/full");
    OneLine(full);
    OneLine(full);
    EXPECT_EQ(said, 1);
    AccessLog none("/no/such/folder/access.log");
    OneLine(none);
    EXPECT_EQ(said, 2);
    ListenToLog({});
}

TEST(AccessLog, leaves_the_query_out) {
    const dongson::testing::TemporaryFolder folder;
    AccessLog log(folder.path() + "/access.log");
    OneLine(log);
    EXPECT_EQ(ReadFile(folder.path() + "/access.log"), "192.0.2.1 [now] \"GET /ho-so\" 200 7 1us\n");
}

}  // namespace dongson::web
