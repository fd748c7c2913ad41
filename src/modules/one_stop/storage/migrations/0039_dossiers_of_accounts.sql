-- A dossier belongs to the account that handed it in, never to a number.
CREATE INDEX dossier_by_account ON dossier (account_id, submitted_at);
UPDATE record_view SET account_id = COALESCE((SELECT dossier.account_id FROM dossier WHERE dossier.code = record_view.reference), 0);

-- A key counts for the account, the unit and the act it was sent with; the same key with another body is refused.
DROP TABLE idempotency;
CREATE TABLE idempotency (
    account_id BIGINT NOT NULL,
    unit_id BIGINT NOT NULL,
    act TEXT NOT NULL,
    key TEXT NOT NULL,
    body_digest BYTES NOT NULL,
    reference TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (account_id, unit_id, act, key)
);
