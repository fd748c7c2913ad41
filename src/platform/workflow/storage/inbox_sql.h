#pragma once

#include "storage/database.h"

namespace dongson::workflow {

using storage::Statement;

inline constexpr Statement kSaveWorkItem{"workflow.save_work_item", R"(
    INSERT INTO work_item (unit_id, capability, nearest_at, case_id, module, slot, reference, path, title, person, state_vi, state_en,
                           assignee_id, waiting, fresh, due_at, step_due_at, changed_at)
    VALUES ($unit, $capability, $nearest, $case, $module, $slot, $reference, $path, $title, $person, $state_vi, $state_en,
            $assignee, $waiting, $fresh, $due, $step_due, $now)
    ON CONFLICT (case_id, module, slot) DO UPDATE
       SET unit_id = $unit, capability = $capability, nearest_at = $nearest, reference = $reference, path = $path, title = $title,
           person = $person, state_vi = $state_vi, state_en = $state_en, assignee_id = $assignee, waiting = $waiting,
           fresh = $fresh, due_at = $due, step_due_at = $step_due, changed_at = $now)"};

inline constexpr Statement kSlotsOfCase{"workflow.slots_of_case", R"(
    SELECT slot FROM work_item WHERE module = $module AND case_id = $case ORDER BY slot)"};

inline constexpr Statement kWorkOfCase{"workflow.work_of_case", R"(
    SELECT slot, unit_id, capability, assignee_id, waiting, fresh, due_at, step_due_at
      FROM work_item WHERE module = $module AND case_id = $case ORDER BY slot)"};

inline constexpr Statement kRemoveWorkItem{"workflow.remove_work_item", R"(
    DELETE FROM work_item WHERE module = $module AND case_id = $case AND slot = $slot)"};

// What asks for one capability in a unit, the nearest deadline first: as the table stands. Who is looking only decides
// which of its rows a view shows.
inline constexpr Statement kInbox{"workflow.inbox", R"(
    SELECT reference, title, person, state_vi, state_en, assignee_id, waiting, fresh, due_at, step_due_at, path
      FROM work_item
     WHERE unit_id = $unit AND capability = $capability
     ORDER BY nearest_at, case_id
     LIMIT $rows)"};

// None for what the unit never had any work of.
inline constexpr Statement kMarksOfUnit{"workflow.marks_of_unit", R"(
    SELECT capability, mark FROM work_mark WHERE unit_id = $unit ORDER BY capability)"};

inline constexpr Statement kWorkOfPosts{"workflow.work_of_posts", R"(
    SELECT unit_id, capability, COUNT(*) AS items
      FROM work_item
     WHERE waiting = 0
     GROUP BY unit_id, capability
     ORDER BY items DESC, unit_id, capability)"};

inline constexpr Statement kAssigned{"workflow.assigned", R"(
    SELECT reference, unit_id, capability, assignee_id
      FROM work_item
     WHERE module = $module AND assignee_id <> 0
     ORDER BY unit_id, capability, reference)"};
inline constexpr Statement kHeldBy{"workflow.held_by", R"(
    SELECT reference, path, title, state_vi, state_en, unit_id, nearest_at
      FROM work_item
     WHERE assignee_id = $account
     ORDER BY unit_id, nearest_at, case_id
     LIMIT $rows)"};
// A unit that ever had work has a mark: a handful of rows, where the items may be a million.
inline constexpr Statement kUnitsWithWork{"workflow.units_with_work", R"(
    SELECT DISTINCT unit_id FROM work_mark m
     WHERE EXISTS (SELECT 1 FROM work_item w WHERE w.unit_id = m.unit_id) ORDER BY unit_id)"};
inline constexpr Statement kReferencesAt{"workflow.references_at", R"(
    SELECT DISTINCT reference FROM work_item WHERE unit_id = $unit AND module = $module ORDER BY reference)"};
inline constexpr Statement kMoveWork{"workflow.move_work", R"(
    UPDATE work_item SET unit_id = $to, changed_at = $now WHERE unit_id = $from)"};

}  // namespace dongson::workflow
