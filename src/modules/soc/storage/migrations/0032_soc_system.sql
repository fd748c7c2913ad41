-- Information systems, their levels of protection and what shows that their four layers stand.
CREATE TABLE soc_system (
    id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    purpose TEXT NOT NULL,
    unit_id BIGINT NOT NULL,
    level BIGINT NOT NULL,
    approval_number TEXT NOT NULL,
    approved_on TEXT,
    networks TEXT NOT NULL,
    retired BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE TABLE soc_layer_evidence (
    id BIGINT NOT NULL PRIMARY KEY,
    system_id BIGINT NOT NULL,
    layer BIGINT NOT NULL,
    met BIGINT NOT NULL,
    evidence TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX soc_layer_evidence_by_system ON soc_layer_evidence (system_id, layer, at);
-- Services that are tried, when their state changed, and how they did hour by hour since 1970.
CREATE TABLE soc_probe (
    id BIGINT NOT NULL PRIMARY KEY,
    system_id BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    target TEXT NOT NULL,
    seconds BIGINT NOT NULL,
    enabled BIGINT NOT NULL,
    state BIGINT NOT NULL,
    since BIGINT NOT NULL,
    detail TEXT NOT NULL,
    UNIQUE (system_id, kind, target)
);
CREATE TABLE soc_probe_change (
    id BIGINT NOT NULL PRIMARY KEY,
    probe_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    state BIGINT NOT NULL,
    detail TEXT NOT NULL
);
CREATE INDEX soc_probe_change_by_probe ON soc_probe_change (probe_id, at);
CREATE TABLE soc_probe_hour (
    probe_id BIGINT NOT NULL,
    hour BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    failures BIGINT NOT NULL,
    milliseconds BIGINT NOT NULL,
    PRIMARY KEY (probe_id, hour)
) WITHOUT ROWID;
