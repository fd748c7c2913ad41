-- Who is on duty in which shift, and who was called about which alert.
CREATE TABLE soc_duty (
    day TEXT NOT NULL,
    shift TEXT NOT NULL,
    place BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    entered_by BIGINT NOT NULL,
    entered_at BIGINT NOT NULL,
    PRIMARY KEY (day, shift, place)
) WITHOUT ROWID;
CREATE TABLE soc_call (
    alert_id BIGINT NOT NULL,
    place BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (alert_id, place)
) WITHOUT ROWID;
CREATE INDEX soc_call_by_time ON soc_call (at);
