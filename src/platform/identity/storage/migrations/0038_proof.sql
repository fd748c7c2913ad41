-- How sure the house is of who an account is: 0 not at all, 1 shown at a counter, 2 the national e-identity; when, where and by whom.
ALTER TABLE account ADD COLUMN proof BIGINT NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN proof_at BIGINT;
ALTER TABLE account ADD COLUMN proof_unit_id BIGINT NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN proof_by BIGINT NOT NULL DEFAULT 0;
-- The number that its proven owner took back; whoever typed it before still signs in with it and their own password.
ALTER TABLE account ADD COLUMN former_login TEXT NOT NULL DEFAULT '';
CREATE INDEX account_by_former_login ON account (former_login);

-- A slip printed at a counter after a look at the card. The code's first four signs find the slip, the rest is kept as a hash.
CREATE TABLE proof_slip (
    id BIGINT NOT NULL PRIMARY KEY,
    number TEXT NOT NULL,
    finder TEXT NOT NULL,
    secret_hash TEXT NOT NULL,
    kind BIGINT NOT NULL,
    name TEXT NOT NULL,
    document TEXT NOT NULL,
    unit_id BIGINT NOT NULL,
    officer_id BIGINT NOT NULL,
    issued_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX proof_slip_by_number ON proof_slip (number, finder);
CREATE INDEX proof_slip_by_expiry ON proof_slip (expires_at);

-- Whose record was seen is an account; a number is what somebody typed.
ALTER TABLE record_view ADD COLUMN account_id BIGINT NOT NULL DEFAULT 0;
CREATE INDEX record_view_by_account ON record_view (account_id, at);
