// Who pays less, or nothing: claimed, answered, taken off.
#include <gtest/gtest.h>

#include "modules/one_stop/actions/claim_relief.h"
#include "modules/one_stop/domain/fee_paper.h"
#include "modules/one_stop/storage/paper_store.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "modules/one_stop/testing/audited.h"
#include "modules/one_stop/testing/paying.h"
#include "modules/one_stop/testing/pdf_text.h"
#include "platform/notices/notices.h"

namespace dongson::one_stop {

using testing::AuditFaults;

namespace {

class Reliefs : public testing::Paying {
  protected:
    // The procedure frees people with disabilities from half of it.
    Dossier Relieving() {
        const auto code = office.ADossier("fee_before").procedure_code;
        office.database->MustWrite([&](storage::Transaction& tx) {
            auto procedure = ProcedureStore(tx).GetPublished(code).value();
            procedure.reliefs = {{"disabled", 50, "Nghị quyết 12, điều 3"}};
            ProcedureStore(tx).Import({procedure});
        });
        return office.ADossier("fee_before");
    }
    Result<FeeClaim> Claim(const Dossier& dossier, std::string group = "disabled", std::vector<NewPaper> papers = {}) {
        return ClaimReliefAtCounter(office.platform, office.clerk, {dossier.code, std::move(group), std::move(papers)});
    }
    Result<Dossier> Accept(const identity::Officer& officer, const Dossier& dossier) {
        return DecideRelief(office.platform, officer, {dossier.code, office.Reread(dossier.code).version, true, ""});
    }
    Result<Dossier> Refuse(const Dossier& dossier, std::string reason) {
        return DecideRelief(office.platform, office.clerk,
                            {dossier.code, office.Reread(dossier.code).version, false, std::move(reason)});
    }
};

}  // namespace

TEST_P(Reliefs, nothing_is_taken_in_or_charged_before_the_claim_is_answered) {
    const auto dossier = Relieving();
    EXPECT_REFUSED(Claim(dossier, "poor_household"), "FEE_GROUP");
    EXPECT_REFUSED(ClaimRelief(office.platform, office.citizen, {dossier.code, "disabled", {}}), "FEE_PROOF");
    EXPECT_REFUSED(ClaimRelief(office.platform, office.stranger, {dossier.code, "disabled", {}}), "NOT_FOUND");
    ASSERT_TRUE(Claim(dossier).has_value());
    EXPECT_REFUSED(Claim(dossier), "FEE_CLAIM_LATE");
    EXPECT_REFUSED(office.Do(office.as_clerk, dossier, "accept"), "FEE_CLAIM_WAITS");
    EXPECT_REFUSED(Refuse(dossier, ""), "ONE_STOP_REASON_MISSING");
    ASSERT_TRUE(Refuse(dossier, "Giấy hết hạn").has_value());
    EXPECT_EQ(office.Reread(dossier.code).fee, 20000);
    ASSERT_TRUE(Claim(dossier).has_value()) << "with another paper it is said anew";
    EXPECT_EQ(AuditFaults(office), std::vector<std::string>());
}

TEST_P(Reliefs, what_is_accepted_is_taken_off_and_the_receipt_names_its_basis) {
    auto dossier = Relieving();
    ASSERT_TRUE(Claim(dossier).has_value());
    dossier = Accept(office.leader, dossier).value();
    EXPECT_EQ(dossier.fee, 10000);
    const auto list = ListOf(office.clock.Now().LocalDate());
    ASSERT_EQ(list.relieved.size(), 1U);
    EXPECT_EQ(list.relieved.front().claim.relieved, 10000);
    EXPECT_EQ(list.relieved.front().claim.decided_name, office.leader.account.name);
    const auto csv = CashCsv(DayTable(list, "Ngày"), {});
    EXPECT_NE(csv.find("Người khuyết tật, 50 %"), std::string::npos) << csv;
    EXPECT_NE(CashCsv(MonthTable(list, "Tháng"), {}).find("10000"), std::string::npos);
    dossier = office.Do(office.as_clerk, dossier, "accept").value();
    dossier = office.Do(office.as_clerk, dossier, "pay").value();
    const auto receipt = Of(dossier).receipts.at(0);
    EXPECT_EQ(receipt.amount, 10000);
    EXPECT_NE(receipt.basis.find("giảm 50 % cho Người khuyết tật theo Nghị quyết 12, điều 3"), std::string::npos)
        << receipt.basis;
    EXPECT_REFUSED(Claim(dossier), "FEE_CLAIM_LATE");
    EXPECT_EQ(AuditFaults(office), std::vector<std::string>());
}

TEST_P(Reliefs, whoever_may_accept_what_a_clerk_wrote_down_hears_of_it_and_the_clerk_of_the_answer) {
    const auto told = [&](const identity::Officer& officer) {
        return office.database->Read(
            [&](storage::Transaction& tx) { return notices::Notices::NoticesOf(tx, officer.account.id, 10); });
    };
    const auto dossier = Relieving();
    ASSERT_TRUE(Claim(dossier).has_value());
    ASSERT_EQ(told(office.leader).size(), 1U);
    EXPECT_EQ(told(office.leader)[0].path, "/can-bo/ho-so/" + dossier.code);
    EXPECT_TRUE(told(office.asked).empty()) << "of another unit";
    EXPECT_TRUE(told(office.clerk).empty()) << "nothing of what they did themselves";
    ASSERT_TRUE(Accept(office.leader, dossier).has_value());
    ASSERT_EQ(told(office.clerk).size(), 1U);
    EXPECT_NE(told(office.clerk)[0].sentence.Now().find("đã chấp nhận"), std::string::npos);
    EXPECT_EQ(told(office.leader).size(), 1U);

    const auto proven = Relieving();
    ASSERT_TRUE(Claim(proven, "disabled", {office.AFile("giấy xác nhận")}).has_value());
    EXPECT_EQ(told(office.leader).size(), 1U) << "whoever keeps the proof answers it themselves";
    ASSERT_TRUE(Accept(office.clerk, proven).has_value());
    EXPECT_EQ(told(office.clerk).size(), 1U);
}

// Who takes money, makes the receipt void and frees the payer by law would keep it.
TEST_P(Reliefs, nobody_accepts_what_they_wrote_down_without_its_proof_or_after_a_receipt) {
    const auto unproven = Relieving();
    ASSERT_TRUE(Claim(unproven).has_value());
    EXPECT_REFUSED(Accept(office.clerk, unproven), "FEE_CLAIM_OWN");
    EXPECT_TRUE(Accept(office.leader, unproven).has_value());

    const auto proven = Relieving();
    ASSERT_TRUE(Claim(proven, "disabled", {office.AFile("giấy xác nhận")}).has_value());
    EXPECT_TRUE(Accept(office.clerk, proven).has_value());

    auto paid = office.Do(office.as_clerk, Relieving(), "accept").value();
    paid = office.Do(office.as_clerk, paid, "pay").value();
    const auto asked = Reverse(office.clerk, paid, ReversalKind::made_void).value();
    ASSERT_TRUE(DecideReversal(office.platform, office.leader, {asked.receipt, asked.id, true, ""}).has_value());
    ASSERT_TRUE(Claim(paid, "disabled", {office.AFile("giấy xác nhận")}).has_value());
    EXPECT_REFUSED(Accept(office.clerk, paid), "FEE_CLAIM_OWN");
    EXPECT_TRUE(Accept(office.leader, paid).has_value());

    auto noted = office.Do(office.as_clerk, Relieving(), "accept").value();
    noted = ActOnDossier(office.platform, office.as_clerk,
                         {.code = noted.code, .event = "pay", .expected_version = noted.version, .payment = kElsewhere})
                .value();
    const auto struck = Reverse(office.clerk, noted, ReversalKind::made_void).value();
    ASSERT_TRUE(DecideReversal(office.platform, office.leader, {struck.receipt, struck.id, true, ""}).has_value());
    ASSERT_TRUE(Claim(noted, "disabled", {office.AFile("giấy xác nhận")}).has_value());
    EXPECT_REFUSED(Accept(office.clerk, noted), "FEE_CLAIM_OWN") << "what was paid elsewhere counts as a receipt";
    EXPECT_EQ(AuditFaults(office), std::vector<std::string>());
}

INSTANTIATE_TEST_SUITE_P(Both, Reliefs, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace dongson::one_stop
