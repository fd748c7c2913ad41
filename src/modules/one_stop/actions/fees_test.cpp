// What is paid, undone and counted.
#include <gtest/gtest.h>

#include <thread>

#include "modules/one_stop/actions/close_cash_day.h"
#include "modules/one_stop/actions/reverse_receipt.h"
#include "modules/one_stop/actions/take_fee.h"
#include "modules/one_stop/domain/cash_tables.h"
#include "modules/one_stop/domain/fee_paper.h"
#include "modules/one_stop/storage/fee_store.h"
#include "modules/one_stop/storage/paper_store.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "modules/one_stop/testing/audited.h"
#include "modules/one_stop/testing/paying.h"
#include "modules/one_stop/testing/pdf_text.h"
#include "platform/notices/notices.h"

namespace dongson::one_stop {

using testing::AuditFaults;

namespace {

class Fees : public testing::Paying {};

}  // namespace

TEST_P(Fees, nobody_is_marked_as_paid_without_saying_how) {
    const auto dossier = Awaiting();
    const auto pay = [&](Payment payment) {
        return ActOnDossier(
            office.platform, office.as_clerk,
            {.code = dossier.code, .event = "pay", .expected_version = dossier.version, .payment = std::move(payment)});
    };
    EXPECT_REFUSED(pay({}), "FEE_METHOD");
    EXPECT_REFUSED(pay({.method = "tien-mat", .payer = "", .reference = "", .kind = ""}), "FEE_KIND");
    EXPECT_REFUSED(pay({.method = "chuyen-khoan", .payer = "", .reference = " ", .kind = "phi"}), "FEE_REFERENCE");
    EXPECT_TRUE(Of(dossier).receipts.empty());
    EXPECT_TRUE(pay(kCash).has_value());
}

TEST_P(Fees, a_receipt_has_the_next_number_of_its_kind_and_says_the_sum_in_words) {
    const auto first = Of(Paid()).receipts.at(0);
    EXPECT_EQ(first.notation, "BLP-26/0000001");
    EXPECT_REFUSED(ActOnDossier(office.platform, office.as_clerk,
                                {.code = Awaiting().code, .event = "pay", .expected_version = 99, .payment = kCash}),
                   "ONE_STOP_CHANGED");
    const auto dossier = Paid();
    EXPECT_EQ(Of(dossier).receipts.at(0).notation, "BLP-26/0000002") << "a refusal takes no number";
    EXPECT_EQ(Of(Paid({.method = "tien-mat", .payer = "", .reference = "", .kind = "le-phi"})).receipts.at(0).notation,
              "BLLP-26/0000001");
    const auto papers = office.database->Read([&](storage::Transaction& tx) { return PaperStore(tx).Issued(dossier.id); });
    const auto text = testing::TextOfPdfFile(office.files.PathOf(papers.front().digest));
    EXPECT_NE(text.find("BIÊN LAI THU PHÍ"), std::string::npos) << text;
    EXPECT_NE(text.find("Hai mươi nghìn đồng"), std::string::npos) << text;
    EXPECT_EQ(AuditFaults(office), std::vector<std::string>());
}

TEST_P(Fees, what_was_paid_elsewhere_is_no_money_of_the_counter_and_stands_on_its_lists) {
    const auto dossier = Paid(kElsewhere);
    EXPECT_TRUE(dossier.fee_paid.has_value());
    ASSERT_EQ(Of(dossier).receipts.size(), 1U);
    EXPECT_EQ(Of(dossier).receipts.front().notation, "NK-26/0000001");
    EXPECT_EQ(Of(dossier).receipts.front().paper, 0) << "the counter took nothing, so it gives no receipt";
    EXPECT_NE(office.Happenings(dossier).back().reason.find("Giấy nộp tiền số 45"), std::string::npos);
    EXPECT_EQ(Of(Paid()).receipts.front().notation, "BLP-26/0000001") << "it takes no number of the receipts'";
    const auto list = ListOf(office.clock.Now().LocalDate());
    EXPECT_EQ(SumsOf(list).receipts, 1);
    EXPECT_EQ(SumsOf(list).Net(), 20000);
    EXPECT_EQ(SumsOf(list).elsewhere, 20000);
    for (const auto& table : {DayTable(list, "Ngày"), MonthTable(list, "Tháng")}) {
        const auto csv = CashCsv(table, {.unit = {.name = "Xã Hạc Thành"}, .made_by = "", .made = {}});
        EXPECT_NE(csv.find("Xã Hạc Thành,"), std::string::npos) << csv;
        EXPECT_NE(csv.find("20000"), std::string::npos) << csv;
        EXPECT_FALSE(table.notes.empty());
    }
    EXPECT_NE(CashCsv(DayTable(list, "Ngày"), {}).find("Giấy nộp tiền số 45"), std::string::npos);
    EXPECT_EQ(AuditFaults(office), std::vector<std::string>());
}

TEST_P(Fees, a_voucher_is_noted_once_unless_whoever_notes_it_says_which_part) {
    const auto first = Paid(kElsewhere);
    const auto second = Awaiting();
    const auto pay = [&](Payment payment) {
        return ActOnDossier(
            office.platform, office.as_clerk,
            {.code = second.code, .event = "pay", .expected_version = second.version, .payment = std::move(payment)});
    };
    const auto refused = pay(kElsewhere);
    EXPECT_REFUSED(refused, "FEE_REFERENCE_USED");
    EXPECT_NE(refused.error().sentence.Now().find(first.code), std::string::npos);
    EXPECT_TRUE(Of(second).receipts.empty());
    auto part = kElsewhere;
    part.reference += ", khoản 2";
    EXPECT_TRUE(pay(part).has_value());
}

TEST_P(Fees, who_noted_a_payment_elsewhere_does_not_strike_it_out_alone) {
    const auto dossier = Paid(kElsewhere);
    EXPECT_REFUSED(Reverse(office.clerk, dossier, ReversalKind::refund), "FEE_ELSEWHERE");
    EXPECT_REFUSED(Reverse(office.clerk, dossier, ReversalKind::made_void, ""), "ONE_STOP_REASON_MISSING");
    const auto asked = Reverse(office.clerk, dossier, ReversalKind::made_void, "Chứng từ của hồ sơ khác").value();
    EXPECT_EQ(asked.state, ReversalState::waiting);
    EXPECT_REFUSED(DecideReversal(office.platform, office.clerk, {asked.receipt, asked.id, true, ""}), "FORBIDDEN");
    ASSERT_TRUE(DecideReversal(office.platform, office.leader, {asked.receipt, asked.id, true, ""}).has_value());
    EXPECT_TRUE(office.Reread(dossier.code).FeeDue());
    const auto sums = SumsOf(ListOf(office.clock.Now().LocalDate()));
    EXPECT_EQ(sums.elsewhere, 0);
    EXPECT_EQ(sums.reversals, 0) << "nothing left the till";
    std::string notes;
    for (const auto& note : DayTable(ListOf(office.clock.Now().LocalDate()), "Ngày").notes) notes += note + "\n";
    EXPECT_NE(notes.find("(0 khoản)"), std::string::npos) << notes;
    EXPECT_NE(notes.find("1 khoản nộp ở nơi khác đã gạch bỏ"), std::string::npos) << notes;
    EXPECT_EQ(office.Happenings(dossier).back().reason.find("iên lai"), std::string::npos) << "no receipt was given";
    EXPECT_EQ(AuditFaults(office), std::vector<std::string>());
}

// Both capabilities in one hand: asked for by a colleague, the yes is still not theirs.
TEST_P(Fees, nobody_says_yes_to_the_end_of_a_receipt_they_wrote) {
    const auto dossier = Paid(kElsewhere);
    const auto asked = Reverse(office.clerk, dossier, ReversalKind::made_void).value();
    const ReversalDecision yes{asked.receipt, asked.id, true, ""};
    static constexpr storage::Statement kLeaders{"test.leaders", "UPDATE fee_receipt SET cashier_id = $leader"};
    office.database->MustWrite([&](storage::Transaction& tx) { tx.Run(kLeaders, {{"leader", office.leader.account.id}}); });
    EXPECT_REFUSED(DecideReversal(office.platform, office.leader, yes), "FEE_OWN_RECEIPT");
}

TEST_P(Fees, a_till_pays_out_no_cash_that_it_does_not_hold) {
    const auto dossier = Paid();
    const auto other = Paid({.method = "chuyen-khoan", .payer = "", .reference = "FT123", .kind = "phi"});
    EXPECT_REFUSED(Refund(other, "20000", "noi-khac"), "FEE_REFUND_BY");
    const auto waits = Refund(dossier, "5000", "").value();
    ASSERT_TRUE(DecideReversal(office.platform, office.leader, {waits.receipt, waits.id, true, ""}).has_value());
    const auto short_of = Refund(other, "20000", "tien-mat");
    ASSERT_FALSE(short_of.has_value());
    EXPECT_EQ(short_of.error().code, "FEE_TILL_SHORT");
    EXPECT_NE(short_of.error().sentence.Now().find("15.000"), std::string::npos) << "what the till holds is said";
    office.At("2026-11-17 08:30");
    EXPECT_REFUSED(Refund(dossier, "5000", ""), "FEE_TILL_SHORT");
    EXPECT_TRUE(Refund(dossier, "5000", "chuyen-khoan").has_value());
    EXPECT_EQ(AuditFaults(office), std::vector<std::string>());
}

TEST_P(Fees, what_was_refunded_in_part_is_made_void_for_the_rest) {
    const auto dossier = Paid();
    const auto part = Refund(dossier, "5000", "").value();
    EXPECT_REFUSED(Refund(dossier, "5000", ""), "FEE_REVERSED") << "one waits at a time";
    ASSERT_TRUE(DecideReversal(office.platform, office.leader, {part.receipt, part.id, true, ""}).has_value());
    EXPECT_EQ(FeeStatusOf(office.Reread(dossier.code), Of(dossier)), FeeStatus::paid) << "a part that went back is no whole";
    EXPECT_EQ(Of(dossier).Returned(), 5000);
    EXPECT_REFUSED(Refund(dossier, "15001", ""), "FEE_REFUND");
    const auto rest = Reverse(office.clerk, dossier, ReversalKind::made_void).value();
    EXPECT_EQ(rest.amount, 15000);
    ASSERT_TRUE(DecideReversal(office.platform, office.leader, {rest.receipt, rest.id, true, ""}).has_value());
    EXPECT_EQ(office.Reread(dossier.code).fee, 20000);
    EXPECT_TRUE(office.Reread(dossier.code).FeeDue()) << "it owes all of it again";
    EXPECT_EQ(FeeStatusOf(office.Reread(dossier.code), Of(dossier)), FeeStatus::cancelled);
    EXPECT_REFUSED(Reverse(office.clerk, dossier, ReversalKind::made_void), "FEE_REVERSED");
    EXPECT_EQ(SumsOf(ListOf(office.clock.Now().LocalDate())).Net(), 0);
    ASSERT_TRUE(TakeAgain(dossier).has_value());
    EXPECT_EQ(AuditFaults(office), std::vector<std::string>());
}

TEST_P(Fees, a_void_receipt_stays_and_the_next_says_which_it_replaces) {
    const auto dossier = Paid();
    EXPECT_REFUSED(Reverse(office.clerk, dossier, ReversalKind::made_void, ""), "ONE_STOP_REASON_MISSING");
    EXPECT_REFUSED(Reverse(office.specialist, dossier, ReversalKind::made_void), "FORBIDDEN");
    // Nothing of the limit is set in this house: a second person says yes.
    EXPECT_EQ(Reverse(office.clerk, dossier, ReversalKind::made_void).value().state, ReversalState::waiting);
    EXPECT_REFUSED(Reverse(office.clerk, dossier, ReversalKind::refund), "FEE_REVERSED");
    EXPECT_TRUE(office.Reread(dossier.code).fee_paid.has_value()) << "nothing is undone before the second yes";
    const auto receipt = Of(dossier).receipts.at(0).id;
    const auto asked = Of(dossier).reversals.back().id;
    EXPECT_REFUSED(DecideReversal(office.platform, office.clerk, {receipt, asked, true, ""}), "FORBIDDEN");
    ASSERT_TRUE(DecideReversal(office.platform, office.leader, {receipt, asked, true, ""}).has_value());
    EXPECT_REFUSED(DecideReversal(office.platform, office.leader, {receipt, asked, true, ""}), "FEE_NOTHING_WAITS");
    EXPECT_TRUE(office.Reread(dossier.code).FeeDue());
    EXPECT_EQ(FeeStatusOf(office.Reread(dossier.code), Of(dossier)), FeeStatus::cancelled);
    const auto end = EndOfReceipt(Of(dossier), Of(dossier).receipts.at(0));
    EXPECT_EQ(end.find("ĐÃ HỦY lúc "), 0U) << end;
    EXPECT_NE(end.find("Lý do: Ghi nhầm loại"), std::string::npos) << end;
    ASSERT_TRUE(TakeAgain(dossier).has_value());
    EXPECT_EQ(EndOfReceipt(Of(dossier), Of(dossier).receipts.at(1)), "") << "that one stands";
    const auto history = Of(dossier);
    ASSERT_EQ(history.receipts.size(), 2U);
    EXPECT_EQ(history.receipts[1].replaces, receipt);
    EXPECT_EQ(history.receipts[1].number, 2);
    EXPECT_REFUSED(TakeAgain(dossier), "ONE_STOP_NO_FEE_DUE");
    EXPECT_EQ(AuditFaults(office), std::vector<std::string>());
}

TEST_P(Fees, a_refused_reversal_may_be_asked_for_again) {
    const auto dossier = Paid();
    ASSERT_TRUE(Reverse(office.clerk, dossier, ReversalKind::refund).has_value());
    const auto receipt = Of(dossier).receipts.at(0).id;
    auto asked = Of(dossier).reversals.back().id;
    EXPECT_REFUSED(DecideReversal(office.platform, office.leader, {receipt, asked, false, ""}), "ONE_STOP_REASON_MISSING");
    ASSERT_TRUE(DecideReversal(office.platform, office.leader, {receipt, asked, false, "Không đúng"}).has_value());
    EXPECT_EQ(FeeStatusOf(office.Reread(dossier.code), Of(dossier)), FeeStatus::paid);
    ASSERT_TRUE(Reverse(office.clerk, dossier, ReversalKind::refund).has_value());
    // A page that was opened before shows the first asking: its yes is not for the second.
    EXPECT_REFUSED(DecideReversal(office.platform, office.leader, {receipt, asked, true, ""}), "FEE_NOTHING_WAITS");
    asked = Of(dossier).reversals.back().id;
    ASSERT_TRUE(DecideReversal(office.platform, office.leader, {receipt, asked, true, ""}).has_value());
    EXPECT_EQ(FeeStatusOf(office.Reread(dossier.code), Of(dossier)), FeeStatus::refunded);
    EXPECT_EQ(AuditFaults(office), std::vector<std::string>());
}

TEST_P(Fees, a_closed_day_takes_no_more_and_stays_as_it_was_counted) {
    const auto dossier = Paid();
    Paid({.method = "chuyen-khoan", .payer = "", .reference = "FT123", .kind = "phi"});
    EXPECT_REFUSED(Close("x"), "FEE_COUNTED");
    EXPECT_REFUSED(Close("19000"), "FEE_DIFFERENCE");
    const auto day = Close("19000", "Thối nhầm").value();
    EXPECT_EQ(day.cash, 20000);
    EXPECT_EQ(day.transfers, 20000);
    EXPECT_EQ(day.Difference(), -1000);
    EXPECT_REFUSED(Close("20000"), "FEE_DAY_ALREADY");
    const auto next = Awaiting();
    EXPECT_REFUSED(office.Do(office.as_clerk, next, "pay"), "FEE_DAY_CLOSED");
    EXPECT_REFUSED(Reverse(office.clerk, dossier, ReversalKind::made_void), "FEE_DAY_CLOSED");

    office.At("2026-11-17 08:30");
    ASSERT_TRUE(office.Do(office.as_clerk, next, "pay").has_value());
    ASSERT_TRUE(Reverse(office.clerk, dossier, ReversalKind::made_void).has_value());
    const auto history = Of(dossier);
    const ReversalDecision yes{history.receipts.at(0).id, history.reversals.back().id, true, ""};
    ASSERT_TRUE(DecideReversal(office.platform, office.leader, yes).has_value());
    const auto of_day = [&](Date date) {
        return SumsOf(office.database->Read([&](storage::Transaction& tx) {
            return CashListOf(office.platform, tx, office.commune, office.clerk.account.id, date, date);
        }));
    };
    EXPECT_EQ(of_day(day.day).cash, 20000) << "what was counted is as it was";
    EXPECT_EQ(of_day(day.day + 1).cash, 0) << "what was given back is of the day it was";
    EXPECT_EQ(AuditFaults(office), std::vector<std::string>());
}

TEST_P(Fees, a_closed_day_is_opened_by_somebody_else_and_both_closings_stay) {
    Paid();
    const auto today = office.clock.Now().LocalDate();
    EXPECT_EQ(CountCashDay(office.platform, office.clerk, {office.commune, today, "20000", ""}).value().Difference(), 0);
    EXPECT_REFUSED(CloseCashDay(office.platform, office.clerk, {office.commune, today, "20000", "", 1}), "FEE_TILL_CHANGED");
    const auto first = Close("19000", "Thối nhầm").value();
    const auto open = [&](const identity::Officer& officer, std::string reason, int turn = 1) {
        return OpenCashDay(office.platform, officer, {office.commune, office.clerk.account.id, today, turn, std::move(reason)});
    };
    EXPECT_REFUSED(open(office.clerk, "Đếm sai"), "FORBIDDEN");
    EXPECT_REFUSED(open(office.leader, " "), "ONE_STOP_REASON_MISSING");
    EXPECT_REFUSED(OpenCashDay(office.platform, office.leader, {office.commune, office.leader.account.id, today, 1, "Đếm sai"}),
                   "FEE_OWN_TILL");
    ASSERT_TRUE(open(office.leader, "Đếm sai").has_value());
    EXPECT_REFUSED(open(office.leader, "Đếm sai"), "FEE_DAY_OPEN");
    Paid();
    EXPECT_EQ(Close("40000").value().turn, 2);
    EXPECT_REFUSED(open(office.leader, "Đếm sai", 1), "FEE_DAY_OPEN") << "a page of before opens nothing";
    const auto closings =
        office.database->Read([&](storage::Transaction& tx) { return FeeStore(tx).ClosedOf(office.commune, today, today); });
    ASSERT_EQ(closings.size(), 2U);
    EXPECT_EQ(closings[0].counted, first.counted) << "the first stays as it was counted";
    EXPECT_NE(ClosedInWords(closings[0]).find("Đếm sai"), std::string::npos);
    EXPECT_FALSE(closings[1].opened.has_value());
    EXPECT_EQ(AuditFaults(office), std::vector<std::string>());
    static constexpr storage::Statement kWhy{"test.why", "UPDATE cash_opening SET reason = 'khác'"};
    office.database->MustWrite([](storage::Transaction& tx) { tx.Run(kWhy); });
    EXPECT_EQ(AuditFaults(office).size(), 1U);
}

TEST_P(Fees, what_somebody_changes_behind_the_program_is_found) {
    const auto dossier = Paid();
    ASSERT_TRUE(Close("20000").has_value());
    ASSERT_EQ(AuditFaults(office), std::vector<std::string>());
    static constexpr storage::Statement kLess{"test.less", "UPDATE fee_receipt SET amount = 2000"};
    office.database->MustWrite([](storage::Transaction& tx) { tx.Run(kLess); });
    EXPECT_EQ(AuditFaults(office).size(), 1U);
    static constexpr storage::Statement kCounted{"test.counted", "UPDATE cash_day SET counted = 2000"};
    office.database->MustWrite([](storage::Transaction& tx) { tx.Run(kCounted); });
    EXPECT_EQ(AuditFaults(office).size(), 2U);
}

TEST_P(Fees, cashiers_who_press_at_once_leave_no_gap_and_double_nothing) {
    std::vector<Dossier> dossiers;
    for (int each = 0; each < 4; ++each) dossiers.push_back(Awaiting());
    std::vector<std::thread> threads;
    std::atomic<int> done = 0;
    for (int round = 0; round < 2; ++round)
        for (const auto& dossier : dossiers)
            threads.emplace_back([&] { done += office.Do(office.as_clerk, dossier, "pay").has_value() ? 1 : 0; });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(done, 4);
    std::set<std::int64_t> numbers;
    for (const auto& dossier : dossiers) {
        ASSERT_EQ(Of(dossier).receipts.size(), 1U);
        numbers.insert(Of(dossier).receipts[0].number);
    }
    EXPECT_EQ(numbers, (std::set<std::int64_t>{1, 2, 3, 4}));
}

INSTANTIATE_TEST_SUITE_P(Both, Fees, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace dongson::one_stop
