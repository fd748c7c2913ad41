// Tasks as the database holds them: those of one kind, the platform's own or a module's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/workflow/link.h"
#include "platform/workflow/task.h"
#include "storage/database.h"

namespace dongson::workflow {

// Which of a unit's tasks somebody looks for.
enum class TaskSide : unsigned char { given, to_do };
enum class TaskEnd : unsigned char { over = 0, open = 1, either = 2 };
struct TasksAsked {
    TaskSide side = TaskSide::to_do;
    UnitId unit;
    AccountId account;  // of one person; none: of the whole unit
    TaskEnd end = TaskEnd::open;
    bool late = false;
    std::vector<std::string> words;  // folded; the first three count
};

inline constexpr std::string_view kOwnTasks = "tasks.task";

class TaskStore {
  public:
    // `kind`: the key of the kind whose tasks they are; it outlives the store.
    explicit TaskStore(storage::Transaction& tx, std::string_view kind = kOwnTasks) : tx_(tx), kind_(kind) {}
    void Insert(const Task& task);
    // False when the version is not the one that was read.
    bool Update(const Task& task);
    std::optional<Task> Get(std::string_view code);
    // Locked for the rest of the transaction where the database can.
    std::optional<Task> GetToChange(std::string_view code);

    // Tasks that are part of something, in the order they were given.
    std::vector<Task> PartsOf(const Subject& whole);
    // What a task is part of, with its code.
    struct Whole {
        Subject subject;
        std::string code;
    };
    std::optional<Whole> WholeOf(CaseId task);
    // How far its parts say it is; no act of its own, so that its version stays.
    void RollUp(CaseId task, int percent);

    std::vector<Task> Find(const TasksAsked& asked, Instant now, int rows);
    std::vector<std::string> EveryCode();

  private:
    storage::Transaction& tx_;
    std::string_view kind_;
};

}  // namespace dongson::workflow
