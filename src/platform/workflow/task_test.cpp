// The life of a task, on both databases: who may do what, whose inbox it stands in, what parts do to the whole.
#include "platform/workflow/task.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "core/embedded.h"
#include "core/text.h"
#include "core/yaml.h"
#include "platform/identity/staff.h"
#include "platform/identity/storage/account_store.h"
#include "platform/identity/storage/staff_store.h"
#include "platform/ledger/audit.h"
#include "platform/testing/bare_house.h"
#include "platform/workflow/act_on_task.h"
#include "platform/workflow/assignment.h"
#include "platform/workflow/circumstances.h"
#include "platform/workflow/follow.h"
#include "platform/workflow/give_task.h"
#include "platform/workflow/inbox.h"
#include "platform/workflow/storage/case_store.h"
#include "platform/workflow/storage/task_store.h"
#include "platform/workflow/task_entry.h"
#include "platform/workflow/task_keeper.h"

#define EXPECT_REFUSED(result, wanted) EXPECT_EQ((result).has_value() ? std::string("done") : (result).error().code, wanted)

namespace dongson::workflow {

namespace {

using storage::Transaction;

class TaskLife : public ::testing::TestWithParam<storage::Engine> {
  protected:
    TaskLife() {
        const auto now = house.units.Now();
        commune = now->FindByKey("xa-14797-2025")->id;
        department = now->FindByKey("so-tu-phap")->id;
        elsewhere = now->FindByKey("so-xay-dung")->id;
        head = AtWork("lanhdao", department, "leader");
        chair = AtWork("chutich", commune, "leader");
        doer = AtWork("chuyenvien", commune, "specialist");
        colleague = AtWork("chuyenvien2", commune, "specialist");
        stranger = AtWork("sxd", elsewhere, "leader");
    }

    identity::Officer AtWork(const std::string& login, UnitId unit, const char* role) {
        identity::Officer officer{
            {.id = Fresh<AccountTag>(), .kind = identity::AccountKind::officer, .login = login, .name = "Cán bộ " + login},
            {{unit, role, "Chức vụ"}}};
        house.database->MustWrite([&](Transaction& tx) {
            identity::AccountStore(tx).Insert(officer.account);
            identity::AccountStore(tx).Appoint(officer.account.id, officer.appointments[0]);
        });
        return officer;
    }

    static NewTask Wanted(UnitId unit, AccountId person = {}) {
        return {.title = "Rà soát thủ tục hộ tịch",
                .wanted = "Rà soát, gửi danh sách thủ tục còn vướng",
                .evidence = "Danh sách có chữ ký",
                .unit = unit,
                .person = person,
                .until = {},
                .days = 10};
    }
    Task Given(AccountId person = {}) { return GiveTask(house.platform, head, Wanted(commune, person)).value(); }
    Task APart(const Task& whole, const identity::Officer& giver, AccountId person, int weight) {
        auto wanted = Wanted(commune, person);
        wanted.evidence = "";
        wanted.days = 3;
        wanted.weight = weight;
        wanted.part_of = whole.code;
        return GiveTask(house.platform, giver, wanted).value();
    }

    Result<Task> Do(const identity::Officer& who, const Task& task, std::string event, TaskAct act = {}) {
        act.code = task.code;
        act.event = std::move(event);
        act.expected_version = Reread(task).version;
        if (act.reason.empty()) act.reason = "Có lý do";
        auto done = ActOnTask(house.platform, who, act);
        EXPECT_TRUE(IsDerived(task)) << act.event;
        return done;
    }
    Result<Task> Finish(const identity::Officer& who, const Task& task) {
        return Do(who, task, "finish", {.reason = "Đã rà soát 120 thủ tục, danh sách đã được ký"});
    }

