// What is done in somebody's stead names both, on the paper as in the timeline and in the ledger.
#include <gtest/gtest.h>

#include <memory>

#include "modules/one_stop/actions/correct_result.h"
#include "modules/one_stop/actions/ledger_entry.h"
#include "modules/one_stop/domain/form_set.h"
#include "modules/one_stop/storage/paper_store.h"
#include "modules/one_stop/testing/audited.h"
#include "modules/one_stop/testing/pdf_text.h"
#include "platform/organisation/directory.h"

namespace dongson::one_stop {

using identity::SignsAs;
using testing::Office;
using testing::TextOfPdfFile;

namespace {

class InStead : public ::testing::TestWithParam<storage::Engine> {
  protected:
    // As the door lets them in: their own posts and one that they hold for another.
    static identity::Officer For(const identity::Officer& officer, const identity::Officer& whose, const std::string& position,
                                 SignsAs signs, const std::string& own_position) {
        auto standing = officer;
        standing.appointments[0].position = own_position;
        identity::Appointment post = whose.appointments[0];
        post.position = own_position;
        post.in_stead = std::make_shared<const identity::InStead>(identity::InStead{.delegation = {77},
                                                                                    .account = whose.account.id,
                                                                                    .name = "Trần Văn Bình",
                                                                                    .position = position,
                                                                                    .signs = signs,
                                                                                    .basis = "Quyết định số 12/QĐ-UBND",
                                                                                    .from = Date::Of(2026, 11, 16),
                                                                                    .until = Date::Of(2026, 12, 1)});
        standing.appointments.push_back(std::move(post));
        return standing;
    }
    Dossier ToBeSigned() {
        auto dossier = office.Do(office.as_clerk, office.ADossier(), "accept").value();
        dossier = office.Do(office.as_clerk, dossier, "forward").value();
        return office
            .Do(office.as_second_specialist, {.code = dossier.code,
                                              .event = "submit_for_signature",
                                              .expected_version = dossier.version,
                                              .result_text = "Xác nhận"})
            .value();
    }
    std::string ResultOf(const Dossier& dossier) {
        const auto papers = office.database->Read([&](storage::Transaction& tx) { return PaperStore(tx).Issued(dossier.id); });
        for (const auto& paper : papers)
            if (paper.form == kResult) return TextOfPdfFile(office.files.PathOf(paper.digest));
        return "";
    }
    Office office{GetParam()};
};

TEST_P(InStead, a_deputy_signs_for_the_chair_and_everything_says_so) {
    const auto deputy =
        For(office.specialist, office.leader, "Chủ tịch UBND phường", SignsAs::deputy, "Phó Chủ tịch UBND phường");
    const auto signed_now = office.Do(Actor::Of(deputy), ToBeSigned(), "sign").value();
    const auto happening = office.Happenings(signed_now).back();
    EXPECT_EQ(workflow::WhoDid(happening), "Cán bộ chuyenvien (thay Trần Văn Bình, KT. Chủ tịch UBND phường)");
    EXPECT_EQ(happening.on_behalf_by, "Quyết định số 12/QĐ-UBND, từ 16/11/2026 đến 01/12/2026");
    EXPECT_EQ(happening.delegation.value, 77);
    EXPECT_EQ(happening.actor, office.specialist.account.id) << "who did it did it";
    const auto text = ResultOf(signed_now);
    EXPECT_NE(text.find("KT. CHỦ TỊCH"), std::string::npos) << text;
    EXPECT_NE(text.find("PHÓ CHỦ TỊCH"), std::string::npos) << text;
    EXPECT_NE(text.find("Cán bộ chuyenvien thay Trần Văn Bình, KT. Chủ tịch UBND phường theo Quyết định số 12/QĐ-UBND"),
              std::string::npos)
        << text;
}

TEST_P(InStead, an_acting_head_signs_as_the_head) {
    const auto acting = For(office.specialist, office.leader, "Trưởng phòng", SignsAs::acting, "Phó Trưởng phòng");
    const auto text = ResultOf(office.Do(Actor::Of(acting), ToBeSigned(), "sign").value());
    EXPECT_NE(text.find("Q. TRƯỞNG PHÒNG"), std::string::npos) << text;
    EXPECT_EQ(text.find("PHÓ TRƯỞNG PHÒNG"), std::string::npos) << text;
}

TEST_P(InStead, nobody_approves_in_anothers_stead_what_they_submitted) {
    const auto submitter =
        For(office.second_specialist, office.leader, "Chủ tịch UBND phường", SignsAs::deputy, "Phó Chủ tịch UBND phường");
    const auto dossier = ToBeSigned();
    EXPECT_REFUSED(office.Do(Actor::Of(submitter), dossier, "sign"), "ONE_STOP_OWN_WORK");
    const auto another =
        For(office.specialist, office.leader, "Chủ tịch UBND phường", SignsAs::deputy, "Phó Chủ tịch UBND phường");
    const auto signed_now = office.Do(Actor::Of(another), dossier, "sign").value();
    // Nor replaces what was signed of it.
    const auto correct = [&](const identity::Officer& officer) {
        return CorrectResult(office.platform, officer,
                             {.code = signed_now.code,
                              .expected_version = signed_now.version,
                              .reason = "Ghi nhầm số tiền",
                              .text = "Đồng ý hỗ trợ 900 triệu",
                              .papers = {}});
    };
    EXPECT_REFUSED(correct(submitter), "ONE_STOP_OWN_WORK");
    EXPECT_TRUE(correct(another));
}

TEST_P(InStead, what_is_done_by_ones_own_post_names_nobody_else) {
    const auto deputy = For(office.leader, office.specialist, "Chuyên viên", SignsAs::own_name, "Chủ tịch UBND phường");
    const auto signed_now = office.Do(Actor::Of(deputy), ToBeSigned(), "sign").value();
    EXPECT_EQ(office.Happenings(signed_now).back().on_behalf_of, "");
    EXPECT_EQ(ResultOf(signed_now).find("thay"), std::string::npos);
}

TEST_P(InStead, work_that_lies_with_who_is_away_is_found_and_gone_on_with) {
    auto dossier = office.Do(office.as_clerk, office.ADossier(), "accept").value();
    dossier = office
                  .Do(office.as_clerk, {.code = dossier.code,
                                        .event = "forward",
                                        .expected_version = dossier.version,
                                        .assignee = office.specialist.account.id})
                  .value();
    EXPECT_REFUSED(office.Do(office.as_second_specialist, dossier, "submit_for_signature", "Đủ"), "ONE_STOP_ASSIGNED_TO_ANOTHER");
    EXPECT_EQ(office.InboxCount(office.second_specialist, workflow::InboxView::mine), 0);
    const auto standing = For(office.second_specialist, office.specialist, "Chuyên viên", SignsAs::own_name, "Chuyên viên");
    EXPECT_EQ(office.InboxCount(standing, workflow::InboxView::mine), 1);
    const auto after = office.Do(Actor::Of(standing), dossier, "submit_for_signature", "Đủ");
    ASSERT_TRUE(after);
    EXPECT_EQ(workflow::WhoDid(office.Happenings(*after).back()), "Cán bộ chuyenvien2 (thay Trần Văn Bình)");
}

TEST_P(InStead, stands_in_the_ledger_and_cannot_be_changed_unseen) {
    const auto deputy = For(office.specialist, office.leader, "Chủ tịch", SignsAs::deputy, "Phó Chủ tịch");
    const auto signed_now = office.Do(Actor::Of(deputy), ToBeSigned(), "sign").value();
    const auto faults = [&] { return testing::AuditFaults(office).size(); };
    EXPECT_EQ(faults(), 0U);
    static constexpr std::pair<storage::Statement, storage::Statement> kChanges[] = {
        {{"test.of", "UPDATE case_happening SET on_behalf_of = on_behalf_of || '!' WHERE event = 'sign'"},
         {"test.of_back", "UPDATE case_happening SET on_behalf_of = REPLACE(on_behalf_of, '!', '') WHERE event = 'sign'"}},
        {{"test.by", "UPDATE case_happening SET on_behalf_by = on_behalf_by || '!' WHERE event = 'sign'"},
         {"test.by_back", "UPDATE case_happening SET on_behalf_by = REPLACE(on_behalf_by, '!', '') WHERE event = 'sign'"}},
        {{"test.id", "UPDATE case_happening SET delegation_id = 0 WHERE event = 'sign'"},
         {"test.id_back", "UPDATE case_happening SET delegation_id = 77 WHERE event = 'sign'"}},
        {{"test.put", "UPDATE case_happening SET on_behalf_of = '!' WHERE event = 'accept'"},
         {"test.put_back", "UPDATE case_happening SET on_behalf_of = '' WHERE event = 'accept'"}}};
    for (const auto& [change, back] : kChanges) {
        office.database->MustWrite([&](storage::Transaction& tx) { tx.Run(change, {}); });
        EXPECT_GT(faults(), 0U) << change.name;
        office.database->MustWrite([&](storage::Transaction& tx) { tx.Run(back, {}); });
        EXPECT_EQ(faults(), 0U) << back.name;
    }
    (void)signed_now;
}

// The first of two posts in one unit says nothing about the one by which somebody signs.
TEST_P(InStead, a_paper_names_the_position_of_the_post_by_which_it_is_signed) {
    identity::Officer two = office.leader;
    two.appointments = {{office.commune, "clerk", "Công chức một cửa"}, {office.commune, "leader", "Chủ tịch UBND phường"}};
    const auto text = ResultOf(office.Do(Actor::Of(two), ToBeSigned(), "sign").value());
    EXPECT_NE(text.find("CHỦ TỊCH"), std::string::npos) << text;
    EXPECT_EQ(text.find("CÔNG CHỨC MỘT CỬA"), std::string::npos) << text;
}

INSTANTIATE_TEST_SUITE_P(Both, InStead, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace
}  // namespace dongson::one_stop
