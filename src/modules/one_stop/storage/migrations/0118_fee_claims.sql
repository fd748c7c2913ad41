-- Who says that the law frees them from a fee, or from part of it; and what the office answered. One that was refused may be said anew.
CREATE TABLE fee_claim (
    id BIGINT NOT NULL PRIMARY KEY,
    dossier_id BIGINT NOT NULL REFERENCES dossier(id),
    fee_group TEXT NOT NULL,         -- a key of data/fees/groups.yaml
    group_name TEXT NOT NULL,        -- as it was called then
    percent BIGINT NOT NULL,         -- that is not paid
    basis TEXT NOT NULL,
    file_id BIGINT NOT NULL,         -- the paper that proves it; 0: seen at the counter, or none is wanted
    claimed_by BIGINT NOT NULL,
    claimed_name TEXT NOT NULL,
    claimed_at BIGINT NOT NULL,
    state BIGINT NOT NULL,           -- 0: waits; 1: accepted; 2: refused
    decided_by BIGINT NOT NULL,
    decided_name TEXT NOT NULL,
    decided_at BIGINT,
    reason TEXT NOT NULL
);
CREATE UNIQUE INDEX fee_claim_stands ON fee_claim (dossier_id) WHERE state <> 2;
CREATE INDEX fee_claim_of_dossier ON fee_claim (dossier_id);
