-- Why somebody left a difference of a newer list, or took it; of before, nobody said.
ALTER TABLE procedure_difference ADD COLUMN reason TEXT NOT NULL DEFAULT '';
