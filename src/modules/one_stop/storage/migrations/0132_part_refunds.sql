-- Part of a receipt's money may have gone back before the rest does, or before the receipt is made void: one at a time waits.
-- How it goes back; 0: as it came.
ALTER TABLE fee_reversal ADD COLUMN method BIGINT NOT NULL DEFAULT 0;
DROP INDEX fee_reversal_stands;
CREATE UNIQUE INDEX fee_reversal_waits ON fee_reversal (receipt_id) WHERE state = 0;
