#include "modules/one_stop/actions/issue_paper.h"

#include <gtest/gtest.h>

#include "modules/one_stop/actions/take_at_counter.h"
#include "modules/one_stop/domain/result_kind.h"
#include "modules/one_stop/storage/paper_store.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "modules/one_stop/testing/office.h"
#include "modules/one_stop/testing/pdf_text.h"
#include "platform/organisation/directory.h"

namespace dongson::one_stop {

using testing::Office;
using testing::TextOfPdfFile;

namespace {

class IssuedPapers : public ::testing::TestWithParam<storage::Engine> {
  public:
    static std::vector<IssuedPaper> Of(Office& office, const Dossier& dossier) {
        return office.database->Read([&](storage::Transaction& tx) { return PaperStore(tx).Issued(dossier.id); });
    }
    static std::string TextOf(Office& office, const IssuedPaper& paper) {
        const auto path = office.files.PathOf(paper.digest);
        EXPECT_EQ(files::DigestOfFile(path), paper.digest);
        return TextOfPdfFile(path);
    }
};

WalkIn AWalkIn(Office& office) {
    const auto procedure = office.ADossier().procedure;
    return testing::AWalkInFor(
        office.database->Read([&](storage::Transaction& tx) { return ProcedureStore(tx).Get(procedure).value(); }));
}

}  // namespace

TEST_P(IssuedPapers, say_for_ever_what_they_said) {
    Office office(GetParam());
    auto dossier = office.Do(office.as_clerk, office.ADossier(), "accept").value();
    const auto receipt = Of(office, dossier).at(0);
    EXPECT_EQ(receipt.form, kReceipt);
    EXPECT_EQ(receipt.rules, "TT 03/2025/TT-VPCP");
    EXPECT_EQ(receipt.notation, "01/TNHS");
    EXPECT_NE(TextOf(office, receipt).find("17 giờ 00 phút, ngày 23 tháng 11 năm 2026"), std::string::npos);

    // A pause moves the due date; the receipt still promises what it promised.
    dossier = office.Do(office.as_clerk, dossier, "forward").value();
    dossier = office.At("2026-11-17 09:00").Do(office.as_specialist, dossier, "request_supplement", "Thiếu tờ khai").value();
    dossier = office.At("2026-11-19 09:00").Do(office.as_citizen, dossier, "supply", "Gửi bổ sung").value();
    EXPECT_EQ(dossier.due.Local(), "2026-11-26 17:00");
    const auto papers = Of(office, dossier);
    ASSERT_EQ(papers.size(), 2U);
    EXPECT_EQ(papers[0].digest, receipt.digest);
    EXPECT_EQ(papers[0].said, receipt.said);
    EXPECT_NE(TextOf(office, papers[0]).find("17 giờ 00 phút, ngày 23 tháng 11 năm 2026"), std::string::npos);
}

TEST_P(IssuedPapers, two_requests_for_more_are_two_papers_with_two_numbers) {
    Office office(GetParam());
    auto dossier = office.ADossier();
    for (const auto* reason : {"Thiếu tờ khai", "Tờ khai chưa ký"}) {
        dossier = office.Do(office.as_clerk, dossier, "ask_completion", reason).value();
        dossier = office.Do(office.as_citizen, dossier, "complete", "Đây ạ").value();
    }
    const auto papers = Of(office, dossier);
    ASSERT_EQ(papers.size(), 2U);
    EXPECT_EQ(papers[0].notation, "01/HDHS");
    EXPECT_EQ(papers[1].notation, "02/HDHS");
    EXPECT_NE(TextOf(office, papers[0]).find("Thiếu tờ khai"), std::string::npos);
    EXPECT_NE(TextOf(office, papers[1]).find("Tờ khai chưa ký"), std::string::npos);
}

TEST_P(IssuedPapers, have_numbers_without_gaps_by_unit_kind_and_year) {
    Office office(GetParam());
    std::vector<std::int64_t> numbers;
    for (int each = 0; each < 3; ++each) {
        const auto dossier = office.ADossier();
        // What is refused takes no number.
        EXPECT_FALSE(office.Do(office.as_clerk, dossier, "refuse", ""));
        const auto refused = office.Do(office.as_clerk, dossier, "refuse", "Không thuộc thẩm quyền").value();
        numbers.push_back(Of(office, refused).at(0).number);
    }
    EXPECT_EQ(numbers, (std::vector<std::int64_t>{1, 2, 3}));
    office.At("2027-01-04 08:00");
    const auto next_year = office.Do(office.as_clerk, office.ADossier(), "refuse", "Không thuộc thẩm quyền").value();
    EXPECT_EQ(Of(office, next_year).at(0).notation, "01/TCHS");
    EXPECT_EQ(Of(office, next_year).at(0).year, 2027);
}

TEST_P(IssuedPapers, the_receipt_says_what_the_clerk_counted) {
    Office office(GetParam());
    auto walk_in = AWalkIn(office);
    walk_in.handed_in = {.components = {{0, 1, 0, 2}, {7, 1, 0, 0}}, .sets = 3};  // there is no component 7
    auto dossier = TakeAtCounter(office.platform, office.clerk, walk_in, "a key of sixteen").value();
    dossier = office.Do(office.as_clerk, dossier, "accept").value();
    const auto receipt = Of(office, dossier).at(0);
    EXPECT_NE(receipt.said.find("1 | Tờ khai | 01 |  | 02 | \n"), std::string::npos) << receipt.said;
    EXPECT_EQ(receipt.said.find("\n2 | "), std::string::npos) << receipt.said;
    EXPECT_NE(receipt.said.find("Số lượng hồ sơ: 03 (bộ)"), std::string::npos) << receipt.said;
    const auto sets = office.database->Read([&](storage::Transaction& tx) {
        return PaperStore(tx).SetsOf(office.commune, dossier.submitted, dossier.submitted + kDay);
    });
    EXPECT_EQ(sets.at(dossier.id), 3);
}

TEST_P(IssuedPapers, whoever_receives_counts_and_counts_again) {
    Office office(GetParam());
    auto walk_in = AWalkIn(office);
    walk_in.handed_in = {.components = {{0, 1, 0, 2}}, .sets = 3};
    const auto dossier = TakeAtCounter(office.platform, office.clerk, walk_in, "a key of sixteen").value();
    const Act accept{
        .code = dossier.code, .event = "accept", .expected_version = dossier.version, .components = {{0, 0, 1, 0}}, .sets = 1};
    const auto receipt = Of(office, office.Do(office.as_clerk, accept).value()).at(0);
    EXPECT_NE(receipt.said.find("1 | Tờ khai |  | 01 |  | \n"), std::string::npos) << receipt.said;
    EXPECT_NE(receipt.said.find("Số lượng hồ sơ: 01 (bộ)"), std::string::npos) << receipt.said;
}

TEST_P(IssuedPapers, an_apology_names_the_day_that_was_promised_and_who_approved) {
    Office office(GetParam());
    auto dossier = office.Do(office.as_clerk, office.ADossier(), "accept").value();
    dossier = office.Do(office.as_clerk, dossier, "forward").value();
    const Act extend{.code = dossier.code,
                     .event = "extend",
                     .expected_version = dossier.version,
                     .reason = "Chờ xác minh",
                     .until = Date::Of(2026, 11, 27)};
    dossier = office.Do(office.as_leader, extend).value();
    const auto apology = Of(office, dossier).back();
    EXPECT_EQ(apology.form, kApology);
    EXPECT_EQ(apology.signer, office.leader.account.name);
    EXPECT_NE(apology.said.find("hẹn trả kết quả: 17 giờ 00 phút, ngày 23 tháng 11 năm 2026"), std::string::npos) << apology.said;
    EXPECT_NE(apology.said.find("kết quả mới: 17 giờ 00 phút, ngày 27 tháng 11 năm 2026"), std::string::npos) << apology.said;
}

TEST_P(IssuedPapers, a_supplement_asks_component_by_component) {
    Office office(GetParam());
    const auto dossier = office.ADossier();
    const Act ask{.code = dossier.code,
                  .event = "ask_completion",
                  .expected_version = dossier.version,
                  .reason = "Tờ khai chưa có chữ ký",
                  .components = {{0, 1, 0, 0}}};
    const auto slip = Of(office, office.Do(office.as_clerk, ask).value()).at(0);
    EXPECT_NE(slip.said.find("1 | Tờ khai | 01 |  | \n"), std::string::npos) << slip.said;
    EXPECT_NE(slip.said.find("Lý do: Tờ khai chưa có chữ ký"), std::string::npos) << slip.said;
}

TEST_P(IssuedPapers, a_result_that_came_as_a_pdf_is_kept_as_it_came) {
    Office office(GetParam());
    auto dossier = office.Do(office.as_clerk, office.ADossier(), "accept").value();
    dossier = office.Do(office.as_clerk, dossier, "forward").value();
    Act draft{.code = dossier.code, .event = "submit_for_signature", .expected_version = dossier.version};
    const std::string pdf = "%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n";
    draft.papers = {{-1, {}, office.files.KeepBytes("chỉ là chữ", "a.txt").value()}};
    EXPECT_EQ(office.Do(office.as_specialist, draft).error().code, "ONE_STOP_RESULT_NOT_PDF");
    draft.papers = {{-1, {}, office.files.KeepBytes(pdf, "giay-phep.pdf").value()}};
    dossier = office.Do(office.as_specialist, draft).value();
    dossier = office.Do(office.as_leader, dossier, "sign").value();
    const auto result = Of(office, dossier).back();
    EXPECT_EQ(result.form, kResult);
    EXPECT_EQ(result.digest, draft.papers[0].kept.digest);
    EXPECT_EQ(result.said, "");
}

TEST_P(IssuedPapers, the_result_is_kept_and_numbered_by_the_body_that_decides) {
    Office office(GetParam());
    auto dossier = office.Do(office.as_clerk, office.ADossier(), "accept").value();
    dossier = office.Do(office.as_clerk, dossier, "forward").value();
    Act draft{
        .code = dossier.code, .event = "submit_for_signature", .expected_version = dossier.version, .result_text = "Xác nhận"};
    dossier = office.Do(office.as_specialist, draft).value();
    dossier = office.Do(office.as_leader, dossier, "sign").value();
    const auto result = Of(office, dossier).back();
    EXPECT_EQ(result.form, kResult);
    EXPECT_EQ(result.notation, dossier.result_number);
    EXPECT_EQ(result.unit, office.commune);
    EXPECT_EQ(dossier.result_file, result.file);
    const auto text = TextOf(office, result);
    for (const auto* wanted : {"01/KQ-UBND", "KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH", "Kết quả: Xác nhận", "Lê Thị Hoa",
                               "Nơi nhận:", "Phê duyệt trên hệ thống", "chưa được ký số"})
        EXPECT_NE(text.find(wanted), std::string::npos) << wanted << "\n" << text;
}

// Whoever saw the field and left it empty is refused; a program that sends none gets the kind's sentence, kept where it can be
// read.
TEST_P(IssuedPapers, a_result_says_nothing_that_nobody_had_before_them) {
    Office office(GetParam());
    auto dossier = office.Do(office.as_clerk, office.ADossier(), "accept").value();
    dossier = office.Do(office.as_clerk, dossier, "forward").value();
    Act draft{.code = dossier.code, .event = "submit_for_signature", .expected_version = dossier.version, .result_seen = true};
    const auto refused = office.Do(office.as_specialist, draft);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "ONE_STOP_RESULT_EMPTY");
    EXPECT_EQ(refused.error().field, "ket_qua");
    draft.result_seen = false;
    dossier = office.Do(office.as_specialist, draft).value();
    EXPECT_EQ(dossier.result_text, ShippedResultKinds().back().otherwise);
    // The leader may not empty it either.
    Act sign{.code = dossier.code, .event = "sign", .expected_version = dossier.version, .result_seen = true};
    EXPECT_EQ(office.Do(office.as_leader, sign).error().code, "ONE_STOP_RESULT_EMPTY");
    sign.result_text = dossier.result_text;
    EXPECT_TRUE(office.Do(office.as_leader, sign));
}

