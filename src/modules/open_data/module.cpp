#include "modules/open_data/module.h"

#include "modules/open_data/actions/audit_versions.h"
#include "modules/open_data/actions/count_quality.h"
#include "modules/open_data/actions/daily_duties.h"
#include "modules/open_data/actions/load_catalogue.h"
#include "modules/open_data/actions/portal.h"
#include "modules/open_data/actions/refresh_feeds.h"
#include "modules/open_data/capabilities.h"
#include "modules/open_data/http/routes.h"
#include "modules/open_data/settings.h"
#include "modules/open_data/sql/sandbox.h"

namespace dongson::open_data {

namespace {

constexpr std::string_view kKey = "open_data";

class RunningPortal final : public Running {
  public:
    explicit RunningPortal(const Serving& serving) : serving_(serving), portal_(serving.platform) {}
    std::string_view key() const override { return kKey; }
    void Routes(web::Router& site) override { open_data::Routes(site, portal_); }
    void Start() override {
        if (serving_.Does("jobs")) WatchDaily(serving_.platform);
    }

  private:
    Serving serving_;
    Portal portal_;
};

// The shipped datasets are published by the shipped units.
Result<Loaded> Load(const Shipment& shipment) {
    if (!shipment.own_units) return Loaded{};
    const auto loaded = LoadShippedCatalogue(shipment.platform);
    if (!loaded) return std::unexpected(loaded.error());
    return Loaded{Say("{1} bộ dữ liệu", std::to_string(loaded->datasets)), ""};
}

// How good the datasets are is one of the tables: it tells of itself once it is there.
Result<void> MakeDemo(DemoStage& stage) {
    constexpr int kRounds = 3;
    for (int round = 0; round < kRounds && RefreshFeeds(stage.platform) > 0; ++round) {
    }
    return {};
}

std::vector<personal_data::Kept> KeptOfPeople() {
    return {
        {.key = "open_data.remarks",
         .what = "Góp ý về dữ liệu mở: tên và thư điện tử nếu bạn ghi",
         .why = "Để trả lời bạn; trang dữ liệu không hiện thư điện tử",
         .how_long = "Cùng bộ dữ liệu"},
        {.key = "open_data.subscriptions",
         .what = "Thư điện tử nhận tin về một bộ dữ liệu",
         .why = "Để báo khi bộ dữ liệu có bản mới",
         .how_long = "Đến khi bạn bấm thôi nhận tin trong thư"},
    };
}

Module Describe() {
    return {
        .key = kKey,
        .capabilities = {std::begin(kCapabilities), std::end(kCapabilities)},
        .navigation = {{"data", "/can-bo/du-lieu", Say("Dữ liệu mở"), kEdit.key}},
        .header = {{"/du-lieu", Say("Dữ liệu")}},
        .settings = DeclaredSettings(),
        .keeps = KeptOfPeople(),
        .tables = AddPublicTables,
        .load = Load,
        .demo = MakeDemo,
        .audit = AuditVersions,
        .commands = {{"sql-sandbox", [](const std::vector<std::string>&, Premises&) { return AnswerFromSandbox(); },
                      "dongson sql-sandbox\n  Started by the server itself: answers one question about open data, then ends.\n"}},
        .make = [](const Serving& serving) -> std::unique_ptr<Running> { return std::make_unique<RunningPortal>(serving); },
    };
}

}  // namespace

const Module& TheModule() {
    static const Module module = Describe();
    return module;
}

}  // namespace dongson::open_data
