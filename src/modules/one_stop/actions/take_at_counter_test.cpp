#include "modules/one_stop/actions/take_at_counter.h"

#include <gtest/gtest.h>

#include "modules/one_stop/storage/procedure_store.h"
#include "modules/one_stop/testing/office.h"
#include "platform/identity/storage/account_store.h"
#include "platform/organisation/directory.h"

namespace dongson::one_stop {

using testing::Office;

namespace {

class AtTheCounter : public ::testing::TestWithParam<storage::Engine> {
  protected:
    AtTheCounter() : office(GetParam()) {
        procedure =
            office.database->Read([](storage::Transaction& tx) { return ProcedureStore(tx).GetPublished("9.117115").value(); });
    }

    Dossier TakenBy(const identity::Officer& clerk) {
        office.clock.Set(office.clock.Now() + kMinute);
        auto walk_in = testing::AWalkInFor(procedure);
        return TakeAtCounter(office.platform, clerk, walk_in, "").value();
    }
    std::size_t Views() {
        return office.database->Read([&](storage::Transaction& tx) {
            static constexpr storage::Statement kViews{"test.views", "SELECT COUNT(*) FROM record_view"};
            return static_cast<std::size_t>(tx.Count(kViews));
        });
    }

    Office office;
    Procedure procedure;
};

}  // namespace

// However many are open elsewhere, the one they may read is pointed out.
TEST_P(AtTheCounter, a_second_dossier_is_found_behind_any_number_of_others) {
    const auto readable = TakenBy(office.clerk);
    auto elsewhere = office.clerk;
    elsewhere.appointments.front().unit = office.units.Now()->FindByKey("xa-14758-2025")->id;
    for (int each = 0; each < 6; ++each) (void)TakenBy(elsewhere);
    const auto alike = AlikeAt(office.platform, office.clerk, "038190001234", procedure);
    ASSERT_EQ(alike.size(), 1U);
    EXPECT_EQ(alike.front().code, readable.code);
    EXPECT_EQ(AlikeAt(office.platform, elsewhere, "038190001234", procedure).size(), 5U);
    // A unit whose work the clerk's took over is theirs to read.
    auto successor = office.clerk;
    successor.appointments.front().formerly = {office.commune, elsewhere.appointments.front().unit};
    EXPECT_EQ(AlikeAt(office.platform, successor, "038190001234", procedure).size(), 5U);
}

// On record stands what was shown: that another dossier is open shows nothing of the person.
TEST_P(AtTheCounter, only_what_is_filled_in_is_on_record_as_seen) {
    (void)TakenBy(office.clerk);
    EXPECT_EQ(AlikeAt(office.platform, office.clerk, "038190001234", procedure).size(), 1U);
    EXPECT_EQ(Views(), 0U);
    EXPECT_TRUE(WhoIsKnown(office.platform, office.clerk, "038190001234", procedure).person);
    EXPECT_EQ(Views(), 1U);
}

// The term for an answer is that of what comes online.
TEST_P(AtTheCounter, nobody_who_stands_there_is_promised_an_answer_within_hours) {
    office.database->MustWrite([&](storage::Transaction& tx) {
        static constexpr storage::Statement kProve{"test.prove", "UPDATE account SET proof = 1 WHERE id = $id"};
        tx.Run(kProve, {{"id", office.citizen.id}});
    });
    const auto told = [&] {
        const auto list = office.database->Read(
            [&](storage::Transaction& tx) { return notices::Notices::NoticesOf(tx, office.citizen.id, 1); });
        return list.at(0).sentence.In(Language::vietnamese);
    };
    const auto dossier = TakenBy(office.clerk);
    EXPECT_EQ(told(), "Hồ sơ " + dossier.code + " đã được ghi nhận tại bộ phận một cửa.");
    office.clock.Set(office.clock.Now() + kMinute);
    const auto online = office.ADossier();
    EXPECT_EQ(told(), "Đã nhận hồ sơ " + online.code + " trên hệ thống. Bộ phận một cửa trả lời trong 8 giờ làm việc.");
}

// A procedure that is offered no more takes no other's place among the commonest.
TEST_P(AtTheCounter, the_commonest_are_of_those_still_offered) {
    for (int each = 0; each < 2; ++each) (void)TakenBy(office.clerk);
    const auto withdrawn = procedure.code;
    procedure =
        office.database->Read([](storage::Transaction& tx) { return ProcedureStore(tx).GetPublished("9.107111").value(); });
    (void)TakenBy(office.clerk);
    const auto often = [&] {
        return office.database->Read(
            [&](storage::Transaction& tx) { return DossierStore(tx).OftenTaken(office.commune, Instant{}, 1); });
    };
    EXPECT_EQ(often(), std::vector{withdrawn});
    office.database->MustWrite([&](storage::Transaction& tx) {
        auto gone = ProcedureStore(tx).GetPublished(withdrawn).value();
        gone.published = false;
        ProcedureStore(tx).Import({gone});
    });
    EXPECT_EQ(often(), std::vector{procedure.code});
}

INSTANTIATE_TEST_SUITE_P(Both, AtTheCounter, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace dongson::one_stop
