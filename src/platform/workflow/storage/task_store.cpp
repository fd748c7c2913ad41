#include "platform/workflow/storage/task_store.h"

#include "core/text.h"
#include "platform/workflow/storage/task_sql.h"

namespace dongson::workflow {

using storage::Row;

namespace {

Task ReadTask(Row& row) {
    Task task;
    task.id = row.Next<CaseId>();
    task.code = row.Next<std::string>();
    task.version = row.Next<std::int64_t>();
    task.process = row.Next<std::string>();
    task.state = row.Next<std::string>();
    task.state_before = row.Next<std::string>();
    task.holder = row.Next<UnitId>();
    task.holder_role = row.Next<std::string>();
    task.assignee = row.Next<AccountId>();
    task.title = row.Next<std::string>();
    task.wanted = row.Next<std::string>();
    task.evidence = row.Next<std::string>();
    task.urgent = row.Next<bool>();
    task.giver_unit = row.Next<UnitId>();
    task.giver = row.Next<AccountId>();
    task.giver_name = row.Next<std::string>();
    task.doer_unit = row.Next<UnitId>();
    task.doer = row.Next<AccountId>();
    task.given = row.Next<Instant>();
    task.due = row.Next<Instant>();
    task.step_due = row.Next<Instant>();
    task.done = row.Next<std::optional<Instant>>();
    task.done_by = row.Next<AccountId>();
    task.closed = row.Next<std::optional<Instant>>();
    task.percent = row.Next<int>();
    task.weight = row.Next<int>();
    task.asked_until = row.Next<std::optional<Date>>();
    task.mark = row.Next<std::string>();
    task.assessment = row.Next<std::string>();
    task.parts = row.Next<int>();
    task.open_parts = row.Next<int>();
    return task;
}

std::string WordsOf(const Task& task) {
    return Fold(task.code + " " + task.title + " " + task.wanted + " " + task.giver_name);
}

// Folded words hold letters and figures alone.
std::string LikeWord(const std::vector<std::string>& words, std::size_t index) {
    return index < words.size() ? "%" + words[index] + "%" : std::string("%");
}

}  // namespace

void TaskStore::Insert(const Task& task) {
    const auto words = WordsOf(task);
    tx_.Run(kInsertTask, {{"id", task.id},
                          {"code", task.code},
                          {"version", task.version},
                          {"process", task.process},
                          {"state", task.state},
                          {"state_before", task.state_before},
                          {"holder", task.holder},
                          {"holder_role", task.holder_role},
                          {"assignee", task.assignee},
                          {"title", task.title},
                          {"wanted", task.wanted},
                          {"evidence", task.evidence},
                          {"urgent", task.urgent},
                          {"giver_unit", task.giver_unit},
                          {"giver", task.giver},
                          {"giver_name", task.giver_name},
                          {"doer_unit", task.doer_unit},
                          {"doer", task.doer},
                          {"given", task.given},
                          {"due", task.due},
                          {"step_due", task.step_due},
                          {"done", task.done},
                          {"done_by", task.done_by},
                          {"closed", task.closed},
                          {"percent", task.percent},
                          {"weight", task.weight},
                          {"asked_until", task.asked_until},
                          {"mark", task.mark},
                          {"assessment", task.assessment},
                          {"words", words},
                          {"kind", kind_}});
}

bool TaskStore::Update(const Task& task) {
    return tx_.Run(kUpdateTask, {{"id", task.id},
                                 {"version", task.version},
                                 {"state", task.state},
                                 {"state_before", task.state_before},
                                 {"holder", task.holder},
                                 {"holder_role", task.holder_role},
                                 {"assignee", task.assignee},
                                 {"doer_unit", task.doer_unit},
                                 {"doer", task.doer},
                                 {"due", task.due},
                                 {"step_due", task.step_due},
                                 {"done", task.done},
                                 {"done_by", task.done_by},
                                 {"closed", task.closed},
                                 {"percent", task.percent},
                                 {"asked_until", task.asked_until},
                                 {"mark", task.mark},
                                 {"assessment", task.assessment}}) == 1;
}

std::optional<Task> TaskStore::Get(std::string_view code) {
    return tx_.SelectOne(kTaskByCode, {{"code", code}, {"kind", kind_}}, ReadTask);
}
std::optional<Task> TaskStore::GetToChange(std::string_view code) {
    return tx_.SelectOne(kLockTask, {{"code", code}, {"kind", kind_}}, ReadTask);
}

std::vector<Task> TaskStore::PartsOf(const Subject& whole) {
    return tx_.Select(kPartsOf, {{"kind", whole.kind}, {"id", whole.id}, {"parts", kind_}}, ReadTask);
}

std::optional<TaskStore::Whole> TaskStore::WholeOf(CaseId task) {
    return tx_.SelectOne(kWholeOf, {{"id", task}, {"kind", kind_}}, [](Row& row) {
        Whole whole;
        whole.subject.kind = row.Next<std::string>();
        whole.subject.id = row.Next<std::int64_t>();
        whole.code = row.Next<std::string>();
        return whole;
    });
}

void TaskStore::RollUp(CaseId task, int percent) {
    tx_.Run(kRollUp, {{"id", task}, {"percent", percent}});
}

std::vector<Task> TaskStore::Find(const TasksAsked& asked, Instant now, int rows) {
    const auto first = LikeWord(asked.words, 0), second = LikeWord(asked.words, 1), third = LikeWord(asked.words, 2);
    return tx_.Select(asked.side == TaskSide::given ? kTasksGiven : kTasksToDo,
                      {{"unit", asked.unit},
                       {"account", asked.account},
                       {"open", asked.end},
                       {"late", asked.late},
                       {"now", now},
                       {"word_1", first},
                       {"word_2", second},
                       {"word_3", third},
                       {"rows", rows}},
                      ReadTask);
}

std::vector<std::string> TaskStore::EveryCode() {
    return tx_.Select(kEveryTask, {{"kind", kind_}}, [](Row& row) { return row.Next<std::string>(); });
}

}  // namespace dongson::workflow
