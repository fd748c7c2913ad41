-- One row a thing to do, whatever module it comes from. A case has at most one row a slot.
CREATE TABLE work_item (
    module TEXT NOT NULL,
    case_id BIGINT NOT NULL,
    slot TEXT NOT NULL,
    reference TEXT NOT NULL,
    title TEXT NOT NULL,
    person TEXT NOT NULL,
    state_vi TEXT NOT NULL,
    state_en TEXT NOT NULL,
    unit_id BIGINT NOT NULL,
    role TEXT NOT NULL,
    assignee_id BIGINT NOT NULL,
    waiting BIGINT NOT NULL,
    fresh BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    step_due_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (case_id, module, slot)
) WITHOUT ROWID;
-- The inbox in its order; whether it changed is read from the index alone.
CREATE INDEX work_item_by_unit ON work_item (unit_id, role, due_at, case_id, changed_at);
