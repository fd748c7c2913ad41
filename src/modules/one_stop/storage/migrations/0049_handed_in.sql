-- What was handed in on paper, as the clerk counted it: how many sets, and of each component originals, certified and plain copies.
CREATE TABLE dossier_component (
    dossier_id BIGINT NOT NULL REFERENCES dossier (id),
    component BIGINT NOT NULL,
    originals BIGINT NOT NULL,
    certified BIGINT NOT NULL,
    copies BIGINT NOT NULL,
    PRIMARY KEY (dossier_id, component)
) WITHOUT ROWID;
ALTER TABLE dossier ADD COLUMN sets BIGINT NOT NULL DEFAULT 1;
