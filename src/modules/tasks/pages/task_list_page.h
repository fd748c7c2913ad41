// Tasks of an officer's units, on either side.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "platform/workflow/task.h"
#include "web/html.h"

namespace dongson::tasks {

struct TaskListView {
    // Words of the address.
    static constexpr std::string_view kMine = "", kUnits = "don-vi", kGivenByMe = "toi-giao", kGivenByUnit = "don-vi-giao";
    static constexpr std::string_view kOpen = "", kLate = "tre-han", kOver = "da-xong", kEither = "tat-ca";
    // As it is asked for; the first where it is none of these.
    static std::string_view Whose(std::string_view asked);
    static std::string_view State(std::string_view asked);

    std::string_view whose = kMine, state = kOpen;
    std::string text;
    Instant now;
    std::vector<workflow::Task> rows = {};
    bool cut = false;  // there were more
    std::map<UnitId, std::string> units = {};
    bool may_give = false;
};

web::Html TaskListPage(const TaskListView& view);
// The same rows, for a spreadsheet.
std::string TaskListCsv(const TaskListView& view);

}  // namespace dongson::tasks
