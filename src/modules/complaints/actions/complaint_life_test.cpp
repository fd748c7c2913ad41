// The life of complaints and feedback, on both databases: their days, who may do what, who never learns of them.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/text.h"
#include "modules/complaints/actions/act_on_complaint.h"
#include "modules/complaints/actions/complaint_keeper.h"
#include "modules/complaints/actions/file_complaint.h"
#include "modules/complaints/storage/complaint_store.h"
#include "platform/identity/storage/account_store.h"
#include "platform/ledger/audit.h"
#include "platform/testing/bare_house.h"
#include "platform/workflow/circumstances.h"
#include "platform/workflow/inbox.h"
#include "platform/workflow/storage/case_store.h"

#define EXPECT_COMPLAINT_REFUSED(result, wanted) \
    EXPECT_EQ((result).has_value() ? std::string("done") : (result).error().code, wanted)

namespace dongson::complaints {

namespace {

using storage::Transaction;
using workflow::Actor;

class ComplaintLife : public ::testing::TestWithParam<storage::Engine> {
  protected:
    ComplaintLife() {
        const auto now = house.units.Now();
        commune = now->FindByKey("xa-14797-2025")->id;
        department = now->FindByKey("so-tu-phap")->id;
        province = now->Find(commune)->parent;
        clerk = AtWork("Lê Thị Quầy", commune, "clerk");
        doer = AtWork("Phạm Văn Xác", commune, "specialist");
        other = AtWork("Hoàng Thị Minh", commune, "specialist");
        head = AtWork("Nguyễn Văn Trưởng", commune, "leader");
        above_clerk = AtWork("Trần Thị Tiếp", province, "clerk");
        above_doer = AtWork("Vũ Văn Thanh", province, "specialist");
        above_head = AtWork("Đỗ Văn Chủ", province, "leader");
        asked = AtWork("Bùi Thị Tư", department, "specialist");
        citizen = {
            .id = Fresh<AccountTag>(), .kind = identity::AccountKind::citizen, .login = "038190001234", .name = "Lê Văn Dân"};
        citizen.person_number = "038190001234";
        house.database->MustWrite([&](Transaction& tx) { identity::AccountStore(tx).Insert(citizen); });
    }

    identity::Officer AtWork(const std::string& name, UnitId unit, const char* role) {
        identity::Officer officer{
            {.id = Fresh<AccountTag>(), .kind = identity::AccountKind::officer, .login = Fold(name), .name = name},
            {{unit, role, "Chức vụ"}}};
        house.database->MustWrite([&](Transaction& tx) {
            identity::AccountStore(tx).Insert(officer.account);
            identity::AccountStore(tx).Appoint(officer.account.id, officer.appointments[0]);
        });
        return officer;
    }

    NewComplaint Wanted() const {
        return {.feedback = false,
                .about = "unit",
                .about_code = "",
                .named = "",
                .unit = commune,
                .said = "Trả kết quả chậm mười hai ngày",
                .wish = "Trả kết quả",
                .known = Date::Of(2026, 11, 20)};
    }
    NewComplaint Feedback() const {
        auto wanted = Wanted();
        wanted.feedback = wanted.may_publish = true;
        wanted.wish.clear();
        return wanted;
    }
    Result<Complaint> File(const NewComplaint& wanted) { return FileComplaint(house.platform, citizen, wanted); }

    Result<Complaint> Do(const Actor& who, const Complaint& complaint, std::string event, Act act = {}) {
        act.code = complaint.code;
        act.event = std::move(event);
        act.expected_version = Reread(complaint).version;
        if (act.reason.empty()) act.reason = "Có lý do";
        auto done = ActOnComplaint(house.platform, who, act);
        house.database->Read([&](Transaction& tx) {
            const auto now = ComplaintStore(tx).Get(complaint.code).value();
            EXPECT_TRUE(workflow::WorkIsDerived(tx, *house.units.Now(), MovingOf(now), house.clock.Now())) << act.event;
            return 0;
        });
        return done;
    }
    Result<Complaint> Do(const identity::Officer& who, const Complaint& complaint, std::string event, Act act = {}) {
        return Do(Actor::Of(who), complaint, std::move(event), std::move(act));
    }
    static Act Proposal() { return {.outcome = "justified", .result = "Việc trả chậm là có thật; trả ngay kết quả."}; }
    Complaint Decided(const Complaint& complaint) {
        EXPECT_TRUE(Do(clerk, complaint, "accept"));
        EXPECT_TRUE(Do(doer, complaint, "propose", Proposal()));
        return Do(head, complaint, "sign").value();
    }

