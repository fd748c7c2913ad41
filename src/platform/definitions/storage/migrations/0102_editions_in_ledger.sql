-- What was done to an edition is entered in the ledger; of before it was: nothing.
ALTER TABLE edition_event ADD COLUMN ledger_id BIGINT;
