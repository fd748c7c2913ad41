-- The same columns in the same order as job_due.
DROP INDEX job_of_kind;
