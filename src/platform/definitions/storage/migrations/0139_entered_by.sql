-- Which build of the program entered what ships; the same one has nothing to compare when it starts again. Empty: none that is known.
ALTER TABLE edition_mark ADD COLUMN entered_by TEXT NOT NULL DEFAULT '';
