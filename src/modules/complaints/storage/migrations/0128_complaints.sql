-- Complaints (khiếu nại) and feedback (phản ánh, kiến nghị). What one is about stands in case_link too, where it is a dossier.
CREATE TABLE complaint (
    id BIGINT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL,
    version BIGINT NOT NULL,
    process TEXT NOT NULL,
    state TEXT NOT NULL,
    state_before TEXT NOT NULL,
    holder_unit_id BIGINT NOT NULL,
    holder_role TEXT NOT NULL,
    assignee_id BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    step_due_at BIGINT NOT NULL,
    closed_at BIGINT,
    about TEXT NOT NULL,
    about_code TEXT NOT NULL,
    named TEXT NOT NULL,
    about_unit_id BIGINT NOT NULL,
    handler_unit_id BIGINT NOT NULL,
    round BIGINT NOT NULL,
    former_id BIGINT NOT NULL,
    former_code TEXT NOT NULL,
    filer_id BIGINT NOT NULL,
    person_name TEXT NOT NULL,
    person_number TEXT NOT NULL, -- sealed
    person_address TEXT NOT NULL,
    person_phone TEXT NOT NULL, -- sealed
    person_email TEXT NOT NULL, -- sealed
    said TEXT NOT NULL, -- sealed
    wish TEXT NOT NULL, -- sealed
    known_on TEXT,
    on_paper BIGINT NOT NULL,
    remote BIGINT NOT NULL,
    complicated BIGINT NOT NULL,
    filed_at BIGINT NOT NULL,
    accepted_at BIGINT,
    outcome TEXT NOT NULL,
    result TEXT NOT NULL, -- sealed
    proposed_by BIGINT NOT NULL,
    reason_key TEXT NOT NULL,
    decision TEXT NOT NULL,
    signer TEXT NOT NULL,
    decision_file_id BIGINT NOT NULL,
    may_publish BIGINT NOT NULL,
    shown_question TEXT NOT NULL,
    shown_answer TEXT NOT NULL,
    shown_by BIGINT NOT NULL,
    shown_at BIGINT,
    salt TEXT NOT NULL,
    cell_key BIGINT NOT NULL
);
CREATE UNIQUE INDEX complaint_code ON complaint (code);
CREATE INDEX complaint_of_unit ON complaint (handler_unit_id, filed_at);
CREATE INDEX complaint_of_filer ON complaint (filer_id, filed_at);
