#include "platform/testing/bare_house.h"

#include <filesystem>

#include "core/embedded.h"
#include "platform/papers/fonts.h"
#include "web/limits.h"

namespace dongson::testing {

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
    EXPECT_TRUE(
        organisation::ImportUnits(*database, organisation::ParseUnits(Embedded("data/units/units.csv"), "units.csv").value()));
    units.Load(*database);
    papers::UseFonts(std::filesystem::temp_directory_path() / "dongson-test-fonts");
}

}  // namespace dongson::testing
