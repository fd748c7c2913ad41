#include <gtest/gtest.h>

#include "modules/one_stop/storage/paper_store.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "modules/one_stop/testing/office.h"
#include "platform/workflow/storage/case_store.h"

namespace dongson::one_stop {

using testing::Office;

namespace {

class DossierTerms : public ::testing::TestWithParam<storage::Engine> {};

}  // namespace

TEST_P(DossierTerms, is_late_when_the_answer_to_the_applicant_is) {
    Office office(GetParam());
    EXPECT_EQ(office.ADossier().step_due.Local(), "2026-11-17 08:00");
    using workflow::InboxView;
    EXPECT_EQ(office.InboxCount(office.clerk, InboxView::due_today), 0);
    office.At("2026-11-17 07:30");
    EXPECT_EQ(office.InboxCount(office.clerk, InboxView::due_today), 1);
    EXPECT_EQ(office.InboxCount(office.clerk, InboxView::overdue), 0);
    office.At("2026-11-17 08:01");
    EXPECT_EQ(office.InboxCount(office.clerk, InboxView::due_today), 0);
    EXPECT_EQ(office.InboxCount(office.clerk, InboxView::overdue), 1);
}

TEST_P(DossierTerms, a_supplement_stops_the_clock_and_is_asked_for_once) {
    Office office(GetParam());
    auto dossier = office.Do(office.as_clerk, office.ADossier(), "accept").value();
    dossier = office.Do(office.as_clerk, dossier, "forward").value();
    office.At("2026-11-17 09:00");
    EXPECT_REFUSED(office.Do(office.as_specialist, dossier, "request_supplement"), "ONE_STOP_REASON_MISSING");
    dossier = office.Do(office.as_specialist, dossier, "request_supplement", "Thiếu sổ hộ khẩu").value();
    EXPECT_EQ(dossier.due, kNever);
    EXPECT_EQ(office.InboxCount(office.specialist, workflow::InboxView::waiting), 1);
    EXPECT_REFUSED(office.Do(office.as_stranger, dossier, "supply", "đây"), "ONE_STOP_NOT_YOURS");
    office.At("2026-11-19 09:00");
    EXPECT_REFUSED(office.Do(office.as_citizen, dossier, "supply"), "ONE_STOP_NOTHING_SUPPLIED");
    dossier = office.Do(office.as_citizen, dossier, "supply", "Tôi gửi bổ sung").value();
    EXPECT_EQ(dossier.state, "examining");
    EXPECT_EQ(dossier.due.Local(), "2026-11-26 17:00");  // two days of pause, and the holiday of 24 November
    EXPECT_REFUSED(office.Do(office.as_specialist, dossier, "request_supplement", "nữa"), "ONE_STOP_LIMIT_REACHED");
}

// Nobody ends a dossier for want of a supplement before the time is over that the request named, and then a leader does.
TEST_P(DossierTerms, a_supplement_is_waited_for_as_long_as_was_said) {
    Office office(GetParam());
    auto dossier = office.Do(office.as_clerk, office.ADossier(), "accept").value();
    dossier = office.Do(office.as_clerk, dossier, "forward").value();
    office.At("2026-11-17 09:00");
    EXPECT_REFUSED(office.Do(office.as_specialist, dossier, "stop", "Không đủ điều kiện"), "ONE_STOP_NOT_YOURS");
    dossier = office.Do(office.as_specialist, dossier, "request_supplement", "Thiếu sổ hộ khẩu").value();
    const auto said =
        office.database->Read([&](storage::Transaction& tx) { return PaperStore(tx).Issued(dossier.id).back().said; });
    EXPECT_NE(said.find("chậm nhất 17 giờ 00 phút, ngày 17 tháng 12 năm 2026"), std::string::npos) << said;
    office.At("2026-12-17 17:00");
    EXPECT_REFUSED(office.Do(office.as_leader, dossier, "give_up_waiting", "Không bổ sung"), "ONE_STOP_STILL_WAITING");
    office.At("2026-12-17 17:01");
    EXPECT_REFUSED(office.Do(office.as_specialist, dossier, "give_up_waiting", "Không bổ sung"), "ONE_STOP_NOT_YOURS");
    EXPECT_EQ(office.Do(office.as_leader, dossier, "give_up_waiting", "Không bổ sung").value().state, "stopped");
}

// Decree 23/2015 art. 21: longer work at the counter is a new appointment, two working days more, or as agreed in writing.
TEST_P(DossierTerms, the_counter_gives_a_new_appointment_within_the_day) {
    Office office(GetParam());
    office.database->MustWrite([](storage::Transaction& tx) {
        auto procedure = ProcedureStore(tx).GetPublished("9.107099").value();
        procedure.methods.front().duration = calendar::Duration{15, calendar::DurationUnit::same_day};
        ProcedureStore(tx).Import({procedure});
    });
    auto dossier = office.Do(office.as_clerk, office.ADossier("counter"), "accept").value();
    EXPECT_EQ(dossier.due.Local(), "2026-11-16 17:00");
    Act anew{.code = dossier.code,
             .event = "appoint_anew",
             .expected_version = dossier.version,
             .reason = "Nhiều trang",
             .until = Date::Of(2026, 11, 19)};
    EXPECT_REFUSED(office.Do(office.as_clerk, anew), "ONE_STOP_AGREEMENT_WANTED");
    anew.until = Date::Of(2026, 11, 18);
    dossier = office.Do(office.as_clerk, anew).value();
    EXPECT_EQ(dossier.due.Local(), "2026-11-18 17:00");
    const auto slip = office.database->Read([&](storage::Transaction& tx) { return PaperStore(tx).Issued(dossier.id).back(); });
    EXPECT_EQ(slip.title, "Phiếu hẹn trả kết quả");
    EXPECT_NE(slip.said.find("17 giờ 00 phút, ngày 18 tháng 11 năm 2026"), std::string::npos) << slip.said;
    anew.expected_version = dossier.version;
    anew.until = Date::Of(2026, 11, 19);
    EXPECT_REFUSED(office.Do(office.as_clerk, anew), "ONE_STOP_AGREEMENT_WANTED");
    anew.agreed = "Lê Thị Hoa";
    EXPECT_EQ(office.Do(office.as_clerk, anew).value().due.Local(), "2026-11-19 17:00");
    const auto happenings =
        office.database->Read([&](storage::Transaction& tx) { return workflow::CaseStore(tx).Happenings(dossier.id); });
    EXPECT_NE(happenings.back().reason.find("Lê Thị Hoa"), std::string::npos) << happenings.back().reason;
    // After the hour that was promised it is late, and only an apology helps.
    auto late = office.Do(office.as_clerk, office.ADossier("counter"), "accept").value();
    office.At("2026-11-16 17:01");
    anew = {.code = late.code,
            .event = "appoint_anew",
            .expected_version = late.version,
            .reason = "x x x",
            .until = Date::Of(2026, 11, 18)};
    EXPECT_REFUSED(office.Do(office.as_clerk, anew), "ONE_STOP_TOO_LATE_TO_APPOINT");
}

// Where the source gives several times, the longest holds until the clerk who receives says which case it is.
TEST_P(DossierTerms, the_clerk_says_which_case_gives_the_time) {
    Office office(GetParam());
    office.database->MustWrite([](storage::Transaction& tx) {
        auto procedure = ProcedureStore(tx).GetPublished("9.117115").value();
        auto shorter = procedure.methods.front();
        shorter.channel = Channel::online;
        shorter.duration = calendar::Duration{2, calendar::DurationUnit::working_days};
        shorter.note = "Không phải xác minh";
        auto longer = shorter;
        longer.duration = calendar::Duration{9, calendar::DurationUnit::working_days};
        procedure.methods = {longer, shorter};
        ProcedureStore(tx).Import({procedure});
    });
    const auto dossier = office.ADossier();
    EXPECT_EQ(dossier.allowed->amount, 9);
    Act act{.code = dossier.code, .event = "accept", .expected_version = dossier.version, .chosen_case = "7"};
    EXPECT_REFUSED(office.Do(office.as_clerk, act), "ONE_STOP_CASE");
    act.chosen_case = "1";
    ASSERT_TRUE(office.Do(office.as_clerk, act));
    const auto received = office.Reread(dossier.code);
    EXPECT_EQ(received.allowed->amount, 2);
    EXPECT_LT(received.due, received.submitted + 4 * kDay);
    const auto happenings =
        office.database->Read([&](storage::Transaction& tx) { return workflow::CaseStore(tx).Happenings(dossier.id); });
    EXPECT_NE(happenings.back().reason.find("Không phải xác minh"), std::string::npos);
}

TEST_P(DossierTerms, one_apology_and_at_least_a_day_before_expiry) {
    Office office(GetParam());
    auto dossier = office.Do(office.as_clerk, office.ADossier(), "accept").value();
    dossier = office.Do(office.as_clerk, dossier, "forward").value();
    Act extend{.code = dossier.code,
               .event = "extend",
               .expected_version = dossier.version,
               .reason = "Chờ xác minh",
               .until = Date::Of(2026, 11, 20)};
    // A leader approves it, and the new day is one on which the office works: 24 November is a holiday, the 28th a Saturday.
    EXPECT_REFUSED(office.Do(office.as_specialist, extend), "ONE_STOP_NOT_YOURS");
    EXPECT_REFUSED(office.Do(office.as_leader, extend), "ONE_STOP_EXTENSION_EARLIER");
    for (const int closed : {24, 28}) {
        extend.until = Date::Of(2026, 11, closed);
        EXPECT_REFUSED(office.Do(office.as_leader, extend), "ONE_STOP_EXTENSION_CLOSED");
    }
    extend.until = Date::Of(2026, 11, 27);
    office.At("2026-11-23 07:01");
    EXPECT_REFUSED(office.Do(office.as_leader, extend), "ONE_STOP_TOO_LATE_TO_EXTEND");
    EXPECT_EQ(office.Reread(dossier.code).due.Local(), "2026-11-23 17:00");
    office.At("2026-11-20 16:00");
    dossier = office.Do(office.as_leader, extend).value();
    EXPECT_EQ(dossier.due.Local(), "2026-11-27 17:00");
    extend.expected_version = dossier.version;
    extend.until = Date::Of(2026, 12, 4);
    EXPECT_REFUSED(office.Do(office.as_leader, extend), "ONE_STOP_LIMIT_REACHED");
}

TEST_P(DossierTerms, the_clock_waits_for_a_fee_that_comes_first) {
    Office office(GetParam());
    auto dossier = office.ADossier("fee_before");
    EXPECT_EQ(dossier.fee, 20000);
    EXPECT_REFUSED(office.Do(office.as_clerk, dossier, "accept_without_fee"), "ONE_STOP_FEE_DUE");
    dossier = office.Do(office.as_clerk, dossier, "accept").value();
    EXPECT_FALSE(dossier.received);
    office.At("2026-11-18 10:00");
    dossier = office.Do(office.as_clerk, dossier, "pay").value();
    EXPECT_TRUE(dossier.fee_paid);
    EXPECT_EQ(dossier.due.Local(), "2026-11-26 17:00");
}

// What no source says is asked of the clerk, with its basis, and nothing is handed out before; it is never 0 by itself.
TEST_P(DossierTerms, an_unknown_fee_is_asked_of_the_clerk) {
    Office office(GetParam());
    office.database->MustWrite([](storage::Transaction& tx) {
        auto procedure = ProcedureStore(tx).GetPublished("9.110102").value();
        procedure.methods.front().fee.reset();
        ProcedureStore(tx).Import({procedure});
    });
    auto dossier = office.ADossier("fee_before");
    EXPECT_TRUE(dossier.FeeUnknown());
    EXPECT_REFUSED(office.Do(office.as_clerk, dossier, "accept_without_fee"), "ONE_STOP_FEE_UNKNOWN");
    Act act{.code = dossier.code, .event = "accept", .expected_version = dossier.version, .fee = "30.000"};
    EXPECT_REFUSED(office.Do(office.as_clerk, act), "ONE_STOP_FEE_BASIS");
    act.fee_basis = "Nghị quyết của Hội đồng nhân dân tỉnh";
    act.fee = "30.000đ";  // as people write it
    dossier = office.Do(office.as_clerk, act).value();
    EXPECT_EQ(dossier.fee, 30000);
    EXPECT_EQ(dossier.state, "awaiting_fee");
    const auto happenings =
        office.database->Read([&](storage::Transaction& tx) { return workflow::CaseStore(tx).Happenings(dossier.id); });
    EXPECT_NE(happenings.back().reason.find("Căn cứ: Nghị quyết"), std::string::npos);
}

// What was typed, which case it is, and what is due by what: none stands in the way of another.
TEST_P(DossierTerms, the_case_the_fee_and_the_reason_all_stand_in_timeline_and_ledger) {
    Office office(GetParam());
    office.database->MustWrite([](storage::Transaction& tx) {
        auto procedure = ProcedureStore(tx).GetPublished("9.117115").value();
        auto& method = procedure.methods.front();
        method.fee.reset();
        method.note = "Phải xác minh";
        procedure.methods.push_back(method);
        procedure.methods.back().duration = calendar::Duration{2, calendar::DurationUnit::working_days};
        procedure.methods.back().note = "Không phải xác minh";
        ProcedureStore(tx).Import({procedure});
    });
    const auto dossier = office.ADossier();
    ASSERT_TRUE(dossier.FeeUnknown());
    ASSERT_TRUE(office.Do(office.as_clerk, Act{.code = dossier.code,
                                               .event = "accept",
                                               .expected_version = dossier.version,
                                               .reason = "Đã xem bản chính",
                                               .chosen_case = "1",
                                               .fee = "30.000",
                                               .fee_basis = "Nghị quyết 12 của Hội đồng nhân dân tỉnh"}));
    const auto said = office.Happenings(dossier).back().reason;
    const auto entered = office.database->Read([&](storage::Transaction& tx) {
        static constexpr storage::Statement kNewest{"test.newest_entry",
                                                    "SELECT content FROM ledger_entry ORDER BY id DESC LIMIT 1"};
        return tx.SelectOne(kNewest, {}, [](storage::Row& row) { return row.Next<std::string>(); }).value();
    });
    for (const auto* wanted : {"Đã xem bản chính. ", "Trường hợp: 2 ngày làm việc · Không phải xác minh. ",
                               "Phí, lệ phí 30.000 đồng. Căn cứ: Nghị quyết 12"}) {
        EXPECT_NE(said.find(wanted), std::string::npos) << said;
        EXPECT_NE(entered.find(wanted), std::string::npos) << entered;
    }
}

// The clock of another node may be a moment ahead: the extension is of the same moment for the timeline and for the clock.
TEST_P(DossierTerms, an_extension_is_found_again_whatever_happened_in_its_moment) {
    Office office(GetParam());
    auto dossier = office.Do(office.as_clerk, office.ADossier(), "accept").value();
    dossier = office.Do(office.as_clerk, dossier, "forward").value();
    office.clock.Set(dossier.clock.ticks().back().at + -50);
    Act extend{.code = dossier.code,
               .event = "extend",
               .expected_version = dossier.version,
               .reason = "Chờ xác minh",
               .until = Date::Of(2026, 11, 27)};
    dossier = office.Do(office.as_leader, extend).value();
    const auto happenings = office.Happenings(dossier);
    EXPECT_EQ(happenings.back().at, dossier.clock.ticks().back().at);
    EXPECT_EQ(ExtendedTo(dossier, happenings, happenings.back()), Date::Of(2026, 11, 27));
    for (std::size_t each = 0; each + 1 < happenings.size(); ++each)
        EXPECT_FALSE(ExtendedTo(dossier, happenings, happenings[each])) << happenings[each].event;
}

INSTANTIATE_TEST_SUITE_P(Both, DossierTerms, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace dongson::one_stop
