-- When the day began in which these failures are counted.
ALTER TABLE sign_in_failure ADD COLUMN since_at BIGINT NOT NULL DEFAULT 0;
UPDATE sign_in_failure SET since_at = last_at;

-- No statement asks for an account or for a look at a record by the number.
DROP INDEX account_by_number;
DROP INDEX record_view_by_person;
