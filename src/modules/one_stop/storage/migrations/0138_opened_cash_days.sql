-- A day that was closed may be opened again by somebody else; the closing stays, and the next stands beside it.
ALTER TABLE cash_day RENAME TO cash_day_before;
CREATE TABLE cash_day (
    unit_id BIGINT NOT NULL,
    cashier_id BIGINT NOT NULL,
    cashier_name TEXT NOT NULL,
    day TEXT NOT NULL,
    turn BIGINT NOT NULL,            -- 1: the first time it was closed
    receipts BIGINT NOT NULL,        -- how many, the void ones too
    reversals BIGINT NOT NULL,
    cash BIGINT NOT NULL,            -- what should be there
    transfers BIGINT NOT NULL,
    counted BIGINT NOT NULL,
    explanation TEXT NOT NULL,       -- of what is too much or too little
    closed_at BIGINT NOT NULL,
    ledger_entry BIGINT NOT NULL,
    PRIMARY KEY (unit_id, cashier_id, day, turn)
);
INSERT INTO cash_day (unit_id, cashier_id, cashier_name, day, turn, receipts, reversals, cash, transfers, counted, explanation,
                      closed_at, ledger_entry)
SELECT unit_id, cashier_id, cashier_name, day, 1, receipts, reversals, cash, transfers, counted, explanation, closed_at, ledger_entry
  FROM cash_day_before;
DROP TABLE cash_day_before;
-- Which closing stands no more, who opened it and why.
CREATE TABLE cash_opening (
    unit_id BIGINT NOT NULL,
    cashier_id BIGINT NOT NULL,
    day TEXT NOT NULL,
    turn BIGINT NOT NULL,
    reason TEXT NOT NULL,
    opened_by BIGINT NOT NULL,
    opened_name TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    ledger_entry BIGINT NOT NULL,
    PRIMARY KEY (unit_id, cashier_id, day, turn)
);
