-- Who asked for a term that another agreed to, whether there was nobody to ask, and its entry in the ledger. Years of -1 say that
-- the rule ended there; such a row is over from its first moment.
ALTER TABLE retention_rule ADD COLUMN asked_by_name TEXT NOT NULL DEFAULT '';
ALTER TABLE retention_rule ADD COLUMN alone BIGINT NOT NULL DEFAULT 0;
ALTER TABLE retention_rule ADD COLUMN ledger_id BIGINT NOT NULL DEFAULT 0;