TEST_P(IssuedPapers, the_register_knows_who_received) {
    Office office(GetParam());
    const auto waiting = office.ADossier();
    const auto dossier = office.Do(office.as_clerk, office.ADossier(), "accept").value();
    const auto receivers = office.database->Read([&](storage::Transaction& tx) {
        return PaperStore(tx).ReceiversOf(office.commune, dossier.submitted, dossier.submitted + kDay);
    });
    EXPECT_EQ(receivers, (std::map<CaseId, std::string>{{dossier.id, office.clerk.account.name}}));
}

INSTANTIATE_TEST_SUITE_P(Both, IssuedPapers, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

TEST(UnitOnPaper, is_dated_from_its_own_place) {
    Office office(storage::Engine::sqlite);
    const auto units = office.units.Now();
    const auto day = Date::Of(2026, 1, 5);
    EXPECT_EQ(OnPaper(*units, office.commune, day).place, "Hạc Thành");
    EXPECT_EQ(OnPaper(*units, office.commune, day).parent, "");
    EXPECT_EQ(OnPaper(*units, office.department, day).place, "Thanh Hóa");
    EXPECT_EQ(OnPaper(*units, office.department, day).parent, "ỦY BAN NHÂN DÂN TỈNH THANH HÓA");
    EXPECT_EQ(OnPaper(*units, office.department, day).notation, "STP");
}

}  // namespace dongson::one_stop
