-- Datasets that belong together: the same thing year after year, or field by field.
ALTER TABLE dataset ADD COLUMN series TEXT NOT NULL DEFAULT '';
