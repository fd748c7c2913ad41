-- How many events of a source were stored in an hour since 1970: what its habits are told from.
CREATE TABLE soc_volume (
    source_number BIGINT NOT NULL,
    hour BIGINT NOT NULL,
    events BIGINT NOT NULL,
    PRIMARY KEY (source_number, hour)
) WITHOUT ROWID;
-- Stretches of time whose events nobody may remove, however old they are; no end while it holds.
CREATE TABLE soc_hold (
    id BIGINT NOT NULL PRIMARY KEY,
    from_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    reason TEXT NOT NULL,
    case_code TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    placed_at BIGINT NOT NULL,
    lifted_at BIGINT,
    lifted_by BIGINT NOT NULL,
    lifted_reason TEXT NOT NULL
);
CREATE INDEX soc_hold_by_lifting ON soc_hold (lifted_at);
-- What kinds of events a source brings, in Sigma's words, and when it last did.
CREATE TABLE soc_seen (
    source_number BIGINT NOT NULL,
    product TEXT NOT NULL,
    category TEXT NOT NULL,
    service TEXT NOT NULL,
    day TEXT NOT NULL,
    PRIMARY KEY (source_number, product, category, service)
) WITHOUT ROWID;
