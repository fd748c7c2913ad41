#include "modules/tasks/http/reading.h"

#include <algorithm>
#include <functional>
#include <map>

#include "core/text.h"
#include "platform/identity/posts.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/act_on_task.h"
#include "platform/workflow/case_pages.h"
#include "platform/workflow/circumstances.h"
#include "platform/workflow/follow.h"
#include "platform/workflow/storage/case_store.h"
#include "platform/workflow/storage/task_store.h"
#include "platform/workflow/take_back.h"
#include "platform/workflow/task_kind.h"

namespace dongson::tasks {

using storage::Transaction;
using workflow::Actor;
using workflow::CaseStore;
using workflow::Task;
using workflow::TaskStore;

Refusal Missing(std::string_view code) {
    return Refusal::NotFound(Say("Không có nhiệm vụ mã {1} mà đơn vị bạn giao hoặc được giao.", code));
}

std::optional<Task> Readable(const OfficerRequest& request, Transaction& tx) {
    auto task = TaskStore(tx).Get(request.http.Parameter("code"));
    if (!task) return std::nullopt;
    auto readers = CaseStore(tx).Readers(task->id);
    // The unit that took over from its holder, even before the move is written down.
    if (!task->closed && workflow::FollowUnits(request.platform, tx, workflow::TaskKind(), workflow::TaskProcess(), *task,
                                               request.platform.clock.Now()))
        readers.push_back(task->holder);
    if (!workflow::MayReadTask(request.officer, readers)) task.reset();
    return task;
}

bool IsReadable(const OfficerRequest& request) {
    return request.platform.storage.Read([&](Transaction& tx) { return Readable(request, tx).has_value(); });
}

namespace {

void AddPeople(const OfficerRequest& request, Transaction& tx, TaskView& view) {
    const auto& task = view.task;
    identity::AccountStore accounts(tx);
    const auto units = request.platform.units.Now();
    const auto today = view.now.LocalDate();
    if (task.assignee)
        if (const auto account = accounts.Get(task.assignee)) view.assignee = account->name;
    if (const auto account = accounts.Get(task.WhoDoesIt())) view.doer = account->name;
    view.may_assign = !task.closed && request.officer.May(task.holder, workflow::kGiveTasks);
    view.may_take = !task.closed && !task.assignee && request.officer.May(task.holder, workflow::kDoTasks);
    if (view.may_assign) view.colleagues = identity::ColleaguesOn(accounts, *units, task.holder, workflow::kDoTasks, today);
    const bool gives_again = std::ranges::any_of(view.allowed, [](const auto* event) { return event->Has("give_anew"); });
    if (gives_again) view.doers = identity::ColleaguesOn(accounts, *units, task.doer_unit, workflow::kDoTasks, today);
}

// What it is part of: whoever may read that is led there.
std::optional<TaskView::Whole> WholeOf(const OfficerRequest& request, Transaction& tx, const Task& task) {
    const auto whole = TaskStore(tx).WholeOf(task.id);
    if (!whole) return std::nullopt;
    const auto readers = CaseStore(tx).Readers(CaseId{whole->subject.id});
    const bool reads = workflow::MayReadTask(request.officer, readers);
    return TaskView::Whole{.code = whole->code,
                           .path = reads ? workflow::CasePage(whole->subject.kind, whole->code) : std::string(),
                           .is_task = whole->subject.kind == workflow::TaskKind().key()};
}

void AddName(const OfficerRequest& request, TaskView& view, UnitId unit) {
    if (unit) view.units[unit] = request.platform.units.Now()->NameOf(unit);
}

}  // namespace

std::optional<TaskView> ViewOf(const OfficerRequest& request) {
    return request.platform.storage.Read([&](Transaction& tx) -> std::optional<TaskView> {
        auto task = Readable(request, tx);
        if (!task) return std::nullopt;
        CaseStore cases(tx);
        TaskView view;
        view.now = request.platform.clock.Now();
        const auto actor = Actor::Of(request.officer);
        const auto moving = workflow::MovingOf(*task);
        const auto circumstances = workflow::CircumstancesOf(request.platform, tx, moving, {}, view.now);
        view.allowed = workflow::AllowedOnTask(*task, actor, circumstances);
        view.happenings = cases.HappeningsWithFiles(task->id);
        view.may_take_back =
            task->state == "returned" && workflow::MayTakeBack(tx, moving, request.officer, view.happenings).has_value();
        view.may_comment = std::ranges::any_of(cases.Readers(task->id),
                                               [&](UnitId unit) { return request.officer.May(unit, workflow::kDoTasks); });
        view.may_divide = task->state == "doing" && request.officer.May(task->holder, workflow::kDoTasks) &&
                          (!task->assignee || task->assignee == request.officer.account.id ||
                           request.officer.May(task->holder, workflow::kGiveTasks));
        view.parts = TaskStore(tx).PartsOf({workflow::TaskKind().key(), task->id.value});
        view.whole = WholeOf(request, tx, *task);
        for (const auto unit : {task->giver_unit, task->doer_unit, task->holder}) AddName(request, view, unit);
        for (const auto& part : view.parts) AddName(request, view, part.doer_unit);
        for (const auto& happening : view.happenings) AddName(request, view, happening.actor_unit);
        view.task = *std::move(task);
        AddPeople(request, tx, view);
        return view;
    });
}

namespace {

constexpr std::size_t kListedRows = 200;

workflow::TasksAsked AskedFor(const OfficerRequest& request, const TaskListView& view) {
    workflow::TasksAsked asked;
    const bool given = view.whose == TaskListView::kGivenByMe || view.whose == TaskListView::kGivenByUnit;
    const bool mine = view.whose == TaskListView::kMine || view.whose == TaskListView::kGivenByMe;
    asked.side = given ? workflow::TaskSide::given : workflow::TaskSide::to_do;
    asked.account = mine ? request.officer.account.id : AccountId{};
    asked.end = view.state == TaskListView::kOver     ? workflow::TaskEnd::over
                : view.state == TaskListView::kEither ? workflow::TaskEnd::either
                                                      : workflow::TaskEnd::open;
    asked.late = view.state == TaskListView::kLate;
    asked.words = Words(Fold(view.text));
    return asked;
}

}  // namespace

TaskListView ListOf(const OfficerRequest& request) {
    TaskListView view{.whose = TaskListView::Whose(request.http.Asked("cua")),
                      .state = TaskListView::State(request.http.Asked("loc")),
                      .text = std::string(Trim(request.http.Asked("tim"))),
                      .now = request.platform.clock.Now()};
    view.may_give = request.officer.May(workflow::kGiveTasks);
    const auto units = request.platform.units.Now();
    auto asked = AskedFor(request, view);
    std::map<std::pair<Instant, CaseId>, Task, std::greater<>> found;
    request.platform.storage.Read([&](Transaction& tx) {
        for (const auto& post : request.officer.appointments)
            for (const auto unit : units->ActsFor(post.unit, view.now.LocalDate())) {
                asked.unit = unit;
                for (auto& task : TaskStore(tx).Find(asked, view.now, static_cast<int>(kListedRows) + 1))
                    found.emplace(std::pair(task.given, task.id), std::move(task));
            }
        return 0;
    });
    for (auto& [order, task] : found) {
        view.cut = view.rows.size() == kListedRows;
        if (view.cut) break;
        for (const auto unit : {task.giver_unit, task.doer_unit})
            if (const auto* of_today = units->Find(unit)) view.units[unit] = of_today->short_name;
        view.rows.push_back(std::move(task));
    }
    return view;
}

}  // namespace dongson::tasks
