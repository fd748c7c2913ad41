-- A file on its way to becoming a version: looked at, corrected, reviewed.
CREATE TABLE data_upload (
    id BIGINT NOT NULL PRIMARY KEY,
    dataset_id BIGINT NOT NULL REFERENCES dataset (id),
    resource_id BIGINT NOT NULL,
    resource_title TEXT NOT NULL,
    file_id BIGINT NOT NULL REFERENCES file (id),
    layout TEXT NOT NULL,
    encoding_sure BIGINT NOT NULL,
    columns_agreed TEXT NOT NULL,
    answers_for_personal BIGINT NOT NULL,
    note TEXT NOT NULL,
    state BIGINT NOT NULL,
    returned_because TEXT NOT NULL,
    made_by BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX data_upload_by_dataset ON data_upload (dataset_id, state);

-- What was done to a dataset, by whom: shown beside it.
CREATE TABLE dataset_event (
    id BIGINT NOT NULL PRIMARY KEY,
    dataset_id BIGINT NOT NULL REFERENCES dataset (id),
    at BIGINT NOT NULL,
    event TEXT NOT NULL,
    actor_id BIGINT NOT NULL,
    actor_name TEXT NOT NULL,
    note TEXT NOT NULL
);
CREATE INDEX dataset_event_by_dataset ON dataset_event (dataset_id, id);
