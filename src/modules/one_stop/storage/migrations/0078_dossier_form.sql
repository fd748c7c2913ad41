-- The edition of the form that the dossier was asked by. 0: from before editions, by what shipped when they began.
ALTER TABLE dossier ADD COLUMN form_edition_id BIGINT NOT NULL DEFAULT 0;
