-- Taken on after the days for taking it on: what was settled in time afterwards was not in time altogether.
ALTER TABLE complaint ADD COLUMN overran INTEGER NOT NULL DEFAULT 0;
