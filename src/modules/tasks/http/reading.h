// A task as an officer may read it, the same for pages and for programs.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/tasks/pages/task_list_page.h"
#include "modules/tasks/pages/task_page.h"
#include "platform/identity/audience.h"

namespace dongson::tasks {

using identity::OfficerRequest;

// The task that the address names; nothing for whoever may not read it.
std::optional<workflow::Task> Readable(const OfficerRequest& request, storage::Transaction& tx);
bool IsReadable(const OfficerRequest& request);
std::optional<TaskView> ViewOf(const OfficerRequest& request);
Refusal Missing(std::string_view code);

// What is asked for, of all of the officer's units, the newest first.
TaskListView ListOf(const OfficerRequest& request);

}  // namespace dongson::tasks
