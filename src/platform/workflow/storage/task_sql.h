// Every statement about tasks, whole and named.
#pragma once

#include "storage/database.h"

namespace dongson::workflow {

using storage::Statement;

// What is part of a task: tasks alone, those that were withdrawn aside.
#define PARTS_OF_TASK                                                                     \
    "(SELECT COUNT(*) FROM case_link l JOIN task p ON p.id = l.from_id "                  \
    "  WHERE l.to_id = t.id AND l.to_kind = 'tasks.task' AND l.from_kind = 'tasks.task' " \
    "    AND l.relation = 'part_of' AND l.removed_at IS NULL AND p.state <> 'withdrawn'"
#define TASK_COLUMNS                                                                                           \
    "id, code, version, process, state, state_before, holder_unit_id, holder_role, assignee_id, title, "       \
    "wanted, evidence, urgent, giver_unit_id, giver_id, giver_name, doer_unit_id, doer_id, given_at, due_at, " \
    "step_due_at, done_at, done_by, closed_at, percent, weight, asked_until, mark, assessment"
#define TASK_READ "SELECT " TASK_COLUMNS ", " PARTS_OF_TASK "), " PARTS_OF_TASK " AND p.closed_at IS NULL) FROM task t "

inline constexpr Statement kInsertTask{"workflow.insert_task", "INSERT INTO task (" TASK_COLUMNS R"(, words, kind)
    VALUES ($id, $code, $version, $process, $state, $state_before, $holder, $holder_role, $assignee, $title, $wanted, $evidence,
            $urgent, $giver_unit, $giver, $giver_name, $doer_unit, $doer, $given, $due, $step_due, $done, $done_by, $closed,
            $percent, $weight, $asked_until, $mark, $assessment, $words, $kind))"};
// Only what an event may change; the version says whether someone else was faster.
inline constexpr Statement kUpdateTask{"workflow.update_task", R"(
    UPDATE task
       SET version = version + 1, state = $state, state_before = $state_before, holder_unit_id = $holder, holder_role = $holder_role,
           assignee_id = $assignee, doer_unit_id = $doer_unit, doer_id = $doer, due_at = $due, step_due_at = $step_due,
           done_at = $done, done_by = $done_by, closed_at = $closed, percent = $percent, asked_until = $asked_until,
           mark = $mark, assessment = $assessment
     WHERE id = $id AND version = $version)"};

inline constexpr Statement kTaskByCode{"workflow.task_by_code", TASK_READ "WHERE code = $code AND kind = $kind"};
inline constexpr Statement kLockTask{"workflow.lock_task", TASK_READ "WHERE code = $code AND kind = $kind",
                                     TASK_READ "WHERE code = $code AND kind = $kind FOR UPDATE OF t"};
// What is part of something, in the order it was given.
inline constexpr Statement kPartsOf{"workflow.parts_of", TASK_READ R"(
     WHERE id IN (SELECT from_id FROM case_link
                   WHERE to_id = $id AND to_kind = $kind AND from_kind = $parts AND relation = 'part_of'
                     AND removed_at IS NULL)
     ORDER BY given_at, id)"};
// What a task is part of.
inline constexpr Statement kWholeOf{"workflow.whole_of", R"(
    SELECT l.to_kind, l.to_id, c.code
      FROM case_link l JOIN work_case c ON c.id = l.to_id
     WHERE l.from_id = $id AND l.from_kind = $kind AND l.relation = 'part_of' AND l.removed_at IS NULL
     ORDER BY l.id LIMIT 1)"};
inline constexpr Statement kRollUp{"workflow.roll_up", "UPDATE task SET percent = $percent WHERE id = $id"};

// Of a unit: what it gave ($side 'given') or is to do; open ones, those late at $now, or those that are over; the words all of
// them have.
inline constexpr Statement kTasksGiven{"workflow.tasks_given", TASK_READ R"(
     WHERE kind = 'tasks.task' AND giver_unit_id = $unit AND (CAST($account AS BIGINT) = 0 OR giver_id = $account)
       AND ($open = 2 OR ($open = 1 AND closed_at IS NULL) OR ($open = 0 AND closed_at IS NOT NULL))
       AND ($late = 0 OR (COALESCE(done_at, closed_at, CAST($now AS BIGINT)) > due_at))
       AND words LIKE $word_1 AND words LIKE $word_2 AND words LIKE $word_3
     ORDER BY given_at DESC, id DESC LIMIT $rows)"};
inline constexpr Statement kTasksToDo{"workflow.tasks_to_do", TASK_READ R"(
     WHERE kind = 'tasks.task' AND doer_unit_id = $unit AND (CAST($account AS BIGINT) = 0 OR doer_id = $account OR assignee_id = $account)
       AND ($open = 2 OR ($open = 1 AND closed_at IS NULL) OR ($open = 0 AND closed_at IS NOT NULL))
       AND ($late = 0 OR (COALESCE(done_at, closed_at, CAST($now AS BIGINT)) > due_at))
       AND words LIKE $word_1 AND words LIKE $word_2 AND words LIKE $word_3
     ORDER BY given_at DESC, id DESC LIMIT $rows)"};
inline constexpr Statement kEveryTask{"workflow.every_task", "SELECT code FROM task WHERE kind = $kind ORDER BY code"};
#undef TASK_READ
#undef TASK_COLUMNS
#undef PARTS_OF_TASK

}  // namespace dongson::workflow