    Task Reread(const Task& task) {
        return house.database->Read([&](Transaction& tx) { return TaskStore(tx).Get(task.code).value(); });
    }
    bool IsDerived(const Task& task) {
        return house.database->Read([&](Transaction& tx) {
            const auto now = TaskStore(tx).Get(task.code).value();
            return WorkIsDerived(tx, *house.units.Now(), MovingOf(now), house.clock.Now());
        });
    }
    // What of it stands in somebody's inbox.
    std::string InInbox(const identity::Officer& who) {
        return house.database->Read([&](Transaction& tx) {
            std::vector<std::string> states;
            for (const auto* item : InboxStore(tx).Read(who, InboxView::all, house.clock.Now()).items)
                states.push_back(item->state.vi);
            return Join(states, "; ");
        });
    }
    std::string MayDo(const identity::Officer& who, const Task& task) {
        return house.database->Read([&](Transaction& tx) {
            const auto now = TaskStore(tx).Get(task.code).value();
            std::vector<std::string> keys;
            for (const auto* event :
                 AllowedOnTask(now, Actor::Of(who), CircumstancesOf(house.platform, tx, MovingOf(now), {}, house.clock.Now())))
                keys.push_back(event->key);
            std::ranges::sort(keys);
            return Join(keys, " ");
        });
    }
    std::string LastNotice(const identity::Officer& who) {
        return house.database->Read([&](Transaction& tx) {
            const auto notices = notices::Notices::NoticesOf(tx, who.account.id, 1);
            return notices.empty() ? std::string() : notices[0].path + " " + notices[0].sentence.In(Language::vietnamese);
        });
    }

