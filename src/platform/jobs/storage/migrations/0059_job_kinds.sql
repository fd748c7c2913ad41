-- A job is taken by its kind (platform/jobs/jobs.h).
DROP INDEX job_due;
ALTER TABLE job DROP COLUMN lane;
CREATE INDEX job_due ON job (kind, run_at, id);
