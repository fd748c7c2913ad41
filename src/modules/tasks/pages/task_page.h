// One task: what is wanted, how far it is, what may be done now, what happened.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "platform/identity/storage/account_store.h"
#include "platform/workflow/task.h"
#include "web/html.h"

namespace dongson::tasks {

struct TaskView {
    workflow::Task task;
    Instant now;
    std::vector<workflow::Happening> happenings;
    std::vector<const workflow::Event*> allowed;
    std::vector<workflow::Task> parts;
    struct Whole {
        std::string code, path;  // no path: not theirs to read
        bool is_task = false;
    };
    std::optional<Whole> whole;
    std::map<UnitId, std::string> units;
    std::string assignee;                                       // who has it now
    std::string doer;                                           // who does it, or did
    std::vector<identity::AccountStore::Colleague> colleagues;  // who may be given it where it lies
    std::vector<identity::AccountStore::Colleague> doers;       // to whom it may be given again
    bool may_assign = false, may_take = false, may_take_back = false, may_comment = false, may_divide = false;
    std::string event;  // of the form that was sent back
    std::map<std::string, std::string, std::less<>> typed;
    Refusals faults;

    std::string Typed(std::string_view field, const std::string& otherwise = "") const;
    std::string NameOf(UnitId unit) const;
};

web::Html TaskPage(const TaskView& view);
// Its state, by word and colour.
web::Html StateTag(const workflow::Task& task, Instant now);

}  // namespace dongson::tasks
