CREATE TABLE unit (
    id BIGINT NOT NULL PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    level TEXT NOT NULL,
    kind TEXT NOT NULL,
    parent_id BIGINT NOT NULL,
    valid_from TEXT,
    valid_to TEXT,
    gso_code TEXT NOT NULL,
    org_code TEXT NOT NULL,
    successors TEXT NOT NULL
);
