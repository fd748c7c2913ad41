-- What people say is kept wrong of them. Values, reasons and answers lie sealed; the salt keeps the ledger's digests of them
-- from being guessed.
CREATE TABLE personal_correction (
    id BIGINT NOT NULL PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES account (id),
    kind TEXT NOT NULL,             -- "account", "one_stop.dossier"
    reference TEXT NOT NULL,        -- the dossier's code; empty: the account itself
    field TEXT NOT NULL,
    label TEXT NOT NULL,            -- as the person read it
    value_before TEXT NOT NULL,
    value_after TEXT NOT NULL,
    reason TEXT NOT NULL,
    file_id BIGINT NOT NULL,        -- what proves it
    unit_id BIGINT NOT NULL,        -- who decides; 0: two administrators
    salt TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    state TEXT NOT NULL,            -- empty: waits; taken_back, granted, refused
    answer TEXT NOT NULL,
    decided_by BIGINT NOT NULL,
    decided_by_name TEXT NOT NULL,
    decided_at BIGINT,
    asked_entry BIGINT NOT NULL,
    decided_entry BIGINT NOT NULL
);
CREATE INDEX personal_correction_of_account ON personal_correction (account_id, asked_at);
CREATE INDEX personal_correction_waiting ON personal_correction (unit_id, due_at) WHERE state = '';
CREATE INDEX personal_correction_of_reference ON personal_correction (reference);