    Complaint Reread(const Complaint& complaint) {
        return house.database->Read([&](Transaction& tx) { return ComplaintStore(tx).Get(complaint.code).value(); });
    }
    std::string InInbox(const identity::Officer& who) {
        return house.database->Read([&](Transaction& tx) {
            std::vector<std::string> states;
            for (const auto* item : workflow::InboxStore(tx).Read(who, workflow::InboxView::all, house.clock.Now()).items)
                states.push_back(item->title + ": " + item->state.vi);
            return Join(states, "; ");
        });
    }
    std::string MayDo(const Actor& who, const Complaint& complaint) {
        return house.database->Read([&](Transaction& tx) {
            const auto now = ComplaintStore(tx).Get(complaint.code).value();
            std::vector<std::string> keys;
            for (const auto* event :
                 AllowedOn(now, who,
                           workflow::CircumstancesOf(house.platform, tx, MovingOf(now),
                                                     workflow::CaseStore(tx).Consultations(now.id), house.clock.Now())))
                keys.push_back(event->key);
            std::ranges::sort(keys);
            return Join(keys, " ");
        });
    }
    // What the ledger says of all that happened.
    std::string Faults() {
        house.ledger.Sequence();
        ledger::Audit audit(*house.database, house.ledger.Verifier());
        audit.HoldTree();
        AuditComplaints(house.platform, audit);
        audit.HoldUnclaimed();
        return Join(audit.faults(), "; ");
    }
    void Later(int days) { house.clock.Set(house.clock.Now() + days * kDay); }
    std::string Due(const Complaint& complaint) { return Reread(complaint).due.LocalDate().Iso(); }

