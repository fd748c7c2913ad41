-- What officers find dossiers by, folded by the program. Those that were there before are folded at the first search.
CREATE TABLE dossier_words (
    dossier_id BIGINT NOT NULL PRIMARY KEY REFERENCES dossier (id),
    words TEXT NOT NULL
);
INSERT INTO dossier_words (dossier_id, words) SELECT id, '' FROM dossier;
CREATE INDEX dossier_words_wanting ON dossier_words (dossier_id) WHERE words = '';
CREATE INDEX dossier_reader_by_unit ON dossier_reader (unit_id, dossier_id);
