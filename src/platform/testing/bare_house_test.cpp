#include "platform/testing/bare_house.h"

#include <filesystem>

#include "core/embedded.h"
#include "platform/identity/secrets.h"
#include "platform/papers/fonts.h"
#include "web/limits.h"

namespace dongson::testing {

CheapPasswords::CheapPasswords() {
    identity::HashAt({.passes = 1, .bytes = 8192});
}
CheapPasswords::~CheapPasswords() {
    identity::HashAt({});
}

BareHouse::BareHouse(storage::Engine engine, Instant now)
    : database(engine),
      clock(now),
      ledger(*database, clock, database.folder() + "/ledger", "example.vn/so-cai"),
      jobs(*database, clock),
      notices(jobs),
      files(database.folder() + "/files"),
      platform{
          *database,  clock, units, calendar, ledger, jobs, notices, files, figures, database.folder(), "http://localhost:8080",
          "Thanh Hóa"} {
    platform.limits = std::make_shared<web::Limits>();
    static const auto shipped = organisation::ParseUnits(Embedded("data/units/units.csv"), "units.csv").value();
    EXPECT_TRUE(organisation::ImportUnits(*database, shipped));
    units.Load(*database);
    papers::UseFonts(std::filesystem::temp_directory_path() / "dongson-test-fonts");
}

}  // namespace dongson::testing
