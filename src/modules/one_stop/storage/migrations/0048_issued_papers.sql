-- What was issued stays as it was: its number, what it said, and its bytes by content (docs/decisions/0024).
CREATE TABLE issued_paper (
    id BIGINT NOT NULL PRIMARY KEY,
    dossier_id BIGINT NOT NULL REFERENCES dossier (id),
    event_id BIGINT NOT NULL,
    form TEXT NOT NULL,
    rules TEXT NOT NULL,
    title TEXT NOT NULL,
    unit_id BIGINT NOT NULL,
    series TEXT NOT NULL,
    year BIGINT NOT NULL,
    number BIGINT NOT NULL,
    notation TEXT NOT NULL,
    issued_at BIGINT NOT NULL,
    signer TEXT NOT NULL,
    said TEXT NOT NULL,
    file_id BIGINT NOT NULL REFERENCES file (id),
    UNIQUE (unit_id, series, year, number),
    UNIQUE (event_id, form)
);
CREATE INDEX issued_paper_by_dossier ON issued_paper (dossier_id, id);
