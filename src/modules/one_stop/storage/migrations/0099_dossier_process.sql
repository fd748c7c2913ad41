-- The edition of its process that a dossier goes by until it ends, or until somebody moves it to another; 0: as it shipped when
-- editions of processes began.
ALTER TABLE dossier ADD COLUMN process_edition_id BIGINT NOT NULL DEFAULT 0;
