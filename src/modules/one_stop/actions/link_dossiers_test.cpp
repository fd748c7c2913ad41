#include "modules/one_stop/actions/link_dossiers.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "modules/one_stop/actions/ledger_entry.h"
#include "modules/one_stop/testing/office.h"

namespace dongson::one_stop {

namespace {

class Links : public ::testing::TestWithParam<storage::Engine> {
  protected:
    testing::Office office{GetParam()};

    Result<void> Link(const identity::Officer& officer, const Dossier& from, const std::string& to,
                      const std::string& relation = "follows") {
        return LinkDossiers(office.platform, officer, {from.code, to, relation, "Cùng một thửa đất"});
    }
    std::vector<LinkedDossier> Of(const identity::Officer& officer, const Dossier& dossier) {
        return office.database->Read([&](storage::Transaction& tx) { return LinkedWith(tx, officer, dossier); });
    }
};

}  // namespace

TEST_P(Links, each_end_leads_to_the_other_in_its_own_words) {
    const auto first = office.ADossier(), second = office.ADossier();
    ASSERT_TRUE(Link(office.clerk, second, " " + first.code + " "));
    const auto there = Of(office.clerk, second), back = Of(office.clerk, first);
    ASSERT_EQ(there.size(), 1U);
    ASSERT_EQ(back.size(), 1U);
    EXPECT_EQ(there[0].code, first.code);
    EXPECT_EQ(there[0].relation.vi, "Nộp tiếp sau");
    EXPECT_EQ(there[0].note, "Cùng một thửa đất");
    EXPECT_EQ(there[0].procedure, first.procedure_name);
    EXPECT_EQ(back[0].code, second.code);
    EXPECT_EQ(back[0].relation.vi, "Có hồ sơ nộp tiếp");
}

TEST_P(Links, both_timelines_have_it_and_no_applicant_reads_it) {
    const auto first = office.ADossier(), second = office.ADossier();
    ASSERT_TRUE(Link(office.clerk, second, first.code));
    for (const auto& dossier : {first, second}) {
        auto happenings = office.Happenings(dossier);
        EXPECT_EQ(happenings.back().event, "link");
        EXPECT_NE(happenings.back().ledger, 0);
        TellAsApplicant(ProcessOf(dossier), happenings);
        EXPECT_TRUE(std::ranges::none_of(happenings, [](const Happening& each) { return each.event == "link"; }));
    }
    EXPECT_EQ(office.Happenings(first).back().reason, "Có hồ sơ nộp tiếp: " + second.code) << "written at the other";
    EXPECT_EQ(office.Happenings(second).back().reason, "Nộp tiếp sau: " + first.code + ". Cùng một thửa đất");
}

TEST_P(Links, are_refused_to_whoever_may_not_read_both_and_say_nothing_of_the_other) {
    const auto first = office.ADossier(), second = office.ADossier();
    EXPECT_REFUSED(Link(office.asked, first, second.code), "FORBIDDEN");
    const auto missing = Link(office.clerk, first, "H56.14-261116-9999");
    EXPECT_REFUSED(missing, "ONE_STOP_LINK_CODE");
    EXPECT_EQ(missing.error().field, "ma_ho_so");
}

TEST_P(Links, are_neither_to_itself_nor_twice_nor_of_an_unknown_kind) {
    const auto first = office.ADossier(), second = office.ADossier();
    EXPECT_REFUSED(Link(office.clerk, first, first.code), "ONE_STOP_LINK_ITSELF");
    EXPECT_REFUSED(Link(office.clerk, first, second.code, "loves"), "ONE_STOP_LINK_RELATION");
    ASSERT_TRUE(Link(office.clerk, first, second.code));
    EXPECT_REFUSED(Link(office.clerk, second, first.code), "ONE_STOP_LINKED_ALREADY");
}

TEST_P(Links, one_taken_away_from_either_end_is_gone_from_both_and_stays_written_down) {
    const auto first = office.ADossier(), second = office.ADossier();
    ASSERT_TRUE(Link(office.clerk, second, first.code));
    const auto link = Of(office.clerk, first).front().id;
    EXPECT_REFUSED(UnlinkDossiers(office.platform, office.asked, first.code, link), "FORBIDDEN");
    ASSERT_TRUE(UnlinkDossiers(office.platform, office.clerk, first.code, link));
    EXPECT_REFUSED(UnlinkDossiers(office.platform, office.clerk, second.code, link), "ONE_STOP_NOT_LINKED");
    EXPECT_TRUE(Of(office.clerk, first).empty());
    EXPECT_TRUE(Of(office.clerk, second).empty());
    EXPECT_EQ(office.Happenings(second).back().event, "unlink");
    EXPECT_EQ(office.Happenings(second).back().reason, "Nộp tiếp sau: " + first.code + ". Cùng một thửa đất");
    EXPECT_TRUE(Link(office.clerk, first, second.code)) << "and may be made anew";
}

// A unit that was asked about one of them reads that one for good: it sees that there is a link, and no more.
TEST_P(Links, whoever_reads_one_end_alone_neither_takes_them_away_nor_reads_what_was_written) {
    auto asked = office.Do(office.as_clerk, office.ADossier("opinion"), "accept").value();
    asked = office.Do(office.as_clerk, asked, "forward").value();
    const auto other = office.ADossier();
    ASSERT_TRUE(Link(office.clerk, asked, other.code));
    const Act ask{.code = asked.code,
                  .event = "ask_opinion",
                  .expected_version = asked.version,
                  .reason = "Có vướng quy hoạch không?",
                  .asked = {office.other_department}};
    ASSERT_TRUE(office.Do(office.as_specialist, ask));
    const auto seen = Of(office.asked, asked);
    ASSERT_EQ(seen.size(), 1U);
    EXPECT_EQ(seen[0].code, other.code);
    EXPECT_EQ(seen[0].note + seen[0].procedure + seen[0].state, "");
    EXPECT_REFUSED(UnlinkDossiers(office.platform, office.asked, asked.code, seen[0].id), "FORBIDDEN");
    EXPECT_EQ(office.Happenings(other).back().reason, "Có hồ sơ nộp tiếp: " + asked.code);
}

INSTANTIATE_TEST_SUITE_P(Both, Links, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace dongson::one_stop
