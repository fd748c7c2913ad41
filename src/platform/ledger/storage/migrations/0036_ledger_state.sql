-- How far the tree in this database goes, which key and which folder sign it, and why nothing may be entered just now: one row.
CREATE TABLE ledger_state (
    id BIGINT NOT NULL PRIMARY KEY,
    size BIGINT NOT NULL,
    verifier TEXT NOT NULL,
    folder TEXT NOT NULL,
    stopped TEXT NOT NULL
);
INSERT INTO ledger_state (id, size, verifier, folder, stopped)
SELECT 1, COALESCE(MAX(size), 0), '', '', '' FROM ledger_checkpoint;

-- How many witnesses cosigned a checkpoint.
ALTER TABLE ledger_checkpoint ADD COLUMN cosigners BIGINT NOT NULL DEFAULT 0;

-- Places of the tree whose content a restored backup does not have: only the public hash is left of them.
CREATE TABLE ledger_lost (
    position BIGINT NOT NULL PRIMARY KEY,
    entry BYTES NOT NULL,
    signed_after BIGINT NOT NULL,
    signed_until BIGINT NOT NULL,
    mended_at BIGINT NOT NULL
);
