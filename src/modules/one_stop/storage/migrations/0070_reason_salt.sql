-- Of the digest by which the ledger holds what officers write to one another; empty: the entry holds the reason itself.
ALTER TABLE dossier_event ADD COLUMN reason_salt TEXT NOT NULL DEFAULT '';
