#include "commands/site.h"

#include <gtest/gtest.h>

#include "platform/testing/bare_house.h"
#include "web/request.h"

namespace dongson::commands {

namespace {

class AnsweringFaults : public ::testing::Test {
  protected:
    template <class Fault>
    web::Response Throwing(const Fault& fault) {
        web::Request request;
        request.path = "/ho-so";
        request.id = "1";
        request.headers = headers;
        return Answer(house.platform, request, [&](web::Request&) -> web::Response { throw fault; });
    }
    std::vector<std::pair<std::string, std::string>> headers;
    dongson::testing::BareHouse house{storage::testing::Sqlite, Instant::Parse("2026-11-23 08:00").value()};
};

}  // namespace

TEST_F(AnsweringFaults, says_what_is_true_of_the_database) {
    const auto unknown = Throwing(storage::CommitUnknown("x"));
    EXPECT_EQ(unknown.status, 503);
    EXPECT_TRUE(unknown.body.contains("chưa rõ đã lưu hay chưa")) << unknown.body;
    EXPECT_TRUE(Throwing(storage::StorageFull("x")).body.contains("hết chỗ lưu"));
    EXPECT_TRUE(Throwing(storage::StorageUnavailable("x")).body.contains("đang tạm ngừng"));
    for (const auto& answer : {Throwing(storage::ConstraintViolated("x")), Throwing(storage::StorageError("x"))}) {
        EXPECT_EQ(answer.status, 500);
        EXPECT_TRUE(answer.body.contains("Có trục trặc phía máy chủ")) << answer.body;
    }
}

TEST_F(AnsweringFaults, tells_a_program_in_its_own_language) {
    headers = {{"accept", "application/json"}};
    for (const auto& answer : {Throwing(Refusal::NotFound(Say("Không có tệp này."))), Throwing(storage::StorageFull("x")),
                               Throwing(std::runtime_error("x"))})
        EXPECT_EQ(answer.type, "application/problem+json") << answer.body;
    headers = {{"accept", "text/html"}};
    EXPECT_TRUE(Throwing(Refusal::NotFound(Say("Không có tệp này."))).body.starts_with("<!"));
}

}  // namespace dongson::commands
