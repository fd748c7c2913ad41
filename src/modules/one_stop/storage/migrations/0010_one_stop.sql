-- One row a version of a procedure; the newest by valid_from is what the public sees, open dossiers keep theirs.
CREATE TABLE procedure (
    id BIGINT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL,
    version BIGINT NOT NULL,
    newest BIGINT NOT NULL,
    valid_from TEXT NOT NULL,
    name TEXT NOT NULL,
    domain TEXT NOT NULL,
    level TEXT NOT NULL,
    department TEXT NOT NULL,
    for_people BIGINT NOT NULL,
    for_businesses BIGINT NOT NULL,
    online BIGINT NOT NULL,
    is_national BIGINT NOT NULL,
    published BIGINT NOT NULL,
    fee_timing BIGINT NOT NULL,
    process TEXT NOT NULL,
    form TEXT NOT NULL,
    content TEXT NOT NULL,
    digest TEXT NOT NULL,
    UNIQUE (code, version)
);
CREATE INDEX procedure_published ON procedure (published, newest, domain);

CREATE TABLE draft (
    id BIGINT NOT NULL PRIMARY KEY,
    account_id BIGINT NOT NULL,
    procedure_id BIGINT NOT NULL REFERENCES procedure (id),
    unit_id BIGINT NOT NULL,
    answers TEXT NOT NULL,
    done TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    dossier_code TEXT
);
CREATE INDEX draft_by_account ON draft (account_id, changed_at);

CREATE TABLE draft_paper (
    draft_id BIGINT NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
    file_id BIGINT NOT NULL REFERENCES file (id),
    component BIGINT NOT NULL,
    PRIMARY KEY (draft_id, file_id)
) WITHOUT ROWID;

CREATE TABLE dossier (
    id BIGINT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    version BIGINT NOT NULL,
    procedure_id BIGINT NOT NULL REFERENCES procedure (id),
    procedure_name TEXT NOT NULL,
    domain TEXT NOT NULL,
    process TEXT NOT NULL,
    state TEXT NOT NULL,
    state_before TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    person_kind BIGINT NOT NULL,
    person_name TEXT NOT NULL,
    person_number TEXT NOT NULL,
    person_address TEXT NOT NULL,
    person_phone TEXT NOT NULL,
    person_email TEXT NOT NULL,
    channel BIGINT NOT NULL,
    intake_unit_id BIGINT NOT NULL,
    competent_unit_id BIGINT NOT NULL,
    department_unit_id BIGINT NOT NULL,
    holder_unit_id BIGINT NOT NULL,
    holder_role TEXT NOT NULL,
    assignee_id BIGINT NOT NULL,
    allowed_amount BIGINT NOT NULL,
    allowed_unit BIGINT NOT NULL,
    clock TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    step_due_at BIGINT NOT NULL,
    submitted_at BIGINT NOT NULL,
    received_at BIGINT,
    finished_at BIGINT,
    closed_at BIGINT,
    summary TEXT NOT NULL,
    answers TEXT NOT NULL,
    delivery BIGINT NOT NULL,
    delivery_address TEXT NOT NULL,
    fee_amount BIGINT NOT NULL,
    fee_paid_at BIGINT,
    register_number BIGINT NOT NULL,
    result_number TEXT NOT NULL,
    result_text TEXT NOT NULL,
    result_file_id BIGINT NOT NULL
);
CREATE INDEX dossier_by_person ON dossier (person_number, submitted_at);
CREATE INDEX dossier_by_intake ON dossier (intake_unit_id, received_at) WHERE received_at IS NOT NULL;

CREATE TABLE dossier_event (
    id BIGINT NOT NULL,
    dossier_id BIGINT NOT NULL REFERENCES dossier (id),
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
    PRIMARY KEY (dossier_id, id)
) WITHOUT ROWID;

CREATE TABLE dossier_paper (
    dossier_id BIGINT NOT NULL REFERENCES dossier (id),
    file_id BIGINT NOT NULL REFERENCES file (id),
    component BIGINT NOT NULL,
    round BIGINT NOT NULL,
    added_at BIGINT NOT NULL,
    PRIMARY KEY (dossier_id, file_id)
) WITHOUT ROWID;

CREATE TABLE opinion (
    id BIGINT NOT NULL PRIMARY KEY,
    dossier_id BIGINT NOT NULL REFERENCES dossier (id),
    unit_id BIGINT NOT NULL,
    question TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    answer TEXT NOT NULL,
    answered_at BIGINT,
    answered_by TEXT NOT NULL
);
CREATE INDEX opinion_by_dossier ON opinion (dossier_id);

-- Who may read a dossier: every unit that holds, held or is asked about it.
CREATE TABLE dossier_reader (
    dossier_id BIGINT NOT NULL REFERENCES dossier (id),
    unit_id BIGINT NOT NULL,
    PRIMARY KEY (dossier_id, unit_id)
) WITHOUT ROWID;

CREATE TABLE rating (
    dossier_id BIGINT NOT NULL PRIMARY KEY REFERENCES dossier (id),
    answers TEXT NOT NULL,
    remark TEXT NOT NULL,
    at BIGINT NOT NULL
);

-- A form that is sent twice is done once.
CREATE TABLE idempotency (
    key TEXT NOT NULL PRIMARY KEY,
    reference TEXT NOT NULL,
    at BIGINT NOT NULL
);
