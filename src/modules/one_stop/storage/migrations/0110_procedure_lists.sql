-- A newer national list, held against what the province has: what it would change waits to be taken or left.
CREATE TABLE procedure_list (
    id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,         -- of the file
    made_at BIGINT NOT NULL,
    account_id BIGINT NOT NULL, -- 0: at the command line
    account TEXT NOT NULL,
    procedures BIGINT NOT NULL  -- that the file names
);
CREATE TABLE procedure_difference (
    list_id BIGINT NOT NULL REFERENCES procedure_list (id),
    code TEXT NOT NULL,
    kind TEXT NOT NULL,         -- 'new', 'changed', 'abolished'
    name TEXT NOT NULL,
    domain TEXT NOT NULL,
    fields TEXT NOT NULL,       -- keys of what differs
    text TEXT NOT NULL,         -- what the list says; empty of what is abolished
    decision TEXT NOT NULL,     -- '', 'taken', 'left'
    decided_at BIGINT,
    account TEXT NOT NULL,      -- who decided
    edition_id BIGINT NOT NULL, -- that it became; 0: none
    PRIMARY KEY (list_id, code)
);
CREATE INDEX procedure_difference_by_code ON procedure_difference (code, list_id);
