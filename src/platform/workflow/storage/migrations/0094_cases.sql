-- What every kind of case has beside its own row: what happened to it, whom it was asked of, who may read it. Cases of every kind
-- have one name space of ids and one of codes.
CREATE TABLE work_case (
    id BIGINT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    code TEXT NOT NULL
);
INSERT INTO work_case (id, kind, code) SELECT id, 'one_stop.dossier', code FROM dossier;
CREATE UNIQUE INDEX work_case_code ON work_case (code);

CREATE TABLE case_happening (
    id BIGINT NOT NULL,
    case_id BIGINT NOT NULL REFERENCES work_case (id),
    at BIGINT NOT NULL,
    event TEXT NOT NULL,
    label_vi TEXT NOT NULL,
    label_en TEXT NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    actor_id BIGINT NOT NULL,
    actor_name TEXT NOT NULL,
    actor_unit_id BIGINT NOT NULL,
    to_unit_id BIGINT NOT NULL,
    reason TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    form TEXT NOT NULL,
    ledger_id BIGINT NOT NULL,
    reason_salt TEXT NOT NULL,     -- of the digest by which the ledger holds the reason; empty: the entry holds the reason itself
    delegation_id BIGINT NOT NULL, -- in whose stead it was done, and by what
    on_behalf_of TEXT NOT NULL,
    on_behalf_by TEXT NOT NULL,
    PRIMARY KEY (case_id, id)
) WITHOUT ROWID;
INSERT INTO case_happening (id, case_id, at, event, label_vi, label_en, from_state, to_state, actor_id, actor_name, actor_unit_id,
                            to_unit_id, reason, due_at, form, ledger_id, reason_salt, delegation_id, on_behalf_of, on_behalf_by)
SELECT id, dossier_id, at, event, label_vi, label_en, from_state, to_state, actor_id, actor_name, actor_unit_id,
       to_unit_id, reason, due_at, form, ledger_id, reason_salt, delegation_id, on_behalf_of, on_behalf_by
  FROM dossier_event;

-- What officers send to one another with a question, an answer or a note.
CREATE TABLE case_happening_file (
    case_id BIGINT NOT NULL REFERENCES work_case (id),
    happening_id BIGINT NOT NULL,
    file_id BIGINT NOT NULL REFERENCES file (id),
    PRIMARY KEY (case_id, happening_id, file_id)
) WITHOUT ROWID;
INSERT INTO case_happening_file (case_id, happening_id, file_id) SELECT dossier_id, event_id, file_id FROM dossier_event_file;

-- Other units are asked, several at once.
CREATE TABLE consultation (
    id BIGINT NOT NULL PRIMARY KEY,
    case_id BIGINT NOT NULL REFERENCES work_case (id),
    unit_id BIGINT NOT NULL,
    question TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    answer TEXT NOT NULL,
    answered_at BIGINT,
    answered_by TEXT NOT NULL,
    asked_in BIGINT NOT NULL,    -- the happenings; 0: of before they were kept
    answered_in BIGINT NOT NULL,
    dropped BIGINT NOT NULL
);
INSERT INTO consultation (id, case_id, unit_id, question, asked_at, due_at, answer, answered_at, answered_by, asked_in, answered_in, dropped)
SELECT id, dossier_id, unit_id, question, asked_at, due_at, answer, answered_at, answered_by, asked_in, answered_in, dropped
  FROM opinion;
CREATE INDEX consultation_by_case ON consultation (case_id);

-- Who may read a case: every unit that holds, held or is asked about it.
CREATE TABLE case_reader (
    case_id BIGINT NOT NULL REFERENCES work_case (id),
    unit_id BIGINT NOT NULL,
    PRIMARY KEY (case_id, unit_id)
) WITHOUT ROWID;
INSERT INTO case_reader (case_id, unit_id) SELECT dossier_id, unit_id FROM dossier_reader;
CREATE INDEX case_reader_by_unit ON case_reader (unit_id, case_id);

DROP TABLE dossier_event_file;
DROP TABLE dossier_event;
DROP TABLE opinion;
DROP TABLE dossier_reader;
