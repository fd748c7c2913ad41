// A task: what one unit wants of another, or of one of its people, until a day. Alone, or part of something: a dossier, another
// task. Pure: no database, no clock of its own.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/refusal.h"
#include "platform/workflow/case.h"

namespace dongson::workflow {

struct Task : Case {
    std::string title;
    std::string wanted;    // what is to be done
    std::string evidence;  // what shows that it was; empty: a word suffices
    bool urgent = false;
    UnitId giver_unit, doer_unit;
    AccountId giver, doer;  // no doer: whoever of the unit takes it
    std::string giver_name;
    Instant given;
    std::optional<Instant> done;  // said to be, by whom; until it is sent back
    AccountId done_by;
    int percent = 0;                  // of a task with parts: theirs, each by its weight
    int weight = 1;                   // among the parts of the same task
    std::optional<Date> asked_until;  // the day that the doer asked for, until the giver has answered
    std::string mark, assessment;     // of one that was accepted
    int parts = 0, open_parts = 0;    // as they were when it was read

    // Who does it, did it, or is to: nobody by name where the unit has not decided.
    AccountId WhoDoesIt() const { return holder_role == "doer" && assignee ? assignee : done_by ? done_by : doer; }
    // On time when it was said to be done, or would be if that were said now.
    bool Late(Instant now) const { return due != kNever && done.value_or(closed.value_or(now)) > due; }
};

// Where people find it.
inline constexpr std::string_view kTaskPages = "/can-bo/nhiem-vu/";
inline std::string TaskPath(std::string_view code) {
    return std::string(kTaskPages) + std::string(code);
}

// How well it was done: a word for rows and programs, and what people call it.
struct Mark {
    std::string_view word;
    Words name;
};
const std::vector<Mark>& Marks();
const Mark* FindMark(std::string_view word);

// What the words of a process cannot say: whoever acts as its giver gave it, stands in for who did, or gives tasks in that unit;
// and nobody accepts what they themselves did.
std::optional<Refusal> RefuseAsGiver(const Task& task, const Event& event, const Actor& actor);

// Whether an officer may read it: of a unit that gives, does, gave or did it.
bool MayReadTask(const identity::Officer& officer, const std::vector<UnitId>& readers);

// Of several parts, each by its weight: 0 to 100. One that was withdrawn counts for nothing.
struct Part {
    int weight = 1, percent = 0;
};
int RolledUp(const std::vector<Part>& parts);

}  // namespace dongson::workflow
