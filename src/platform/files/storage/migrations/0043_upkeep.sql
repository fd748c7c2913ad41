-- What each account has brought in a day; old days are forgotten.
CREATE TABLE upload_day (
    account_id BIGINT NOT NULL,
    day TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    PRIMARY KEY (account_id, day)
);
-- Every kind of job has a queue of its own.
CREATE INDEX job_of_kind ON job (kind, run_at, id);
CREATE INDEX file_by_digest ON file (digest);
