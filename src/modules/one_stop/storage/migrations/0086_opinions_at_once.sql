-- Several units are asked at once, each answer with files; a question that nobody waits for any more says so itself.
ALTER TABLE opinion ADD COLUMN asked_in BIGINT NOT NULL DEFAULT 0;
ALTER TABLE opinion ADD COLUMN answered_in BIGINT NOT NULL DEFAULT 0;
ALTER TABLE opinion ADD COLUMN dropped BIGINT NOT NULL DEFAULT 0;
UPDATE opinion SET dropped = 1 WHERE answer = '–';

-- What officers send to one another with a question, an answer or a note.
CREATE TABLE dossier_event_file (
    dossier_id BIGINT NOT NULL REFERENCES dossier (id),
    event_id BIGINT NOT NULL,
    file_id BIGINT NOT NULL REFERENCES file (id),
    PRIMARY KEY (dossier_id, event_id, file_id)
) WITHOUT ROWID;
