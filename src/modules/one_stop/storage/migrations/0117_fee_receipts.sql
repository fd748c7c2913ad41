-- What was paid at a counter. Rows are written once: what makes a receipt void, or gives its money back, is a row of its own, and a day
-- that was closed stays as it was counted.
CREATE TABLE fee_receipt (
    id BIGINT NOT NULL PRIMARY KEY,
    dossier_id BIGINT NOT NULL REFERENCES dossier(id),
    paper_id BIGINT NOT NULL,        -- of issued_paper
    unit_id BIGINT NOT NULL,         -- whose book the number is from
    kind BIGINT NOT NULL,            -- 1: phí; 2: lệ phí; a book each
    year BIGINT NOT NULL,
    number BIGINT NOT NULL,
    notation TEXT NOT NULL,
    payer TEXT NOT NULL,
    amount BIGINT NOT NULL,          -- đồng
    method BIGINT NOT NULL,          -- 1: cash; 2: transfer
    reference TEXT NOT NULL,         -- of the transfer
    basis TEXT NOT NULL,
    cashier_id BIGINT NOT NULL,
    cashier_name TEXT NOT NULL,
    day TEXT NOT NULL,
    taken_at BIGINT NOT NULL,
    replaces_id BIGINT NOT NULL,     -- the void one it takes the place of; 0: none
    UNIQUE (unit_id, kind, year, number)
);
CREATE INDEX fee_receipt_of_dossier ON fee_receipt (dossier_id);
CREATE INDEX fee_receipt_of_day ON fee_receipt (unit_id, day);
CREATE TABLE fee_reversal (
    id BIGINT NOT NULL PRIMARY KEY,
    receipt_id BIGINT NOT NULL REFERENCES fee_receipt(id),
    kind BIGINT NOT NULL,            -- 1: the receipt is void; 2: the money went back
    amount BIGINT NOT NULL,
    reason TEXT NOT NULL,
    asked_by BIGINT NOT NULL,        -- from whose till it goes
    asked_name TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    state BIGINT NOT NULL,           -- 0: a second person has to say yes; 1: done; 2: refused
    decided_by BIGINT NOT NULL,      -- 0: it wanted nobody else
    decided_name TEXT NOT NULL,
    decided_at BIGINT,
    decision TEXT NOT NULL,
    day TEXT                         -- on whose list it stands; none before it is done
);
CREATE UNIQUE INDEX fee_reversal_stands ON fee_reversal (receipt_id) WHERE state <> 2;
CREATE INDEX fee_reversal_of_day ON fee_reversal (day);
CREATE TABLE cash_day (
    unit_id BIGINT NOT NULL,
    cashier_id BIGINT NOT NULL,
    cashier_name TEXT NOT NULL,
    day TEXT NOT NULL,
    receipts BIGINT NOT NULL,        -- how many, the void ones too
    reversals BIGINT NOT NULL,
    cash BIGINT NOT NULL,            -- what should be there
    transfers BIGINT NOT NULL,
    counted BIGINT NOT NULL,
    explanation TEXT NOT NULL,       -- of what is too much or too little
    closed_at BIGINT NOT NULL,
    ledger_entry BIGINT NOT NULL,
    PRIMARY KEY (unit_id, cashier_id, day)
);
-- Whoever takes money and whoever closes the day wait for one another here.
CREATE TABLE cash_till (
    unit_id BIGINT NOT NULL,
    cashier_id BIGINT NOT NULL,
    touched BIGINT NOT NULL,
    PRIMARY KEY (unit_id, cashier_id)
);
-- By what a clerk said that a dossier's fee is so much, where no source says it.
CREATE TABLE fee_basis (
    dossier_id BIGINT NOT NULL PRIMARY KEY REFERENCES dossier(id),
    basis TEXT NOT NULL
);
