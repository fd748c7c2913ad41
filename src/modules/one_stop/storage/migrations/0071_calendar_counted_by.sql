-- The calendar that open dossiers were counted by, one row: whether another one must count them again, and which days differ.
CREATE TABLE calendar_counted_by (
    id BIGINT NOT NULL PRIMARY KEY,
    days TEXT NOT NULL
);
