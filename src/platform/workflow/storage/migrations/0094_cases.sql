-- What every kind of case has beside its own row: what happened to it, whom it was asked of, who may read it. Cases of every kind
-- have one name space of ids and one of codes.
CREATE TABLE work_case (
    id BIGINT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    code TEXT NOT NULL
);
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

-- What officers send to one another with a question, an answer or a note.
CREATE TABLE case_happening_file (
    case_id BIGINT NOT NULL REFERENCES work_case (id),
    happening_id BIGINT NOT NULL,
    file_id BIGINT NOT NULL REFERENCES file (id),
    PRIMARY KEY (case_id, happening_id, file_id)
) WITHOUT ROWID;

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
CREATE INDEX consultation_by_case ON consultation (case_id);

-- Who may read a case: every unit that holds, held or is asked about it.
CREATE TABLE case_reader (
    case_id BIGINT NOT NULL REFERENCES work_case (id),
    unit_id BIGINT NOT NULL,
    PRIMARY KEY (case_id, unit_id)
) WITHOUT ROWID;
CREATE INDEX case_reader_by_unit ON case_reader (unit_id, case_id);
