-- The dataset of another portal that one here was begun from; empty for those of the province's own.
ALTER TABLE dataset ADD COLUMN taken_from TEXT NOT NULL DEFAULT '';
CREATE INDEX dataset_by_taken_from ON dataset (taken_from);
