#include "modules/one_stop/actions/correct_result.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "modules/one_stop/actions/ledger_entry.h"
#include "modules/one_stop/domain/form_set.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "modules/one_stop/storage/paper_store.h"
#include "modules/one_stop/testing/office.h"

namespace dongson::one_stop {

namespace {

class CorrectedResult : public ::testing::TestWithParam<storage::Engine> {
  protected:
    testing::Office office{GetParam()};

    Dossier Signed() {
        auto dossier = office.Do(office.as_clerk, office.ADossier(), "accept").value();
        dossier = office.Do(office.as_clerk, dossier, "forward").value();
        const Act draft{.code = dossier.code,
                        .event = "submit_for_signature",
                        .expected_version = dossier.version,
                        .result_text = "Bà Nguyễn Thị Hoa, sinh năm 1982"};
        dossier = office.Do(office.as_specialist, draft).value();
        return office.Do(office.as_leader, dossier, "sign").value();
    }
    Result<Dossier> Correct(const identity::Officer& officer, const Dossier& dossier, const std::string& text,
                            const std::string& reason = "Ghi nhầm năm sinh") {
        return CorrectResult(
            office.platform, officer,
            {.code = dossier.code, .expected_version = dossier.version, .reason = reason, .text = text, .papers = {}});
    }
    std::vector<IssuedPaper> Results(const Dossier& dossier) {
        auto papers = office.database->Read([&](storage::Transaction& tx) { return PaperStore(tx).Issued(dossier.id); });
        std::erase_if(papers, [](const IssuedPaper& paper) { return paper.form != kResult; });
        return papers;
    }
};

constexpr std::string_view kRight = "Bà Nguyễn Thị Hoa, sinh năm 1983";

}  // namespace

TEST_P(CorrectedResult, is_a_paper_of_its_own_that_names_the_one_it_replaces_and_both_are_kept) {
    const auto dossier = Signed();
    const auto corrected = Correct(office.leader, dossier, std::string(kRight)).value();
    const auto results = Results(dossier);
    ASSERT_EQ(results.size(), 2U);
    EXPECT_NE(results[1].number, results[0].number);
    EXPECT_EQ(corrected.result_number, results[1].notation);
    EXPECT_EQ(corrected.result_file, results[1].file);
    EXPECT_NE(results[0].said.find("1982"), std::string::npos);
    EXPECT_NE(results[1].said.find("1983"), std::string::npos);
    EXPECT_NE(results[1].said.find("(Thay thế văn bản số " + results[0].notation + " ngày 16/11/2026.)"), std::string::npos)
        << results[1].said;
}

TEST_P(CorrectedResult, changes_nothing_else_and_its_applicant_reads_why) {
    const auto dossier = Signed();
    office.At("2026-11-20 09:00");
    const auto corrected = Correct(office.leader, dossier, std::string(kRight)).value();
    EXPECT_EQ(corrected.finished, dossier.finished) << "it had its result when it had it";
    EXPECT_EQ(corrected.state, dossier.state);
    EXPECT_EQ(corrected.holder, dossier.holder);
    auto happenings = office.Happenings(dossier);
    TellAsApplicant(ProcessOf(dossier), happenings);
    EXPECT_EQ(happenings.back().event, "correct_result");
    EXPECT_TRUE(happenings.back().reason.starts_with("Ghi nhầm năm sinh. Kết quả số ")) << happenings.back().reason;
    EXPECT_NE(happenings.back().ledger, 0);
}

TEST_P(CorrectedResult, of_one_that_was_handed_over_is_replaced_as_well) {
    auto dossier = office.Do(office.as_clerk, Signed(), "return_result").value();
    ASSERT_TRUE(dossier.closed);
    const auto corrected = Correct(office.leader, dossier, std::string(kRight)).value();
    EXPECT_EQ(corrected.closed, dossier.closed);
    EXPECT_EQ(Results(dossier).size(), 2U);
}

TEST_P(CorrectedResult, is_for_whoever_signs_there_and_refused_without_a_reason_or_a_difference) {
    const auto dossier = Signed();
    EXPECT_REFUSED(Correct(office.specialist, dossier, std::string(kRight)), "FORBIDDEN");
    EXPECT_REFUSED(Correct(office.leader, dossier, std::string(kRight), " "), "ONE_STOP_REASON_MISSING");
    EXPECT_REFUSED(Correct(office.leader, dossier, ""), "ONE_STOP_RESULT_EMPTY");
    EXPECT_REFUSED(Correct(office.leader, dossier, dossier.result_text), "ONE_STOP_RESULT_SAME");
    auto stale = dossier;
    --stale.version;
    EXPECT_REFUSED(Correct(office.leader, stale, std::string(kRight)), "ONE_STOP_CHANGED");
    EXPECT_EQ(Results(dossier).size(), 1U);
}

TEST_P(CorrectedResult, needs_a_result) {
    const auto dossier = office.Do(office.as_clerk, office.ADossier(), "accept").value();
    EXPECT_REFUSED(Correct(office.leader, dossier, std::string(kRight)), "ONE_STOP_NO_RESULT");
}

INSTANTIATE_TEST_SUITE_P(Both, CorrectedResult, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace dongson::one_stop
