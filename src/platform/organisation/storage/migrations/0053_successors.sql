-- Successors that no list names are inferred, and say how. An administrator confirms them, or names others.
ALTER TABLE unit ADD COLUMN successors_basis TEXT NOT NULL DEFAULT '';
CREATE TABLE confirmed_successors (
    unit_key TEXT NOT NULL PRIMARY KEY,
    successors TEXT NOT NULL,
    confirmed_at BIGINT NOT NULL,
    confirmed_by TEXT NOT NULL
);
