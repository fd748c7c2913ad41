#include "platform/workflow/task_keeper.h"

#include <algorithm>

#include "platform/calendar/calendars.h"
#include "platform/identity/posts.h"
#include "platform/notices/notices.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/storage/task_store.h"
#include "platform/workflow/task_entry.h"

namespace dongson::workflow {

using storage::Transaction;

namespace {

// Working days in which whoever gave it says whether it is accepted, or gives it again.
constexpr int kAnswerDays = 3;

// One person, or whoever gives tasks in a unit.
void TellPeople(const Platform& platform, Transaction& tx, const Task& task, UnitId unit, AccountId whom, const Sentence& what,
                AccountId but, Instant now) {
    identity::AccountStore accounts(tx);
    std::vector<AccountId> people{whom};
    if (!whom) {
        people.clear();
        for (const auto& each : identity::ColleaguesOn(accounts, *platform.units.Now(), unit, kGiveTasks, now.LocalDate()))
            people.push_back(each.id);
    }
    const LanguageScope vietnamese(Language::vietnamese);  // it is kept as it is said here
    for (const auto each : people) {
        const auto account = each == but ? std::nullopt : accounts.Get(each);
        if (!account) continue;
        platform.notices.Send(tx, {account->id, account->email},
                              {.reference = task.code,
                               .subject = Say("Nhiệm vụ {1}: {2}", task.code, what.Now()),
                               .sentence = Say("Nhiệm vụ {1} “{2}”: {3}.", task.code, task.title, what.Now()),
                               .path = TaskPath(task.code)},
                              now);
    }
}

class TaskKeeper final : public KeeperOf<Task> {
  public:
    const CaseKind& kind() const override { return TaskKind(); }
    const Process& ProcessOf(const Case&) const override { return TaskProcess(); }

  private:
    std::optional<Task> Get(Transaction& tx, std::string_view code) const override { return TaskStore(tx).GetToChange(code); }
    bool SaveOwn(Transaction& tx, const Task& task) const override { return TaskStore(tx).Update(task); }
    // The day it is due was named when it was given: a calendar that changes since moves it no more. Only an answer has a term of
    // its own.
    void CountDueOf(Task& task, const State& state, const calendar::WorkingCalendar& calendar, Instant began) const override {
        task.step_due =
            state.seat == kGiver ? calendar.CloseOf(calendar.NthWorkingDayAfter(began.LocalDate(), kAnswerDays)) : kNever;
    }
    void AttestOwn(const Platform& platform, Transaction& tx, const Task& task, Happening& happening) const override {
        happening.ledger = EnterTask(platform, tx, task, happening);
    }
    void TellOf(const Platform& platform, Transaction& tx, const Task& task, Turn turn, UnitId from, Instant now) const override {
        switch (turn) {
            case Turn::assigned:
                return TellPeople(platform, tx, task, task.holder, task.assignee, Say("phân công cho bạn"), {}, now);
            case Turn::released:
                return TellGiver(platform, tx, task, Say("trở về đơn vị, người thực hiện không còn giữ chức vụ"), {}, now);
            case Turn::taken_back:
                return TellGiver(platform, tx, task, Say("nơi thực hiện lấy lại bước vừa chuyển"), {}, now);
            case Turn::moved:
                return TellGiver(platform, tx, task, Say("chuyển từ {1} sang đơn vị kế thừa", platform.units.Now()->NameOf(from)),
                                 {}, now);
        }
    }
};

}  // namespace

const KeeperOf<Task>& Tasks() {
    static const TaskKeeper keeper;
    return keeper;
}

bool DoesTasksIn(const Platform& platform, Transaction& tx, UnitId unit, AccountId account, Instant now) {
    identity::AccountStore accounts(tx);
    const auto colleagues = identity::ColleaguesOn(accounts, *platform.units.Now(), unit, kDoTasks, now.LocalDate());
    return std::ranges::find(colleagues, account, &identity::AccountStore::Colleague::id) != colleagues.end();
}

void RollUp(Transaction& tx, CaseId task) {
    constexpr int kDeepest = 12;
    TaskStore tasks(tx);
    for (int depth = 0; depth < kDeepest; ++depth) {
        const auto whole = tasks.WholeOf(task);
        if (!whole || whole->subject.kind != TaskKind().key()) return;
        std::vector<Part> parts;
        for (const auto& each : tasks.PartsOf(whole->subject))
            if (each.state != "withdrawn") parts.push_back({each.weight, each.percent});
        task = CaseId{whole->subject.id};
        if (!parts.empty()) tasks.RollUp(task, RolledUp(parts));
    }
}

void TellDoer(const Platform& platform, Transaction& tx, const Task& task, const Sentence& what, AccountId but, Instant now) {
    TellPeople(platform, tx, task, task.doer_unit, task.WhoDoesIt(), what, but, now);
}

void TellGiver(const Platform& platform, Transaction& tx, const Task& task, const Sentence& what, AccountId but, Instant now) {
    const auto giver = DoesTasksIn(platform, tx, task.giver_unit, task.giver, now) ? task.giver : AccountId{};
    TellPeople(platform, tx, task, task.giver_unit, giver, what, but, now);
}

}  // namespace dongson::workflow
