CREATE TABLE dataset (
    id BIGINT NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    notes TEXT NOT NULL,
    unit_id BIGINT NOT NULL,
    domain TEXT NOT NULL,
    tags TEXT NOT NULL,
    licence TEXT NOT NULL,
    frequency BIGINT NOT NULL,
    covers_from TEXT,
    covers_until TEXT,
    area TEXT NOT NULL,
    source TEXT NOT NULL,
    contact_name TEXT NOT NULL,
    contact_email TEXT NOT NULL,
    sample BIGINT NOT NULL,
    state BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    published_at BIGINT,
    version BIGINT NOT NULL,
    change BIGINT NOT NULL
);
-- What the catalogue in memory has not seen yet.
CREATE INDEX dataset_by_change ON dataset (change);
CREATE INDEX dataset_by_unit ON dataset (unit_id, state);

-- Counts every change of the catalogue, so that each node knows when its own is behind.
CREATE TABLE catalogue_change (
    one BIGINT NOT NULL PRIMARY KEY,
    newest BIGINT NOT NULL
);
INSERT INTO catalogue_change (one, newest) VALUES (1, 0);

CREATE TABLE resource (
    id BIGINT NOT NULL PRIMARY KEY,
    dataset_id BIGINT NOT NULL REFERENCES dataset (id),
    slug TEXT NOT NULL,
    title TEXT NOT NULL,
    notes TEXT NOT NULL,
    format TEXT NOT NULL,
    agreed_schema TEXT NOT NULL,
    position BIGINT NOT NULL,
    newest BIGINT NOT NULL,
    UNIQUE (dataset_id, slug)
);

CREATE TABLE resource_version (
    id BIGINT NOT NULL PRIMARY KEY,
    resource_id BIGINT NOT NULL REFERENCES resource (id),
    number BIGINT NOT NULL,
    file_id BIGINT NOT NULL REFERENCES file (id),
    digest TEXT NOT NULL,
    size BIGINT NOT NULL,
    row_count BIGINT NOT NULL,
    misfits BIGINT NOT NULL,
    rows_added BIGINT NOT NULL,
    rows_removed BIGINT NOT NULL,
    rows_changed BIGINT NOT NULL,
    note TEXT NOT NULL,
    published_at BIGINT NOT NULL,
    ledger_id BIGINT NOT NULL,
    UNIQUE (resource_id, number)
);
