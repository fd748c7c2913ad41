-- The edition of the form that the dossier was asked by, and the one that a draft's answers were given by. 0: from before editions, by
-- what shipped when they began.
ALTER TABLE dossier ADD COLUMN form_edition_id BIGINT NOT NULL DEFAULT 0;
ALTER TABLE draft ADD COLUMN form_edition_id BIGINT NOT NULL DEFAULT 0;
