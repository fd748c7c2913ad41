-- What a province says otherwise of a procedure than the list it was loaded from is a version like the others, made of an edition
-- when that comes into force. `base` is what the list said last, whether or not the province's own holds now.
ALTER TABLE procedure ADD COLUMN edition_id BIGINT NOT NULL DEFAULT 0;
ALTER TABLE procedure ADD COLUMN base BIGINT NOT NULL DEFAULT 0;
-- How people ask for it here: a phrase a line.
ALTER TABLE procedure ADD COLUMN words TEXT NOT NULL DEFAULT '';
UPDATE procedure SET base = newest;
CREATE INDEX procedure_of_editions ON procedure (edition_id, code) WHERE edition_id <> 0;
CREATE INDEX procedure_bases ON procedure (code, base);
