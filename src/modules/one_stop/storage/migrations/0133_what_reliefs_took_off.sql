-- How many đồng an accepted claim took off; 0: refused, or the fee was not known yet.
ALTER TABLE fee_claim ADD COLUMN relieved BIGINT NOT NULL DEFAULT 0;
CREATE INDEX fee_claim_decided ON fee_claim (decided_at);
