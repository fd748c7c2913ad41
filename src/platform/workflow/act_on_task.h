// What people do to a task: the events of its process, and beside it words to one another.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/refusal.h"
#include "platform/workflow/case_papers.h"
#include "platform/workflow/task.h"
#include "platform/workflow/writing.h"

namespace dongson::workflow {

struct TaskAct {
    std::string code, event;
    std::int64_t expected_version = 0;
    std::string reason = {};
    std::optional<int> percent = {};  // of a report
    std::optional<Date> until = {};   // asked for, granted, or of what is given again; none there: as it was asked for, as it was
    UnitId unit = {};                 // of what is given again: to whom
    AccountId person = {};
    std::string mark = {};
    std::vector<NewPaper> papers = {};
};

Result<Task> ActOnTask(const Platform& platform, const identity::Officer& officer, const TaskAct& act);

// Whoever may read it writes to the others.
Result<void> CommentOnTask(const Platform& platform, const identity::Officer& officer, const NewNote& comment);

Result<Task> AssignTask(const Platform& platform, const identity::Officer& officer, std::string_view code, AccountId assignee,
                        std::int64_t expected_version);
Result<Task> TakeTaskBack(const Platform& platform, const identity::Officer& officer, std::string_view code,
                          std::int64_t expected_version);

// What the officer may do now: the events of the process, those aside that are somebody else's.
std::vector<const Event*> AllowedOnTask(const Task& task, const Actor& actor, const Circumstances& now);

}  // namespace dongson::workflow
