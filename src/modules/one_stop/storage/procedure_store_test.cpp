#include "modules/one_stop/storage/procedure_store.h"

#include <gtest/gtest.h>

#include <functional>

#include "modules/one_stop/testing/office.h"

namespace dongson::one_stop {

using testing::Office;

class ProcedureVersions : public ::testing::TestWithParam<storage::Engine> {};

// Whatever is stored of a procedure, a change of it is a new version.
TEST_P(ProcedureVersions, notice_every_change_of_what_is_stored) {
    Office office(GetParam());
    auto procedure =
        office.database->Read([](storage::Transaction& tx) { return ProcedureStore(tx).GetPublished("9.117115").value(); });
    const auto changed = [&] {
        return office.database
            ->InTransaction(
                [&](storage::Transaction& tx) -> Result<ImportCounts> { return ProcedureStore(tx).Import({procedure}); })
            .value()
            .changed;
    };
    EXPECT_EQ(changed(), 0);
    const std::function<void()> changes[] = {[&] { procedure.valid_from = Date::Of(2026, 1, 1); },
                                             [&] { procedure.name += " mới"; },
                                             [&] { procedure.domain = "Đất đai"; },
                                             [&] { procedure.level = organisation::Level::province; },
                                             [&] { procedure.department = "so-xay-dung"; },
                                             [&] { procedure.for_people = !procedure.for_people; },
                                             [&] { procedure.for_businesses = !procedure.for_businesses; },
                                             [&] { procedure.online = OnlineLevel::whole; },
                                             [&] { procedure.national = !procedure.national; },
                                             [&] { procedure.process = "opinion"; },
                                             [&] { procedure.methods.front().note = "khác"; },
                                             [&] { procedure.published = false; }};
    int each = 0;
    for (const auto& change : changes) {
        change();
        EXPECT_EQ(changed(), 1) << "change " << each;
        EXPECT_EQ(changed(), 0) << "change " << each;
        ++each;
    }
}

INSTANTIATE_TEST_SUITE_P(Both, ProcedureVersions, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace dongson::one_stop
