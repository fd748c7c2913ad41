-- A post is held from a day until a day: the past stays true. The days of those held before are not known.
CREATE TABLE post (
    id BIGINT NOT NULL PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES account (id),
    unit_id BIGINT NOT NULL,
    role TEXT NOT NULL,
    position TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT NOT NULL
);
INSERT INTO post (id, account_id, unit_id, role, position, valid_from, valid_to)
SELECT ROW_NUMBER() OVER (ORDER BY account_id, unit_id, role), account_id, unit_id, role, position, '', '' FROM appointment;
DROP TABLE appointment;
ALTER TABLE post RENAME TO appointment;
CREATE INDEX appointment_by_account ON appointment (account_id);
CREATE INDEX appointment_by_unit ON appointment (unit_id, role);

-- Somebody who left: the account and what it did stay, nobody comes in with it.
ALTER TABLE account ADD COLUMN disabled_at BIGINT;

-- The code with which an officer comes in for the first time, or again after a reset. Only its digest is kept.
CREATE TABLE activation (
    account_id BIGINT NOT NULL PRIMARY KEY REFERENCES account (id),
    code_digest BYTES NOT NULL,
    expires_at BIGINT NOT NULL
);

-- What was done to an officer's account, and by whom: hired, appointed, ended, disabled, let in again.
CREATE TABLE account_event (
    id BIGINT NOT NULL PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES account (id),
    at BIGINT NOT NULL,
    by_id BIGINT NOT NULL,
    by_name TEXT NOT NULL,
    event TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE INDEX account_event_by_account ON account_event (account_id, at);
