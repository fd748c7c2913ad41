-- Taken on after the days for taking it on: what was settled in time afterwards was not in time altogether.
ALTER TABLE complaint ADD COLUMN overran BIGINT NOT NULL DEFAULT 0;
