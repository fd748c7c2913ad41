-- How long dossiers are kept after they are over. A rule is never changed: it ends, and another begins.
CREATE TABLE retention_rule (
    id BIGINT NOT NULL PRIMARY KEY,
    procedure_code TEXT NOT NULL,  -- empty: of the whole domain
    domain TEXT NOT NULL,
    years BIGINT NOT NULL,         -- 0: for good
    basis TEXT NOT NULL,           -- the document that says so
    set_by BIGINT NOT NULL,
    set_by_name TEXT NOT NULL,
    set_at BIGINT NOT NULL,
    ended_at BIGINT
);
-- What must stay whatever its term: a complaint, a lawsuit.
CREATE TABLE record_hold (
    id BIGINT NOT NULL PRIMARY KEY,
    dossier_id BIGINT NOT NULL REFERENCES dossier (id),
    reason TEXT NOT NULL,
    set_by_name TEXT NOT NULL,
    set_at BIGINT NOT NULL,
    ended_by_name TEXT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX record_hold_of_dossier ON record_hold (dossier_id) WHERE ended_at IS NULL;
-- A list that one asks for and another decides; granted, it is carried out dossier by dossier until none is left.
CREATE TABLE destruction (
    id BIGINT NOT NULL PRIMARY KEY,
    unit_id BIGINT NOT NULL,
    reason TEXT NOT NULL,
    asked_by BIGINT NOT NULL,
    asked_by_name TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    decision TEXT NOT NULL,        -- empty: waits; granted, refused
    decided_by BIGINT NOT NULL,
    decided_by_name TEXT NOT NULL,
    decided_at BIGINT,
    notation TEXT NOT NULL,        -- of the minute: "3/BB-TH"
    file_id BIGINT,                -- the minute as PDF
    ledger_id BIGINT NOT NULL
);
CREATE INDEX destruction_of_unit ON destruction (unit_id, asked_at);
CREATE TABLE destruction_dossier (
    destruction_id BIGINT NOT NULL REFERENCES destruction (id),
    dossier_id BIGINT NOT NULL,
    code TEXT NOT NULL,
    procedure_name TEXT NOT NULL,
    closed_at BIGINT NOT NULL,
    basis TEXT NOT NULL,
    destroyed_at BIGINT,
    PRIMARY KEY (destruction_id, dossier_id)
);
CREATE INDEX destruction_of_dossier ON destruction_dossier (code);
CREATE INDEX destruction_to_do ON destruction_dossier (dossier_id) WHERE destroyed_at IS NULL;
-- Entries of the ledger whose words went with their dossier.
CREATE TABLE destroyed_entry (
    ledger_id BIGINT NOT NULL PRIMARY KEY,
    dossier_id BIGINT NOT NULL
);
CREATE INDEX destroyed_entry_of_dossier ON destroyed_entry (dossier_id);
