#include "modules/soc/ship/shipper.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "core/testing/temporary_folder.h"
#include "modules/soc/ship/click_house.h"

namespace dongson::soc {
namespace {

// Another place, that may be away, or take some and say nothing.
struct Elsewhere {
    std::vector<std::string> taken;
    bool away = false;
};
class ToElsewhere : public Destination {
  public:
    explicit ToElsewhere(Elsewhere& there) : there_(there) {}
    std::string name() const override { return "elsewhere"; }
    void Deliver(const std::vector<StoredEvent>& events) override {
        if (there_.away) throw std::runtime_error("away");
        for (const StoredEvent& event : events) there_.taken.push_back(event.key.Text() + " " + event.bytes);
    }

  private:
    Elsewhere& there_;
};

class ShipperTest : public ::testing::Test {
  protected:
    ShipperTest() { Open(); }
    void Open() {
        shipper_.reset();
        store_.reset();
        store_ = std::make_unique<EventStore>(folder_.path() + "/events", std::vector<std::string>{"standard", "long"},
                                              StreamLimits{.block_bytes = 2000, .block_events = 20});
        shipper_ = std::make_unique<Shipper>(*store_, clock_, folder_.path() + "/ships", std::make_unique<ToElsewhere>(there_));
    }
    void Store(const std::string& stream, int count) {
        for (int i = 0; i < count; ++i) {
            const std::string bytes = "event " + std::to_string(number_++);
            store_->Stream(stream).Append({.source = 1, .received = {number_}, .time = {number_}, .bytes = bytes});
        }
    }
    testing::TemporaryFolder folder_;
    SystemClock clock_;
    Elsewhere there_;
    std::int64_t number_ = 1;
    std::unique_ptr<EventStore> store_;
    std::unique_ptr<Shipper> shipper_;
};

TEST_F(ShipperTest, brings_every_event_in_order_once) {
    Store("standard", 50);
    EXPECT_EQ(50U, shipper_->state().waiting);
    EXPECT_TRUE(shipper_->ShipStored());
    Store("standard", 5);
    Store("long", 1);
    EXPECT_TRUE(shipper_->ShipStored());
    EXPECT_TRUE(shipper_->ShipStored());
    ASSERT_EQ(56U, there_.taken.size());
    EXPECT_EQ("standard-1 event 1", there_.taken.front());
    EXPECT_EQ(1, std::ranges::count(there_.taken, "long-1 event 56"));
    EXPECT_EQ(0U, shipper_->state().waiting);
    EXPECT_EQ(56U, shipper_->state().shipped);
    Open();
    EXPECT_TRUE(shipper_->ShipStored());
    EXPECT_EQ(56U, there_.taken.size()) << "what arrived is remembered";
}

TEST_F(ShipperTest, what_cannot_be_sent_waits_over_a_restart) {
    Store("standard", 10);
    there_.away = true;
    EXPECT_FALSE(shipper_->ShipStored());
    EXPECT_EQ("away", shipper_->state().trouble);
    EXPECT_TRUE(shipper_->state().since);
    Open();
    Store("standard", 10);
    there_.away = false;
    EXPECT_TRUE(shipper_->ShipStored());
    EXPECT_EQ(20U, there_.taken.size());
    EXPECT_EQ("", shipper_->state().trouble);
}

TEST_F(ShipperTest, a_store_put_back_to_an_earlier_day_goes_on_from_there) {
    Store("standard", 10);
    EXPECT_TRUE(shipper_->ShipStored());
    store_.reset();
    std::filesystem::remove_all(folder_.path() + "/events");
    Open();
    EXPECT_TRUE(shipper_->ShipStored());
    Store("standard", 3);
    EXPECT_TRUE(shipper_->ShipStored());
    EXPECT_EQ(13U, there_.taken.size());
}

TEST(ClickHouseRows, say_times_that_clickhouse_can_say) {
    const auto row = [](std::int64_t time) {
        return ClickHouseRows({{{"standard", 7}, {.source = 3, .received = {2}, .time = {time}}, "x"}});
    };
    EXPECT_TRUE(row(-5).contains(R"("day":"1970-01-01","time":"1970-01-01 00:00:00","time_ms":-5)")) << row(-5);
    EXPECT_TRUE(row(253'000'000'000'000).contains(R"("day":"2105-12-31","time":"2105-12-31 23:59:59")"));
}

TEST(ClickHouseRows, are_lines_of_json_whatever_the_bytes_are) {
    const std::string bytes = "a \"b\"\n\xff";
    const StoredEvent event{
        {"standard", 7}, {.source = 3, .shape = Shape::syslog, .received = {2}, .time = {1'795'832'278'123}}, bytes};
    EXPECT_EQ(
        R"({"day":"2026-11-28","time":"2026-11-28 02:17:58","time_ms":1795832278123,"received_ms":2,"source":3,"stream":"standard","number":7,"shape":"syslog","raw":"a \"b\"\n)"
        "\xEF\xBF\xBD\"}\n",
        ClickHouseRows({event}));
}

}  // namespace
}  // namespace dongson::soc
