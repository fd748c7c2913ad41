// What is told to whoever tracks a dossier is kept in memory: it is always what stands there now.
#include <gtest/gtest.h>

#include "modules/one_stop/actions/dossier_writing.h"
#include "modules/one_stop/http/views.h"
#include "modules/one_stop/testing/office.h"

namespace dongson::one_stop {

namespace {

class TrackedDossier : public ::testing::TestWithParam<storage::Engine> {
  protected:
    TrackedDossier() : office(GetParam()) { request.address = "198.51.100.7"; }

    std::optional<TrackingView> Track(const std::string& code, std::string_view last_four = "1234") {
        request.platform = &office.platform;
        return FindTracked({request, office.platform, std::nullopt}, code, last_four);
    }
    // Asked twice: the second answer is the kept one, and the same.
    TrackingView Now(const std::string& code) {
        const auto first = Track(code), second = Track(code);
        EXPECT_EQ(first->happenings.size(), second->happenings.size());
        EXPECT_EQ(first->dossier.state, second->dossier.state);
        EXPECT_EQ(first->status, second->status);
        return second.value();
    }

    testing::Office office;
    web::Request request;
};

}  // namespace

TEST_P(TrackedDossier, is_told_as_it_is_after_everything_that_happens_to_it) {
    auto dossier = office.ADossier();
    const auto submitted = Now(dossier.code);
    EXPECT_FALSE(submitted.dossier.received);
    dossier = office.Do(office.as_clerk, dossier, "accept").value();
    const auto accepted = Now(dossier.code);
    EXPECT_TRUE(accepted.dossier.received);
    EXPECT_EQ(accepted.happenings.size(), submitted.happenings.size() + 1);
    ASSERT_TRUE(MessageApplicant(office.platform, office.clerk, dossier.code, "Mời ông bà mang bản chính đến đối chiếu."));
    EXPECT_EQ(Now(dossier.code).happenings.size(), accepted.happenings.size() + 1) << "a message changes no state";
    ASSERT_TRUE(WriteNote(office.platform, office.clerk, {.code = dossier.code, .text = "Đã gọi điện cho người nộp"}));
    EXPECT_EQ(Now(dossier.code).happenings.size(), accepted.happenings.size() + 1) << "a note is the officers'";
    for (const auto& happening : Now(dossier.code).happenings) EXPECT_TRUE(happening.reason.empty());
    EXPECT_EQ(Now(dossier.code).dossier.person.name, "") << "of the person nothing but the number is kept";
    // As the destruction of a dossier leaves it.
    office.database->MustWrite([&](storage::Transaction& tx) {
        tx.connection().ExecuteScript("UPDATE dossier SET version = version + 1, person_number = '' WHERE code = '" +
                                      dossier.code + "'");
    });
    EXPECT_FALSE(Track(dossier.code));
}

TEST_P(TrackedDossier, is_told_to_nobody_with_other_digits_also_when_it_is_kept) {
    const auto dossier = office.ADossier();
    ASSERT_TRUE(Track(dossier.code));
    EXPECT_FALSE(Track(dossier.code, "9999"));
    EXPECT_FALSE(Track(dossier.code, ""));
    EXPECT_FALSE(Track(dossier.code + "1"));
    EXPECT_TRUE(Track(dossier.code));
}

INSTANTIATE_TEST_SUITE_P(Both, TrackedDossier, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace dongson::one_stop
