-- Who enters something keeps its id: the same reference again, in a tree of its own, cost every entry a place to write.
DROP INDEX ledger_entry_by_reference;
ALTER TABLE ledger_entry DROP COLUMN reference;
