#include "platform/workflow/task_entry.h"

#include <optional>
#include <string>
#include <vector>

#include "platform/workflow/case_entry.h"
#include "platform/workflow/storage/task_store.h"

namespace dongson::workflow {

using ledger::EntryLine;
using storage::Transaction;

namespace {

constexpr EntryWords kWords{.code = "ma-nhiem-vu", .row = "task", .salts_who = false};

// How the task stands after the last that happened. How far its parts are follows from theirs, and is in their entries.
std::vector<EntryLine> LinesOf(const Task& task) {
    return {{"han", EntryTime(task.due), "due_at"},
            {"giao-luc", task.given.Rfc3339(), "given_at"},
            {"bao-xong", EntryTime(task.done), "done_at"},
            {"ket-thuc", EntryTime(task.closed), "closed_at"},
            {"muc-danh-gia", task.mark, "mark"},
            {"noi-dung-sha256", DigestOfAll({ToText(task.id), task.title, task.wanted, task.evidence, task.assessment}),
             "id, title, wanted, evidence, assessment"},
            {"nhiem-vu-sha256",
             DigestOfAll({task.process, task.state_before, ToText(task.holder), task.holder_role, ToText(task.assignee),
                          std::to_string(static_cast<int>(task.urgent)), ToText(task.giver_unit), ToText(task.giver),
                          task.giver_name, ToText(task.doer_unit), ToText(task.doer), ToText(task.done_by),
                          std::to_string(task.weight), task.asked_until ? task.asked_until->Iso() : ""}),
             "process, state_before, holder_unit_id, holder_role, assignee_id, urgent, giver_unit_id, giver_id, giver_name, "
             "doer_unit_id, doer_id, done_by, weight, asked_until"}};
}

}  // namespace

std::int64_t EnterTask(const Platform& platform, Transaction& tx, const Task& task, Happening& happening) {
    return EnterStep(platform, tx, kWords, task, happening, LinesOf(task));
}

void AuditTasks(const Platform& platform, ledger::Audit& audit, std::string_view kind) {
    const auto codes = platform.storage.Read([&](Transaction& tx) { return TaskStore(tx, kind).EveryCode(); });
    AuditCases(platform, audit, kWords, codes, [&](Transaction& tx, const std::string& code) -> std::optional<StandingCase> {
        const auto task = TaskStore(tx, kind).Get(code);
        if (!task) return std::nullopt;
        return StandingCase{task->id, task->state, LinesOf(*task)};
    });
}

}  // namespace dongson::workflow
