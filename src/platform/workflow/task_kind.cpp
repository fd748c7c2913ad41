#include "platform/workflow/task_kind.h"

#include "core/text.h"

namespace dongson::workflow {

using Refused = std::optional<Refusal>;

namespace {

UnitId InOffice(const organisation::Units& units, UnitId unit, Date day) {
    const auto* found = units.InOfficeOn(unit, day);
    return found == nullptr ? unit : found->id;
}

Refused PartsDone(const Task& task, const Circumstances&) {
    if (task.open_parts == 0) return std::nullopt;
    return TaskKind().No("PARTS_OPEN", Say("Còn {1} phần việc chưa xong. Hãy đợi, hoặc rút những phần không cần nữa.",
                                           std::to_string(task.open_parts)));
}

Refused ExtensionAsked(const Task& task, const Circumstances&) {
    if (task.asked_until) return std::nullopt;
    return TaskKind().No("NO_EXTENSION_ASKED", Say("Không có đề nghị gia hạn nào đang chờ."));
}

Refused NoExtensionAsked(const Task& task, const Circumstances&) {
    if (!task.asked_until) return std::nullopt;
    return TaskKind().No("EXTENSION_ASKED",
                         Say("Đã xin gia hạn đến ngày {1}, đang chờ nơi giao trả lời.", task.asked_until->Spoken()));
}

// What the doer has said to be done, or has given back, is due no more; whoever gave it answers within the step's own term.
void Show(const Task& task, WorkItem& item) {
    item.path = TaskPath(task.code);
    item.title = task.urgent ? task.title + " (khẩn)" : task.title;
    item.person = task.giver_name;
    if (TaskProcess().At(task.state).seat == kGiver) item.due = kNever;
}

void AskGiver(const Task& task, const WorkItem& next, std::vector<WorkItem>& work) {
    if (!task.asked_until) return;
    auto& answer = work.emplace_back(next);
    answer.slot = "extension";
    answer.state = {"Xin gia hạn, chờ trả lời", "Asks for more time"};
    answer.unit = task.giver_unit;
    answer.capability = kDoTasks.key;
    answer.assignee = {};  // who gave it may have left: whoever gives tasks there answers as well
    answer.waiting = answer.fresh = false;
}

KindOf<Task> MakeKind() {
    KindOf<Task> kind("tasks.task", "TASK", {"Nhiệm vụ", "Task"});
    kind.Seat(std::string(kDoer),
              [](const Task& task, const organisation::Units& units, Date day) { return InOffice(units, task.doer_unit, day); });
    kind.Seat(std::string(kGiver),
              [](const Task& task, const organisation::Units& units, Date day) { return InOffice(units, task.giver_unit, day); });
    kind.RoleAt(std::string(kDoer), std::string(kDoer), kDoTasks).RoleAt(std::string(kGiver), std::string(kGiver), kDoTasks);
    kind.Assigned(kDoTasks, kGiveTasks);
    kind.Guard("parts_done", PartsDone).Guard("extension_asked", ExtensionAsked).Guard("no_extension_asked", NoExtensionAsked);
    kind.Effect("report").Effect("ask_extension").Effect("grant_extension").Effect("refuse_extension");
    kind.Effect("give_anew").Effect("finish").Effect("assess").Effect("reopen");
    kind.Inside({"refuse_extension"}).Shows(Show).Asks(AskGiver);
    return kind;
}

}  // namespace

const CaseKind& TaskKind() {
    static const auto kind = MakeKind();
    return kind;
}

const Process& TaskProcess() {
    static const auto processes = ReadShipped(TaskKind());
    return processes.at("task");
}

}  // namespace dongson::workflow
