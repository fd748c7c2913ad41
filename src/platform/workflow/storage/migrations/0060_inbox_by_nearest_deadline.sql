-- The inbox stands by what has to be done first: the whole, or the step it is in.
CREATE INDEX work_item_by_nearest ON work_item
    (unit_id, role, (CASE WHEN step_due_at < due_at THEN step_due_at ELSE due_at END), case_id, changed_at);
DROP INDEX work_item_by_unit;
