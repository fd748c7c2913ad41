-- Every officer reads the inbox all day: the table itself stands in the order it is read in, and a page is one stretch of it.
CREATE TABLE work_item_in_order (
    unit_id BIGINT NOT NULL,
    role TEXT NOT NULL,
    nearest_at BIGINT NOT NULL, -- what has to be done first: the whole, or the step it is in
    case_id BIGINT NOT NULL,
    module TEXT NOT NULL,
    slot TEXT NOT NULL,
    reference TEXT NOT NULL,
    path TEXT NOT NULL,
    title TEXT NOT NULL,
    person TEXT NOT NULL,
    state_vi TEXT NOT NULL,
    state_en TEXT NOT NULL,
    assignee_id BIGINT NOT NULL,
    waiting BIGINT NOT NULL,
    fresh BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    step_due_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (unit_id, role, nearest_at, case_id, module, slot)
) WITHOUT ROWID;
INSERT INTO work_item_in_order
SELECT unit_id, role, CASE WHEN step_due_at < due_at THEN step_due_at ELSE due_at END, case_id, module, slot, reference, path, title,
       person, state_vi, state_en, assignee_id, waiting, fresh, due_at, step_due_at, changed_at
  FROM work_item;
DROP TABLE work_item;
ALTER TABLE work_item_in_order RENAME TO work_item;
CREATE UNIQUE INDEX work_item_of_case ON work_item (case_id, module, slot);
