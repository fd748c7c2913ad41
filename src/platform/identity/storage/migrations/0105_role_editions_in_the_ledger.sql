-- The entry that binds a version of a role; 0: it is of before these acts were entered.
ALTER TABLE role_edition ADD COLUMN ledger_entry BIGINT NOT NULL DEFAULT 0;
