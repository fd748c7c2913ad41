-- Tasks: what one unit wants of another, or of one of its people. What a task is part of stands in case_link.
CREATE TABLE task (
    id BIGINT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL,
    version BIGINT NOT NULL,
    process TEXT NOT NULL,
    state TEXT NOT NULL,
    state_before TEXT NOT NULL,
    holder_unit_id BIGINT NOT NULL,
    holder_role TEXT NOT NULL,
    assignee_id BIGINT NOT NULL,
    title TEXT NOT NULL,
    wanted TEXT NOT NULL,
    evidence TEXT NOT NULL,
    urgent BIGINT NOT NULL,
    giver_unit_id BIGINT NOT NULL,
    giver_id BIGINT NOT NULL,
    giver_name TEXT NOT NULL,
    doer_unit_id BIGINT NOT NULL,
    doer_id BIGINT NOT NULL,
    given_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    step_due_at BIGINT NOT NULL,
    done_at BIGINT,
    done_by BIGINT NOT NULL,
    closed_at BIGINT,
    percent BIGINT NOT NULL,
    weight BIGINT NOT NULL,
    asked_until TEXT,
    mark TEXT NOT NULL,
    assessment TEXT NOT NULL,
    words TEXT NOT NULL -- folded: what a search looks through
);
CREATE UNIQUE INDEX task_code ON task (code);
-- The newest given first, of a unit on either side.
CREATE INDEX task_given_by ON task (giver_unit_id, given_at);
CREATE INDEX task_done_by ON task (doer_unit_id, given_at);
