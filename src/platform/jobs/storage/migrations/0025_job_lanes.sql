-- Slow work waits in a lane of its own (platform/jobs/jobs.h).
ALTER TABLE job ADD COLUMN lane BIGINT NOT NULL DEFAULT 0;
DROP INDEX job_due;
CREATE INDEX job_due ON job (lane, run_at, id);
