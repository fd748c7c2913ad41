-- Where the page of a case lies: each module knows its own.
ALTER TABLE work_item ADD COLUMN path TEXT NOT NULL DEFAULT '';
UPDATE work_item SET path = '/can-bo/ho-so/' || reference;
