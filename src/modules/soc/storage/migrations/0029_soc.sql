-- Who sends events to the security operations centre.
CREATE TABLE soc_source (
    id BIGINT NOT NULL PRIMARY KEY,
    number BIGINT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    source_group TEXT NOT NULL,
    unit_id BIGINT NOT NULL,
    recognition BIGINT NOT NULL,
    mark TEXT NOT NULL,
    parser TEXT NOT NULL,
    retention TEXT NOT NULL,
    per_second BIGINT NOT NULL,
    value BIGINT NOT NULL,
    silent_minutes BIGINT NOT NULL,
    enabled BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (recognition, mark)
);
-- What became of a source's events, day by day in Vietnam's time. Reason 0: stored; 1: of those, not understood; from 2 on: why not kept.
CREATE TABLE soc_count (
    source_number BIGINT NOT NULL,
    day TEXT NOT NULL,
    reason BIGINT NOT NULL,
    events BIGINT NOT NULL,
    bytes BIGINT NOT NULL,
    PRIMARY KEY (source_number, day, reason)
) WITHOUT ROWID;
-- Up to which event of a stream everything that rules found is told, and up to which time everything that correlations found.
CREATE TABLE soc_told (
    stream TEXT NOT NULL PRIMARY KEY,
    number BIGINT NOT NULL,
    settled_at BIGINT NOT NULL
);
-- Which block of a stream stands in the public ledger: up to which event it reaches, its hash, and the ledger's entry.
CREATE TABLE soc_anchor (
    stream TEXT NOT NULL,
    number BIGINT NOT NULL,
    digest TEXT NOT NULL,
    ledger_id BIGINT NOT NULL,
    anchored_at BIGINT NOT NULL,
    PRIMARY KEY (stream, number)
) WITHOUT ROWID;
CREATE TABLE soc_alert (
    id BIGINT NOT NULL PRIMARY KEY,
    rule_id TEXT NOT NULL,
    title TEXT NOT NULL,
    level BIGINT NOT NULL,
    score BIGINT NOT NULL,
    entity_kind TEXT NOT NULL,
    entity TEXT NOT NULL,
    source_number BIGINT NOT NULL,
    unit_id BIGINT NOT NULL,
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    raised_at BIGINT NOT NULL,
    events BIGINT NOT NULL,
    state BIGINT NOT NULL,
    case_id BIGINT NOT NULL,
    assignee_id BIGINT NOT NULL,
    reason TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX soc_alert_by_state ON soc_alert (state, score, last_at);
CREATE INDEX soc_alert_by_rule ON soc_alert (rule_id, entity, state);
CREATE INDEX soc_alert_by_case ON soc_alert (case_id);
CREATE INDEX soc_alert_by_change ON soc_alert (changed_at);
CREATE TABLE soc_alert_event (
    alert_id BIGINT NOT NULL,
    event_key TEXT NOT NULL,
    at BIGINT NOT NULL,
    excerpt TEXT NOT NULL,
    PRIMARY KEY (alert_id, event_key)
) WITHOUT ROWID;
-- Rules beyond those that ship, every version of them.
CREATE TABLE soc_rule (
    id BIGINT NOT NULL PRIMARY KEY,
    rule_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    yaml TEXT NOT NULL,
    live BIGINT NOT NULL,
    test_outcome TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    UNIQUE (rule_id, version)
);
-- What was set about a rule: off, or kept to groups of sources.
CREATE TABLE soc_rule_setting (
    rule_id TEXT NOT NULL PRIMARY KEY,
    off BIGINT NOT NULL,
    groups TEXT NOT NULL,
    reason TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
-- Where a rule does not count, until when and why. No rule: every rule.
CREATE TABLE soc_exception (
    id BIGINT NOT NULL PRIMARY KEY,
    rule_id TEXT NOT NULL,
    query TEXT NOT NULL,
    reason TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX soc_exception_by_expiry ON soc_exception (expires_at);
CREATE TABLE soc_case (
    id BIGINT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    category TEXT NOT NULL,
    grade BIGINT NOT NULL,
    state BIGINT NOT NULL,
    unit_id BIGINT NOT NULL,
    lead_id BIGINT NOT NULL,
    detected_at BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    noticed_at BIGINT,
    reported_at BIGINT,
    closed_at BIGINT,
    personal_data BIGINT NOT NULL,
    cause TEXT NOT NULL,
    scope TEXT NOT NULL,
    remedy TEXT NOT NULL,
    lessons TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX soc_case_by_state ON soc_case (state, detected_at);
-- A case's timeline: nothing of it is changed.
CREATE TABLE soc_case_entry (
    id BIGINT NOT NULL PRIMARY KEY,
    case_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    text TEXT NOT NULL,
    event_key TEXT NOT NULL,
    digest TEXT NOT NULL
);
CREATE INDEX soc_case_entry_by_case ON soc_case_entry (case_id, at, id);
CREATE TABLE soc_case_task (
    id BIGINT NOT NULL PRIMARY KEY,
    case_id BIGINT NOT NULL,
    place BIGINT NOT NULL,
    text TEXT NOT NULL,
    done_at BIGINT,
    done_by BIGINT NOT NULL
);
CREATE INDEX soc_case_task_by_case ON soc_case_task (case_id, place);
-- What one shift tells the next.
CREATE TABLE soc_handover (
    id BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    text TEXT NOT NULL,
    taken_at BIGINT,
    taken_by BIGINT NOT NULL
);
CREATE INDEX soc_handover_by_time ON soc_handover (at);
