CREATE TABLE file (
    id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    size BIGINT NOT NULL,
    digest TEXT NOT NULL,
    added_at BIGINT NOT NULL
);
