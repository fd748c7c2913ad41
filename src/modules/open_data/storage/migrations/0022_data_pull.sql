-- Files that are fetched from an address on schedule, and what came of it last.
CREATE TABLE data_pull (
    id BIGINT NOT NULL PRIMARY KEY,
    dataset_id BIGINT NOT NULL REFERENCES dataset (id),
    resource_id BIGINT NOT NULL REFERENCES resource (id),
    url TEXT NOT NULL,
    every BIGINT NOT NULL,
    account_id BIGINT NOT NULL REFERENCES account (id),
    digest TEXT NOT NULL,
    outcome TEXT NOT NULL,
    pulled_at BIGINT,
    next_at BIGINT NOT NULL
);
CREATE INDEX data_pull_by_dataset ON data_pull (dataset_id);
CREATE INDEX data_pull_by_next ON data_pull (next_at);