    dongson::testing::BareHouse house{GetParam(), Instant::Parse("2026-11-16 08:00").value()};
    UnitId commune, department, elsewhere;
    identity::Officer head, chair, doer, colleague, stranger;
};

}  // namespace

TEST_P(TaskLife, from_given_to_accepted_and_assessed) {
    const auto task = Given();
    EXPECT_EQ(task.code, "NV-2026-00001");
    EXPECT_EQ(task.due.Local(), "2026-12-01 17:00") << "ten working days, one of them a day off";
    EXPECT_EQ(InInbox(doer), "Đã giao, chờ nhận việc");
    EXPECT_EQ(InInbox(head), "");
    EXPECT_NE(LastNotice(chair).find("/can-bo/nhiem-vu/NV-2026-00001"), std::string::npos) << "those who divide the unit's tasks";
    EXPECT_EQ(MayDo(doer, task), "acknowledge ask_extension return");
    EXPECT_EQ(MayDo(head, task), "withdraw");

    ASSERT_TRUE(AssignTask(house.platform, doer, task.code, doer.account.id, task.version));
    ASSERT_TRUE(Do(doer, task, "acknowledge"));
    EXPECT_EQ(MayDo(colleague, task), "") << "it lies with somebody else";
    EXPECT_REFUSED(Do(doer, task, "report", {.percent = 101}), "TASK_PERCENT");
    ASSERT_TRUE(Do(doer, task, "report", {.percent = 40}));
    EXPECT_EQ(Reread(task).percent, 40);
    EXPECT_NE(LastNotice(head).find("Tiến độ 40 %"), std::string::npos) << LastNotice(head);

    EXPECT_REFUSED(Do(doer, task, "finish", {.reason = "Xong"}), "TASK_EVIDENCE_WANTED");
    ASSERT_TRUE(Finish(doer, task));
    EXPECT_EQ(InInbox(doer), "");
    EXPECT_EQ(InInbox(head), "Đã báo hoàn thành, chờ nghiệm thu");
    EXPECT_REFUSED(Do(stranger, task, "accept", {.mark = "good"}), "TASK_NOT_YOURS");
    EXPECT_REFUSED(Do(head, task, "accept", {.mark = "perfect"}), "TASK_MARK");
    ASSERT_TRUE(Do(head, task, "send_back", {.reason = "Thiếu chữ ký"}));
    EXPECT_EQ(Reread(task).assignee, doer.account.id) << "back with whoever did it";
    EXPECT_FALSE(Reread(task).done);
    ASSERT_TRUE(Finish(doer, task));
    ASSERT_TRUE(Do(head, task, "accept", {.reason = "Đầy đủ", .mark = "good"}));
    const auto closed = Reread(task);
    EXPECT_EQ(closed.state, "closed");
    EXPECT_EQ(closed.mark, "good");
    EXPECT_EQ(closed.assessment, "Đầy đủ");
    EXPECT_EQ(InInbox(head) + InInbox(doer), "");
    EXPECT_REFUSED(Do(head, task, "withdraw"), "TASK_ALREADY_CLOSED");
}

TEST_P(TaskLife, what_is_granted_is_never_overdue) {
    const auto task = Given(doer.account.id);
    ASSERT_TRUE(Do(doer, task, "acknowledge"));
    EXPECT_REFUSED(Do(doer, task, "ask_extension"), "TASK_DAY_MISSING");
    EXPECT_REFUSED(Do(doer, task, "ask_extension", {.until = Date::Of(2026, 11, 30)}), "TASK_EXTENSION_EARLIER");
    EXPECT_REFUSED(Do(doer, task, "ask_extension", {.until = Date::Of(2026, 12, 6)}), "TASK_DAY_CLOSED");
    ASSERT_TRUE(Do(doer, task, "ask_extension", {.until = Date::Of(2026, 12, 8)}));
    EXPECT_EQ(InInbox(head), "Xin gia hạn, chờ trả lời");
    EXPECT_EQ(InInbox(doer), "Đang thực hiện") << "it goes on meanwhile";
    EXPECT_REFUSED(Do(doer, task, "grant_extension"), "TASK_NOT_YOURS");
    ASSERT_TRUE(Do(head, task, "grant_extension"));
    EXPECT_EQ(InInbox(head), "");
    house.clock.Set(Instant::Parse("2026-12-07 09:00").value());
    EXPECT_FALSE(Reread(task).Late(house.clock.Now()));
    EXPECT_EQ(Reread(task).due.Local(), "2026-12-08 17:00");
    ASSERT_TRUE(Do(doer, task, "ask_extension", {.until = Date::Of(2026, 12, 15)}));
    ASSERT_TRUE(Do(head, task, "refuse_extension"));
    house.clock.Set(Instant::Parse("2026-12-09 09:00").value());
    EXPECT_TRUE(Reread(task).Late(house.clock.Now()));
}

TEST_P(TaskLife, parts_roll_up_and_hold_the_whole) {
    const auto whole = Given(doer.account.id);
    ASSERT_TRUE(Do(doer, whole, "acknowledge"));
    const auto big = APart(whole, doer, colleague.account.id, 3), small = APart(whole, doer, {}, 1);
    EXPECT_EQ(big.giver_unit, commune) << "given by the unit that does the whole";
    EXPECT_EQ(Reread(whole).open_parts, 2);
    auto outside = Wanted(elsewhere);
    outside.part_of = whole.code;
    EXPECT_REFUSED(GiveTask(house.platform, doer, outside), "FORBIDDEN") << "whoever only does tasks divides within the unit";
    auto late = Wanted(commune);
    late.days = 30;
    late.part_of = whole.code;
    EXPECT_REFUSED(GiveTask(house.platform, doer, late), "TASK_AFTER_WHOLE");

    ASSERT_TRUE(Do(colleague, big, "acknowledge"));
    ASSERT_TRUE(Do(colleague, big, "report", {.percent = 60}));
    EXPECT_EQ(Reread(whole).percent, 45) << "60 % of three quarters";
    EXPECT_REFUSED(Finish(doer, whole), "TASK_PARTS_OPEN");
    ASSERT_TRUE(Finish(colleague, big));
    EXPECT_EQ(InInbox(doer), "Đã báo hoàn thành, chờ nghiệm thu; Đã giao, chờ nhận việc; Đang thực hiện") << "the nearest first";
    ASSERT_TRUE(Do(doer, big, "accept", {.mark = "fair"}));
    ASSERT_TRUE(Do(doer, small, "withdraw"));
    EXPECT_EQ(Reread(whole).percent, 100) << "what was withdrawn counts for nothing";
    ASSERT_TRUE(Finish(doer, whole));
}

TEST_P(TaskLife, nobody_accepts_what_they_did) {
    auto wanted = Wanted(department);
    const auto other = AtWork("phonghop", department, "specialist");
    wanted.person = other.account.id;
    const auto task = GiveTask(house.platform, head, wanted).value();
    ASSERT_TRUE(Do(other, task, "acknowledge"));
    ASSERT_TRUE(Finish(other, task));
    EXPECT_REFUSED(Do(other, task, "accept", {.mark = "excellent"}), "TASK_OWN_WORK");
    EXPECT_EQ(MayDo(other, task), "");
    EXPECT_EQ(MayDo(head, task), "accept send_back withdraw");
    wanted.person = head.account.id;
    EXPECT_REFUSED(GiveTask(house.platform, head, wanted), "TASK_ITSELF");
}

TEST_P(TaskLife, is_returned_and_given_again_to_others) {
    const auto task = Given(doer.account.id);
    ASSERT_TRUE(Do(doer, task, "return", {.reason = "Không thuộc thẩm quyền"}));
    EXPECT_EQ(InInbox(head), "Bị trả lại, chờ nơi giao");
    ASSERT_TRUE(TakeTaskBack(house.platform, doer, task.code, Reread(task).version)) << "nobody has opened it there";
    EXPECT_EQ(Reread(task).state, "given");
    ASSERT_TRUE(Do(doer, task, "return", {.reason = "Không thuộc thẩm quyền"}));
    ASSERT_TRUE(Do(head, task, "give_again", {.until = Date::Of(2026, 12, 18), .unit = elsewhere}));
    EXPECT_EQ(InInbox(stranger), "Đã giao, chờ nhận việc");
    EXPECT_EQ(InInbox(doer), "");
    EXPECT_EQ(Reread(task).due.Local(), "2026-12-18 17:00");
    ASSERT_TRUE(Do(head, task, "withdraw"));
    EXPECT_EQ(InInbox(stranger), "");
}

TEST_P(TaskLife, only_those_whom_it_concerns_read_and_write) {
    const auto task = Given();
    const auto readers = house.database->Read([&](Transaction& tx) { return CaseStore(tx).Readers(task.id); });
    EXPECT_TRUE(MayReadTask(doer, readers) && MayReadTask(head, readers));
    EXPECT_FALSE(MayReadTask(stranger, readers));
    EXPECT_REFUSED(CommentOnTask(house.platform, stranger, {task.code, "Cho hỏi"}), "NOT_FOUND");
    ASSERT_TRUE(CommentOnTask(house.platform, doer, {task.code, "Xin mẫu danh sách"}));
    EXPECT_NE(LastNotice(head).find("Xin mẫu danh sách"), std::string::npos);
    ASSERT_TRUE(CommentOnTask(house.platform, head, {task.code, "Dùng mẫu số 3"}));
    EXPECT_NE(LastNotice(chair).find("Dùng mẫu số 3"), std::string::npos);
    auto wanted = Wanted(elsewhere);
    wanted.part_of = task.code;
    EXPECT_REFUSED(GiveTask(house.platform, stranger, wanted), "TASK_PART_OF");
}

TEST_P(TaskLife, goes_back_to_the_unit_when_its_doer_leaves) {
    const auto task = Given(doer.account.id);
    const auto post =
        house.database->Read([&](Transaction& tx) { return identity::StaffStore(tx).PostsOf(doer.account.id).at(0).held.id; });
    ASSERT_TRUE(identity::EndPost(house.platform, {{}, "quản trị"}, post, house.clock.Now().LocalDate() - 1, "Chuyển công tác"));
    EXPECT_EQ(ReleaseWork(house.platform, Tasks()), 1);
    EXPECT_FALSE(Reread(task).assignee);
    EXPECT_EQ(Reread(task).due, task.due);
    EXPECT_EQ(InInbox(colleague), "Đã giao, chờ nhận việc");
    EXPECT_NE(LastNotice(head).find("không còn giữ chức vụ"), std::string::npos);
    EXPECT_EQ(ReleaseWork(house.platform, Tasks()), 0) << "once";
}

TEST_P(TaskLife, the_giver_who_left_leaves_nobody_waiting) {
    const auto task = Given(doer.account.id);
    const auto deputy = AtWork("photruong", department, "leader");
    const auto post =
        house.database->Read([&](Transaction& tx) { return identity::StaffStore(tx).PostsOf(head.account.id).at(0).held.id; });
    ASSERT_TRUE(identity::EndPost(house.platform, {{}, "quản trị"}, post, house.clock.Now().LocalDate() - 1, "Nghỉ hưu"));
    ASSERT_TRUE(Do(doer, task, "acknowledge"));
    ASSERT_TRUE(Finish(doer, task));
    EXPECT_EQ(InInbox(deputy), "Đã báo hoàn thành, chờ nghiệm thu");
    EXPECT_NE(LastNotice(deputy).find("Báo hoàn thành"), std::string::npos);
    ASSERT_TRUE(Do(deputy, task, "accept", {.mark = "good"}));
}

TEST_P(TaskLife, is_found_by_side_by_state_and_by_words) {
    const auto task = Given(doer.account.id), over = Given();
    ASSERT_TRUE(Do(head, over, "withdraw"));
    const auto found = [&](TasksAsked asked) {
        return house.database->Read([&](Transaction& tx) { return TaskStore(tx).Find(asked, house.clock.Now(), 10).size(); });
    };
    EXPECT_EQ(found({.side = TaskSide::given, .unit = department, .end = TaskEnd::either}), 2U);
    EXPECT_EQ(found({.side = TaskSide::given, .unit = department, .account = head.account.id}), 1U);
    EXPECT_EQ(found({.side = TaskSide::to_do, .unit = commune, .account = doer.account.id}), 1U);
    EXPECT_EQ(found({.side = TaskSide::to_do, .unit = commune, .account = colleague.account.id}), 0U);
    EXPECT_EQ(found({.side = TaskSide::to_do, .unit = commune, .end = TaskEnd::over}), 1U);
    EXPECT_EQ(found({.unit = commune, .words = dongson::Words(Fold("hộ tịch NV-2026-00001"))}), 1U);
    EXPECT_EQ(found({.unit = commune, .words = dongson::Words(Fold("đất đai"))}), 0U);
    EXPECT_EQ(found({.unit = commune, .late = true}), 0U);
    house.clock.Set(task.due + kDay);
    EXPECT_EQ(found({.unit = commune, .late = true}), 1U);
}

// On 1 July 2025 the ward of Điện Biên became a part of Hạc Thành.
TEST_P(TaskLife, goes_with_its_unit_when_that_ends) {
    house.clock.Set(Instant::Parse("2025-06-23 08:00").value());
    const auto ward = house.units.Now()->FindByKey("xa-14767-2023")->id;
    const auto before = AtWork("dienbien", ward, "specialist");
    const auto task = GiveTask(house.platform, head, Wanted(ward)).value();
    EXPECT_EQ(InInbox(before), "Đã giao, chờ nhận việc");
    house.clock.Set(Instant::Parse("2025-07-01 08:00").value());
    EXPECT_EQ(KeepWithUnits(house.platform, Tasks()), 1);
    EXPECT_EQ(Reread(task).holder, commune);
    EXPECT_TRUE(IsDerived(task));
    EXPECT_EQ(InInbox(doer), "Đã giao, chờ nhận việc") << "whoever took over finds it";
    ASSERT_TRUE(Do(doer, task, "acknowledge"));
    EXPECT_EQ(Reread(task).due, task.due);
}

TEST_P(TaskLife, a_form_that_is_sent_twice_gives_one_task) {
    auto wanted = Wanted(commune);
    wanted.key = "0123456789abcdef";
    const auto first = GiveTask(house.platform, head, wanted).value();
    EXPECT_EQ(GiveTask(house.platform, head, wanted).value().code, first.code);
    wanted.title = "Việc khác";
    EXPECT_REFUSED(GiveTask(house.platform, head, wanted), "IDEMPOTENCY_KEY_REUSED");
    wanted.key = "short";
    EXPECT_REFUSED(GiveTask(house.platform, head, wanted), "IDEMPOTENCY_KEY_SHORT");
    EXPECT_REFUSED(ActOnTask(house.platform, doer, {.code = first.code, .event = "acknowledge", .expected_version = 7}),
                   "TASK_CHANGED");
}

TEST_P(TaskLife, wrong_input_is_named_by_its_field) {
    const auto field = [&](const NewTask& wanted) {
        const auto given = GiveTask(house.platform, head, wanted);
        return given ? std::string("done") : given.error().field;
    };
    auto wanted = Wanted(commune);
    wanted.title = " ";
    EXPECT_EQ(field(wanted), "ten");
    wanted = Wanted(commune);
    wanted.days = 0;
    EXPECT_EQ(field(wanted), "so_ngay");
    wanted.until = Date::Of(2026, 11, 15);
    EXPECT_EQ(field(wanted), "ngay");
    wanted = Wanted(UnitId{4711});
    EXPECT_EQ(field(wanted), "don_vi");
    EXPECT_EQ(field(Wanted(commune, stranger.account.id)), "nguoi");
    wanted = Wanted(commune);
    wanted.weight = 0;
    EXPECT_EQ(field(wanted), "trong_so");
    EXPECT_REFUSED(GiveTask(house.platform, doer, Wanted(commune)), "FORBIDDEN") << "on its own only by those who give tasks";
}

TEST_P(TaskLife, the_ledger_holds_every_step_and_finds_what_was_changed) {
    const auto whole = Given(doer.account.id);
    ASSERT_TRUE(Do(doer, whole, "acknowledge"));
    const auto part = APart(whole, doer, colleague.account.id, 1);
    ASSERT_TRUE(Do(colleague, part, "acknowledge"));
    ASSERT_TRUE(Do(colleague, part, "report", {.percent = 30}));
    ASSERT_TRUE(CommentOnTask(house.platform, head, {whole.code, "Làm nhanh giúp"}));
    house.ledger.Sequence();
    const auto faults = [&] {
        ledger::Audit audit(*house.database, house.ledger.Verifier());
        audit.HoldTree();
        AuditTasks(house.platform, audit);
        audit.HoldUnclaimed();
        return audit.faults();
    };
    EXPECT_TRUE(faults().empty()) << faults().front();
    static constexpr storage::Statement kChange{"test.change", "UPDATE task SET due_at = due_at + 86400000"};
    house.database->MustWrite([](Transaction& tx) { tx.Run(kChange, {}); });
    EXPECT_EQ(faults().size(), 2U) << "both tasks";
}

// A process that names a kind which nobody has would be read by nobody.
TEST(ShippedProcesses, each_is_of_a_kind_that_there_is) {
    const std::set<std::string> kinds{"tasks.task", "one_stop.dossier", "soc.incident", "soc.step", "complaints.case"};
    for (const auto path : EmbeddedBelow("data/processes/")) {
        if (!path.ends_with(".yaml") || path.starts_with("data/processes/parts/")) continue;
        DefinitionErrors errors;
        const auto kind = Definition::Parse(std::string(path), Embedded(path), errors).Text("kind");
        EXPECT_TRUE(kinds.contains(kind)) << path << ": " << kind;
    }
}

TEST(RolledUp, each_part_counts_by_its_weight) {
    EXPECT_EQ(RolledUp({}), 0);
    EXPECT_EQ(RolledUp({{1, 100}, {1, 0}}), 50);
    EXPECT_EQ(RolledUp({{3, 60}, {1, 0}}), 45);
}

INSTANTIATE_TEST_SUITE_P(Both, TaskLife, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace dongson::workflow