    testing::BareHouse house{GetParam(), Instant::Parse("2026-11-23 08:00").value()};
    UnitId commune, department, province;
    identity::Officer clerk, doer, other, head, above_clerk, above_doer, above_head, asked;
    identity::Account citizen;
};

}  // namespace

TEST_P(ComplaintLife, goes_from_the_one_who_writes_to_the_decision_in_their_hands) {
    const auto complaint = File(Wanted()).value();
    EXPECT_EQ(Due(complaint), "2026-12-03") << "ten days to take it on";
    EXPECT_EQ(InInbox(clerk), "Khiếu nại lần đầu: Đã nhận đơn, chờ thụ lý") << "and no word of what it says";
    EXPECT_EQ(MayDo(Actor::Of(clerk), complaint), "accept decline");
    EXPECT_EQ(MayDo(Actor::Of(citizen), complaint), "withdraw");
    Later(2);
    EXPECT_TRUE(Do(clerk, complaint, "accept"));
    EXPECT_EQ(Due(complaint), "2026-12-25") << "thirty from that day";
    EXPECT_TRUE(Do(doer, complaint, "extend"));
    EXPECT_EQ(Due(complaint), "2027-01-11") << "forty-five, a Saturday moved to Monday";
    EXPECT_COMPLAINT_REFUSED(Do(doer, complaint, "extend"), "COMPLAINT_LIMIT_REACHED");
    EXPECT_COMPLAINT_REFUSED(Do(doer, complaint, "propose"), "COMPLAINT_OUTCOME");
    EXPECT_TRUE(Do(doer, complaint, "propose", Proposal()));
    EXPECT_COMPLAINT_REFUSED(Do(doer, complaint, "sign"), "COMPLAINT_NOT_YOURS");
    const auto decided = Do(head, complaint, "sign").value();
    EXPECT_EQ(decided.state, "decided");
    EXPECT_EQ(decided.decision, "01/QĐ-GQKN");
    EXPECT_TRUE(decided.decision_file);
    EXPECT_FALSE(decided.Late(house.clock.Now()));
    EXPECT_EQ(InInbox(head), "");
    EXPECT_EQ(Faults(), "");
}

TEST_P(ComplaintLife, nobody_floods_a_unit) {
    for (int number = 0; number < 20; ++number) ASSERT_TRUE(File(Feedback()).has_value()) << number;
    EXPECT_COMPLAINT_REFUSED(File(Feedback()), "COMPLAINT_TOO_MANY");
    EXPECT_COMPLAINT_REFUSED(File(Wanted()), "COMPLAINT_TOO_MANY");
}

TEST_P(ComplaintLife, is_not_taken_on_for_a_reason_of_the_law_alone) {
    const auto complaint = File(Wanted()).value();
    EXPECT_COMPLAINT_REFUSED(Do(clerk, complaint, "decline", {.why = "because"}), "COMPLAINT_WHY_NOT");
    const auto declined = Do(clerk, complaint, "decline", {.why = "too_late"}).value();
    EXPECT_EQ(declined.state, "declined");
    EXPECT_EQ(declined.reason_key, "too_late");
    auto again = Wanted();
    again.former = complaint.code;
    EXPECT_COMPLAINT_REFUSED(File(again), "COMPLAINT_NOT_AGAIN");
}

TEST_P(ComplaintLife, whoever_is_named_neither_handles_it_nor_is_given_it) {
    auto wanted = Wanted();
    wanted.about = "officer";
    wanted.named = " pham van XÁC ";
    const auto complaint = File(wanted).value();
    EXPECT_EQ(complaint.handler, commune);
    EXPECT_TRUE(Do(clerk, complaint, "accept"));
    EXPECT_FALSE(MayRead(Reread(complaint), commune, doer));
    EXPECT_EQ(MayDo(Actor::Of(doer), complaint), "");
    EXPECT_COMPLAINT_REFUSED(Do(doer, complaint, "propose", Proposal()), "NOT_FOUND");
    EXPECT_COMPLAINT_REFUSED(WriteNote(house.platform, doer, {complaint.code, "Không phải lỗi của tôi"}), "NOT_FOUND");
    EXPECT_COMPLAINT_REFUSED(AssignComplaint(house.platform, head, complaint.code, doer.account.id, Reread(complaint).version),
                             "COMPLAINT_NAMED_ASSIGNEE");
    EXPECT_TRUE(AssignComplaint(house.platform, head, complaint.code, other.account.id, Reread(complaint).version));
    EXPECT_TRUE(MayRead(Reread(complaint), commune, other));
    EXPECT_TRUE(Do(other, complaint, "propose", Proposal()));
}

// Art. 7: the first complaint about oneself the head decides; feedback about the head goes above, where the head sees nothing.
TEST_P(ComplaintLife, a_head_decides_the_first_complaint_and_never_feedback_about_themselves) {
    auto wanted = Wanted();
    wanted.about = "officer";
    wanted.named = head.account.name;
    const auto complaint = File(wanted).value();
    EXPECT_EQ(complaint.handler, commune);
    EXPECT_TRUE(MayRead(complaint, commune, head));
    EXPECT_EQ(Decided(complaint).state, "decided");
    wanted.feedback = true;
    const auto feedback = File(wanted).value();
    EXPECT_EQ(feedback.handler, province);
    EXPECT_FALSE(MayRead(feedback, province, head));
}

TEST_P(ComplaintLife, goes_to_the_unit_above_the_second_time_while_the_days_run) {
    const auto first = File(Wanted()).value();
    auto again = Wanted();
    again.former = first.code;
    EXPECT_COMPLAINT_REFUSED(File(again), "COMPLAINT_NOT_AGAIN");
    Decided(first);
    Later(30);
    const auto second = File(again).value();
    EXPECT_EQ(second.round, 2);
    EXPECT_EQ(second.handler, province);
    EXPECT_FALSE(MayRead(second, second.holder, head));
    EXPECT_COMPLAINT_REFUSED(File(again), "COMPLAINT_AGAIN_ALREADY");
    EXPECT_TRUE(Do(above_clerk, second, "accept"));
    EXPECT_COMPLAINT_REFUSED(Do(above_doer, second, "propose", Proposal()), "COMPLAINT_NO_DIALOGUE");
    EXPECT_TRUE(Do(above_doer, second, "dialogue"));
    EXPECT_TRUE(Do(above_doer, second, "propose", Proposal()));
    const auto decided = Do(above_head, second, "sign").value();
    EXPECT_FALSE(MayComplainAgainUntil(decided, *house.platform.calendar.Now(), house.clock.Now())) << "the court is left";
}

TEST_P(ComplaintLife, the_days_to_complain_again_end) {
    const auto first = Decided(File(Wanted()).value());
    Later(31);
    auto again = Wanted();
    again.former = first.code;
    EXPECT_COMPLAINT_REFUSED(File(again), "COMPLAINT_NOT_AGAIN");
}

TEST_P(ComplaintLife, where_nothing_was_decided_in_time_they_complain_again) {
    const auto first = File(Wanted()).value();
    EXPECT_TRUE(Do(clerk, first, "accept"));
    Later(40);
    auto again = Wanted();
    again.former = first.code;
    EXPECT_EQ(File(again).value().handler, province);
}

// The last day moves to a working day, as every day of this law: Sunday 27 December to Monday.
TEST_P(ComplaintLife, the_last_day_to_complain_again_is_a_working_day) {
    Later(4);
    const auto first = Decided(File(Wanted()).value());
    auto again = Wanted();
    again.former = first.code;
    EXPECT_EQ(MayComplainAgainUntil(first, *house.platform.calendar.Now(), house.clock.Now())->Iso(), "2026-12-28");
    Later(31);
    EXPECT_TRUE(File(again));
}

// What was taken on too late was not in time altogether, whatever came after; what was not taken on is settled by nobody.
TEST_P(ComplaintLife, figures_say_what_was_in_time_and_what_was_settled) {
    const auto late = File(Wanted()).value(), prompt = File(Wanted()).value(), declined = File(Wanted()).value();
    Decided(prompt);
    EXPECT_TRUE(Do(clerk, declined, "decline", {.why = "not_ours"}));
    Later(11);
    EXPECT_FALSE(Decided(late).Late(house.clock.Now())) << "the settling itself was in time";
    const auto from = Instant::At(Date::Of(2026, 10, 1), 0), until = Instant::At(Date::Of(2027, 1, 1), 0);
    const auto [own, told] = house.database->Read([&](Transaction& tx) {
        ComplaintStore complaints(tx);
        return std::pair(complaints.Count(from, until, house.clock.Now()).at(0), complaints.CountForPublic(from, until).at(0));
    });
    EXPECT_EQ(own.closed, 3);
    EXPECT_EQ(own.on_time, 2);
    EXPECT_EQ(told.filed.count, 3);
    EXPECT_EQ(told.settled.count, 2);
    EXPECT_EQ(told.on_time.count, 1);
    EXPECT_EQ(Faults(), "");
}

TEST_P(ComplaintLife, what_is_over_is_not_made_longer) {
    const auto complaint = File(Wanted()).value();
    EXPECT_TRUE(Do(clerk, complaint, "accept"));
    Later(31);
    EXPECT_COMPLAINT_REFUSED(Do(doer, complaint, "extend"), "COMPLAINT_TOO_LATE_TO_EXTEND");
    auto again = Wanted();
    again.former = complaint.code;
    EXPECT_TRUE(File(again));
}

// Whoever came with a paper comes with the second one to the counter above; of nobody else's is one made.
TEST_P(ComplaintLife, who_has_no_account_complains_again_at_the_counter_above) {
    auto wanted = Wanted();
    wanted.name = "Phạm Thị Già";
    wanted.address = "Phường Hạc Thành";
    const auto first = Decided(FileForSomebody(house.platform, clerk, wanted).value());
    wanted.former = first.code;
    EXPECT_COMPLAINT_REFUSED(FileForSomebody(house.platform, clerk, wanted), "COMPLAINT_ABOVE");
    auto stranger = wanted;
    stranger.name = "Phạm Thị Trẻ";
    EXPECT_COMPLAINT_REFUSED(FileForSomebody(house.platform, above_clerk, stranger), "NOT_FOUND");
    const auto second = FileForSomebody(house.platform, above_clerk, wanted).value();
    EXPECT_EQ(second.round, 2);
    EXPECT_EQ(second.handler, province);
    EXPECT_TRUE(second.on_paper);
    wanted.former = File(Wanted()).value().code;
    EXPECT_COMPLAINT_REFUSED(FileForSomebody(house.platform, above_clerk, wanted), "NOT_FOUND");
}

TEST_P(ComplaintLife, others_are_asked_and_who_is_asked_sees_the_question_alone) {
    const auto complaint = File(Wanted()).value();
    EXPECT_TRUE(Do(clerk, complaint, "accept"));
    EXPECT_TRUE(Do(doer, complaint, "ask_opinion", {.reason = "Hồ sơ loại này hạn bao nhiêu ngày?", .asked = {department}}));
    EXPECT_EQ(MayDo(Actor::Of(asked), complaint), "answer_opinion");
    EXPECT_FALSE(MayRead(Reread(complaint), commune, asked));
    EXPECT_COMPLAINT_REFUSED(WriteNote(house.platform, asked, {complaint.code, "Tôi muốn đọc thêm"}), "NOT_FOUND");
    EXPECT_COMPLAINT_REFUSED(Do(doer, complaint, "propose", Proposal()), "COMPLAINT_OPINION_OPEN");
    EXPECT_TRUE(Do(asked, complaint, "answer_opinion", {.reason = "Năm ngày làm việc"}));
    EXPECT_TRUE(Do(doer, complaint, "propose", Proposal()));
}

TEST_P(ComplaintLife, is_withdrawn_by_who_filed_it_and_by_nobody_else) {
    const auto complaint = File(Wanted()).value();
    EXPECT_COMPLAINT_REFUSED(Do(clerk, complaint, "withdraw"), "COMPLAINT_NOT_YOURS");
    auto stranger = citizen;
    stranger.id = Fresh<AccountTag>();
    EXPECT_COMPLAINT_REFUSED(Do(Actor::Of(stranger), complaint, "withdraw"), "COMPLAINT_NOT_YOURS");
    EXPECT_EQ(Do(Actor::Of(citizen), complaint, "withdraw").value().state, "withdrawn");
}

TEST_P(ComplaintLife, both_sides_write_to_each_other) {
    const auto complaint = File(Wanted()).value();
    EXPECT_TRUE(WriteToFiler(house.platform, clerk, complaint.code, "Bạn gửi thêm giấy hẹn nhé"));
    EXPECT_TRUE(WriteToOffice(house.platform, citizen, complaint.code, "Giấy hẹn ngày 5 tháng 11"));
    EXPECT_TRUE(InInbox(clerk).contains("chờ trả lời"));
    EXPECT_COMPLAINT_REFUSED(WriteToFiler(house.platform, above_head, complaint.code, "Cho tôi hỏi"), "FORBIDDEN");
}

TEST_P(ComplaintLife, feedback_is_passed_on_answered_and_published_by_a_second_person) {
    const auto feedback = File(Feedback()).value();
    EXPECT_EQ(Due(feedback), "2026-12-15") << "fifteen working days, our own; 24 November is a holiday";
    EXPECT_COMPLAINT_REFUSED(Do(clerk, feedback, "forward", {.unit = commune}), "COMPLAINT_UNIT");
    EXPECT_TRUE(Do(clerk, feedback, "forward", {.unit = province}));
    EXPECT_COMPLAINT_REFUSED(Do(clerk, feedback, "accept"), "COMPLAINT_NOT_YOURS");
    EXPECT_EQ(Due(feedback), "2026-12-15") << "passing it on wins no time";
    EXPECT_TRUE(Do(above_clerk, feedback, "accept"));
    EXPECT_TRUE(Do(above_doer, feedback, "answer", {.result = "Từ nay có người trực đến 17 giờ."}));
    const auto publish = [&](const identity::Officer& who, bool second) {
        return PublishAnswer(house.platform, who,
                             {.code = feedback.code,
                              .expected_version = Reread(feedback).version,
                              .question = "Bao giờ có người trực?",
                              .answer = "Từ nay đến 17 giờ.",
                              .publish = second});
    };
    EXPECT_COMPLAINT_REFUSED(publish(above_head, true), "COMPLAINT_NOTHING_TO_SHOW");
    EXPECT_TRUE(publish(above_doer, false));
    EXPECT_COMPLAINT_REFUSED(publish(above_doer, true), "COMPLAINT_OWN_WORK");
    const auto shown = [&] { return house.database->Read([](Transaction& tx) { return ComplaintStore(tx).Shown(9).size(); }); };
    EXPECT_EQ(shown(), 0U);
    EXPECT_TRUE(publish(above_head, true));
    EXPECT_EQ(shown(), 1U);
    EXPECT_TRUE(publish(above_doer, false)) << "what should not have been said is taken down by one, at once";
    EXPECT_EQ(shown(), 0U);
    EXPECT_TRUE(publish(above_head, true)) << "and comes back by two";
    EXPECT_EQ(shown(), 1U);
    EXPECT_EQ(Faults(), "");
}

TEST_P(ComplaintLife, feedback_about_a_head_does_not_come_back_to_their_office) {
    auto wanted = Feedback();
    wanted.about = "officer";
    wanted.named = head.account.name;
    const auto feedback = File(wanted).value();
    EXPECT_EQ(feedback.handler, province) << "who signs for the commune is named";
    EXPECT_COMPLAINT_REFUSED(Do(above_clerk, feedback, "forward", {.unit = commune}), "COMPLAINT_NAMED_HEAD");
    EXPECT_TRUE(Do(above_clerk, feedback, "accept"));
}

TEST_P(ComplaintLife, without_consent_nothing_is_published) {
    auto wanted = Feedback();
    wanted.may_publish = false;
    const auto feedback = File(wanted).value();
    EXPECT_TRUE(Do(clerk, feedback, "accept"));
    const auto answered = Do(doer, feedback, "answer", {.result = "Từ nay có người trực đến 17 giờ."}).value();
    EXPECT_COMPLAINT_REFUSED(PublishAnswer(house.platform, doer,
                                           {.code = answered.code,
                                            .expected_version = answered.version,
                                            .question = "Bao giờ có người trực?",
                                            .answer = "Từ nay đến 17 giờ."}),
                             "COMPLAINT_NOT_TO_SHOW");
}

TEST_P(ComplaintLife, a_clerk_takes_it_at_the_counter_unless_they_are_named) {
    auto wanted = Wanted();
    wanted.name = "Phạm Thị Già";
    wanted.address = "Phường Hạc Thành";
    const auto taken = FileForSomebody(house.platform, clerk, wanted).value();
    EXPECT_TRUE(taken.on_paper);
    EXPECT_EQ(taken.name, "Phạm Thị Già");
    wanted.about = "dossier";
    wanted.about_code = "H56.14-261123-0001";
    EXPECT_COMPLAINT_REFUSED(FileForSomebody(house.platform, clerk, wanted), "COMPLAINT_ABOUT") << "it would be tied to nothing";
    wanted.about = "officer";
    wanted.named = clerk.account.name;
    EXPECT_COMPLAINT_REFUSED(FileForSomebody(house.platform, clerk, wanted), "COMPLAINT_NAMED_CLERK");
    wanted.unit = department;
    EXPECT_COMPLAINT_REFUSED(FileForSomebody(house.platform, clerk, wanted), "FORBIDDEN");
}

TEST_P(ComplaintLife, wrong_words_name_their_field_and_a_key_gives_one) {
    const auto field = [&](auto change) {
        auto wanted = Wanted();
        change(wanted);
        const auto filed = File(wanted);
        return filed ? std::string("done") : filed.error().field;
    };
    EXPECT_EQ(field([](auto& each) { each.about = ""; }), "ve_viec");
    EXPECT_EQ(field([](auto& each) { each.about = "procedure"; }), "ve_viec");
    EXPECT_EQ(field([](auto& each) { each.about = "officer"; }), "can_bo");
    EXPECT_EQ(field([](auto& each) {
                  each.about = "dossier";
                  each.about_code = "H56.14-261123-0001";
              }),
              "ho_so");
    EXPECT_EQ(field([](auto& each) { each.said = "ngắn"; }), "noi_dung");
    EXPECT_EQ(field([](auto& each) { each.wish = ""; }), "yeu_cau");
    EXPECT_EQ(field([](auto& each) { each.unit = {}; }), "don_vi");
    EXPECT_EQ(field([](auto& each) { each.known.reset(); }), "ngay_biet");
    EXPECT_EQ(field([](auto& each) { each.known = Date::Of(2026, 12, 24); }), "ngay_biet");
    auto wanted = Wanted();
    wanted.key = "b2f6c1d0a4e84f0f9a";
    EXPECT_EQ(File(wanted).value().code, File(wanted).value().code);
    wanted.may_publish = true;
    EXPECT_COMPLAINT_REFUSED(File(wanted), "IDEMPOTENCY_KEY_REUSED") << "what is agreed to is part of it";
}

INSTANTIATE_TEST_SUITE_P(Both, ComplaintLife, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace dongson::complaints
