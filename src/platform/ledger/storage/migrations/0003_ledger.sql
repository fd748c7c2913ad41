-- What happened, in the same transaction as what it happened to; its place in the log comes later.
CREATE TABLE ledger_entry (
    id BIGINT NOT NULL PRIMARY KEY,
    reference TEXT NOT NULL,
    content TEXT NOT NULL,
    salt BYTES NOT NULL,
    entry BYTES NOT NULL,
    position BIGINT
);
CREATE UNIQUE INDEX ledger_entry_placed ON ledger_entry (position) WHERE position IS NOT NULL;
CREATE INDEX ledger_entry_waiting ON ledger_entry (id) WHERE position IS NULL;
CREATE INDEX ledger_entry_by_reference ON ledger_entry (reference, id);

CREATE TABLE ledger_tile (
    level BIGINT NOT NULL,
    number BIGINT NOT NULL,
    content BYTES NOT NULL,
    PRIMARY KEY (level, number)
) WITHOUT ROWID;

CREATE TABLE ledger_checkpoint (
    size BIGINT NOT NULL PRIMARY KEY,
    note TEXT NOT NULL,
    signed_at BIGINT NOT NULL
);

CREATE TABLE lease (
    name TEXT NOT NULL PRIMARY KEY,
    holder TEXT NOT NULL,
    until BIGINT NOT NULL
);
