CREATE TABLE data_remark (
    id BIGINT NOT NULL PRIMARY KEY,
    dataset_id BIGINT NOT NULL,
    unit_id BIGINT NOT NULL,
    text TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    answer TEXT NOT NULL,
    answered_by TEXT NOT NULL,
    answered_at BIGINT,
    hidden BIGINT NOT NULL
);
CREATE INDEX data_remark_by_dataset ON data_remark (dataset_id, answered_at);
CREATE INDEX data_remark_by_answer ON data_remark (answered_at);

-- Only a digest of the token in the e-mail's link is kept.
CREATE TABLE data_subscription (
    id BIGINT NOT NULL PRIMARY KEY,
    dataset_id BIGINT NOT NULL REFERENCES dataset (id),
    email TEXT NOT NULL,
    token_digest BYTES NOT NULL UNIQUE,
    confirmed BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    UNIQUE (dataset_id, email)
);

-- One reader counts once a day for a resource. Who it was is a digest under a salt of that day; both go when the day is over.
CREATE TABLE download_day (
    day TEXT NOT NULL PRIMARY KEY,
    salt TEXT NOT NULL
);
CREATE TABLE download_seen (
    day TEXT NOT NULL,
    digest BYTES NOT NULL,
    PRIMARY KEY (day, digest)
);
CREATE TABLE download_count (
    resource_id BIGINT NOT NULL REFERENCES resource (id),
    month TEXT NOT NULL,
    readers BIGINT NOT NULL,
    PRIMARY KEY (resource_id, month)
);

-- Links to elsewhere, as they answered last.
CREATE TABLE link_probe (
    resource_id BIGINT NOT NULL PRIMARY KEY REFERENCES resource (id),
    status BIGINT NOT NULL,
    probed_at BIGINT NOT NULL
);

-- The days whose daily work somebody has begun.
CREATE TABLE open_data_day (
    day TEXT NOT NULL PRIMARY KEY
);
