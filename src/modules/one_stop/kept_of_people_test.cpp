#include "modules/one_stop/kept_of_people.h"

#include "modules/one_stop/actions/fill_in_draft.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "modules/one_stop/storage/mandate_store.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "modules/one_stop/testing/office.h"
#include "platform/notices/notices.h"

namespace dongson::one_stop {

using storage::testing::Postgres;
using storage::testing::Sqlite;
using storage::testing::Values;

namespace {

class KeptOfPeopleTest : public ::testing::TestWithParam<storage::Engine> {
  protected:
    KeptOfPeopleTest() : office(GetParam()) {}

    static personal_data::Kept Of(std::string_view key) {
        for (auto& kept : KeptOfPeople())
            if (kept.key == key) return kept;
        throw std::runtime_error("nothing is kept as " + std::string(key));
    }
    boost::json::value Copied(std::string_view key, const identity::Account& whose) {
        return office.database->Read([&](storage::Transaction& tx) { return Of(key).copy({office.platform, tx, whose}); });
    }
    std::int64_t ForgetBefore(Instant before) {
        std::int64_t rows = 0;
        office.database->MustWrite(
            [&](storage::Transaction& tx) { rows = Of("one_stop.drafts").forget({office.platform, tx, before}); });
        return rows;
    }

    testing::Office office;
};

// A draft that nobody changed for so long goes, and who began it hears of it; one that was changed since stays.
TEST_P(KeptOfPeopleTest, DraftsAreForgottenInTime) {
    const auto dossier = office.ADossier();
    const auto procedure =
        office.database->Read([&](storage::Transaction& tx) { return ProcedureStore(tx).Get(dossier.procedure).value(); });
    const auto old = BeginDraft(office.platform, office.citizen, procedure.code).value();
    const auto moment = office.clock.Now();
    office.clock.Set(moment + kDay);
    const auto fresh = BeginDraft(office.platform, office.stranger, procedure.code).value();
    EXPECT_GE(ForgetBefore(moment + 1), 1);
    office.database->Read([&](storage::Transaction& tx) {
        DraftStore drafts(tx);
        EXPECT_FALSE(drafts.Get(old.id));
        EXPECT_TRUE(drafts.Get(fresh.id));
        const auto told = notices::Notices::NoticesOf(tx, office.citizen.id, 1);
        EXPECT_EQ(told.at(0).sentence.arguments.at(0), procedure.name) << "who began it is told which";
        EXPECT_TRUE(notices::Notices::NoticesOf(tx, office.stranger.id, 1).empty());
        EXPECT_TRUE(DossierStore(tx).Get(dossier.code)) << "what was handed in stays";
        return 0;
    });
    EXPECT_EQ(ForgetBefore(moment + 1), 0) << "once";
}

// A copy holds what is the account's own, and nothing of others.
TEST_P(KeptOfPeopleTest, TheCopyIsOnesOwn) {
    const auto dossier = office.ADossier();
    const auto copied = Copied("one_stop.dossiers", office.citizen).as_array();
    ASSERT_EQ(copied.size(), 1U);
    EXPECT_EQ(copied[0].at("code").as_string(), dossier.code);
    EXPECT_EQ(copied[0].at("applicant").at("number").as_string(), dossier.person.number);
    EXPECT_FALSE(copied[0].at("timeline").as_array().empty());
    EXPECT_TRUE(Copied("one_stop.dossiers", office.stranger).as_array().empty());
    office.database->MustWrite([&](storage::Transaction& tx) {
        const auto today = office.clock.Now().LocalDate();
        MandateStore(tx).Insert(
            dossier.id, {.account = office.stranger.id, .name = office.stranger.name, .from = today, .until = today + 30});
    });
    EXPECT_TRUE(Copied("one_stop.dossiers", office.stranger).as_array().empty()) << "what one does for another is not one's own";
}

INSTANTIATE_TEST_SUITE_P(Databases, KeptOfPeopleTest, Values(Sqlite, Postgres));

}  // namespace

}  // namespace dongson::one_stop
