-- When the day began in which these failures are counted.
ALTER TABLE sign_in_failure ADD COLUMN since_at BIGINT NOT NULL DEFAULT 0;
UPDATE sign_in_failure SET since_at = last_at;
